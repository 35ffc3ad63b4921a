"""The email queue in the admin, for superusers, without recipients' addresses and contents."""

from collections.abc import Callable
from datetime import datetime
from email.utils import parseaddr
from typing import Any, ClassVar

from django.contrib.admin import SimpleListFilter, display
from django.contrib.admin.utils import label_for_field
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, re_path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.text import capfirst
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry
from wagtail_modeladmin.helpers import ButtonHelper
from wagtail_modeladmin.options import ModelAdmin, modeladmin_register

from core.admin.permissions import (
    NumericPkURLHelper,
    SuperuserReadOnlyPermissionHelper,
    is_superuser,
)
from encryption import DecryptionError
from formats.dates import SHORT_DATE, format_local_datetime
from mailqueue import views
from mailqueue.models.queued_mail import FAILED_MAIL_RETENTION, QueuedMail


class QueuedMailPermissionHelper(SuperuserReadOnlyPermissionHelper):
    """Superusers only: list, retry and delete."""

    def user_can_delete_obj(self, user: Any, obj: Model) -> bool:
        return is_superuser(user)


class QueuedMailURLHelper(NumericPkURLHelper):
    actions_without_pk = frozenset({"index", "retry_all"})


class QueuedMailButtonHelper(ButtonHelper):
    def get_buttons_for_obj(self, obj: QueuedMail, *args: Any, **kwargs: Any) -> list[dict]:
        """Buttons of one email: retry, if it failed, and delete."""
        retry = [self._button(obj, "retry", "Try again", "button-secondary")]
        delete = self._button(obj, "delete", "Delete", "button-secondary no")
        return [*(retry if obj.state == QueuedMail.State.FAILED else []), delete]

    def _button(self, mail: QueuedMail, action: str, label: str, classes: str) -> dict[str, Any]:
        # The reference tells screen reader users which email this button is for.
        text = format_html('{}<span class="w-sr-only"> {}</span>', label, mail.reference)
        url = self.url_helper.get_action_url(action, mail.pk)
        return {"url": url, "label": text, "classname": f"button button-small {classes}"}


class StateFilter(SimpleListFilter):
    title = "status"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("failed", "Failed"), ("waiting", "Waiting")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet | None:
        known = dict(self.lookup_choices)
        return queryset.filter(state=self.value()) if self.value() in known else None


@modeladmin_register
class QueuedMailAdmin(ModelAdmin):
    model = QueuedMail
    base_url_path = "email-queue"
    add_to_admin_menu = False
    menu_label = "Email queue"
    menu_icon = "mail"
    menu_order = 50
    permission_helper_class = QueuedMailPermissionHelper
    url_helper_class = QueuedMailURLHelper
    button_helper_class = QueuedMailButtonHelper
    index_view_class = views.QueuedMailIndexView
    delete_view_class = views.DeleteQueuedMailView
    index_template_name = "mailqueue/index.html"
    delete_template_name = "mailqueue/confirm.html"
    index_view_extra_css: ClassVar[list[str]] = ["css/admin_email_queue.css"]
    list_display = ("reference", "state", "to", "written", "attempts", "error", "next_step")
    list_display_add_buttons = "next_step"
    list_filter = (StateFilter,)
    # Alphabetically: "failed" before "waiting".
    ordering = ("state", "created_at")
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).without_contents()

    def get_extra_attrs_for_field_col(self, obj: QueuedMail, field_name: str) -> dict[str, str]:
        """Column names for narrow screens, where each email is a list."""
        return {"data-label": capfirst(str(label_for_field(field_name, self.model, self)))}

    @display(description="Recipient’s domain")
    def to(self, mail: QueuedMail) -> str:
        return get_recipient_domain(mail)

    @display(description="Created")
    def written(self, mail: QueuedMail) -> str:
        return format_local_datetime(mail.created_at)

    @display(description="Error")
    def error(self, mail: QueuedMail) -> str:
        return mail.last_error or "none"

    @display(description="Next step")
    def next_step(self, mail: QueuedMail) -> str:
        return _describe_expiry(mail.failed_at) if mail.failed_at else _describe_next_attempt(mail)

    def retry_view(self, request: HttpRequest, instance_pk: str) -> HttpResponse:
        return views.RetryView.as_view(model_admin=self, instance_pk=instance_pk)(request)

    def retry_all_view(self, request: HttpRequest) -> HttpResponse:
        return views.RetryAllView.as_view(model_admin=self)(request)

    def get_admin_urls_for_registration(self) -> list[URLPattern]:
        """No URLs to create, edit or inspect an email."""
        return [
            self._build_url_pattern("index", self.index_view),
            self._build_url_pattern("delete", self.delete_view),
            self._build_url_pattern("retry", self.retry_view),
            self._build_url_pattern("retry_all", self.retry_all_view),
        ]

    def _build_url_pattern(self, action: str, view: Callable[..., HttpResponse]) -> URLPattern:
        pattern = self.url_helper.get_action_url_pattern(action)
        name = self.url_helper.get_action_url_name(action)
        return re_path(pattern, views.require_superuser(view), name=name)

    def register_with_wagtail(self) -> None:
        super().register_with_wagtail()
        hooks.register("register_reports_menu_item", self.get_menu_item)

    def register_admin_url_finders(self) -> None:
        """None: emails have no edit view."""

    def register_indexing(self) -> None:
        """None: emails refer to no other objects."""


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    actions.register_action(views.RETRY_ACTION, "Try again", "Sent a failed email again")


def get_recipient_domain(mail: QueuedMail) -> str:
    """The domain of the recipient, never the whole email address."""
    try:
        _, at, domain = parseaddr(mail.recipient)[1].rpartition("@")
    except DecryptionError:
        return "unreadable"
    return domain if at else "no domain"


def _describe_expiry(failed_at: datetime) -> str:
    expires_at = timezone.localtime(failed_at + FAILED_MAIL_RETENTION)
    last_day = date_format(expires_at, SHORT_DATE)
    return f"Failed {format_local_datetime(failed_at)}. Deleted after {last_day}"


def _describe_next_attempt(mail: QueuedMail) -> str:
    now = timezone.now()
    if mail.claimed_until and mail.claimed_until > now:
        return "Sending now"
    if mail.due_at > now:
        return f"Next attempt {format_local_datetime(mail.due_at)}"
    return "Next attempt within a minute"
