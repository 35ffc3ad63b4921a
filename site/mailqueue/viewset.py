"""The email queue in the admin, for superusers, without recipients' addresses and contents."""

from datetime import datetime
from email.utils import parseaddr
from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from wagtail.admin.ui.tables import ButtonsColumnMixin
from wagtail.admin.widgets.button import ListingButton

from encryption import DecryptionError
from formats.dates import SHORT_DATE, format_local_datetime
from mailqueue import views
from mailqueue.models.queued_mail import FAILED_MAIL_RETENTION, QueuedMail
from superusers.viewsets import LabelledColumn, SuperuserViewSet


def get_recipient_domain(mail: QueuedMail) -> str:
    """The domain of the recipient, never the whole email address."""
    try:
        _, at, domain = parseaddr(mail.recipient)[1].rpartition("@")
    except DecryptionError:
        return "unreadable"
    return domain if at else "no domain"


def describe_next_step(mail: QueuedMail) -> str:
    """When the next attempt is, or until when a failed email is kept."""
    return _describe_expiry(mail.failed_at) if mail.failed_at else _describe_next_attempt(mail)


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


class NextStepColumn(ButtonsColumnMixin, LabelledColumn):
    """What happens next, with buttons: retry, if the email failed, and delete."""

    cell_template_name = "mailqueue/next_step_cell.html"

    def get_buttons(self, instance: QueuedMail, parent_context: Any) -> list[ListingButton]:
        retry = _build_button(instance, "retry", "Try again", priority=10)
        delete = _build_button(instance, "delete", "Delete", classname="no", priority=20)
        return [*([retry] if instance.state == QueuedMail.State.FAILED else []), delete]


def _build_button(mail: QueuedMail, action: str, label: str, **options: Any) -> ListingButton:
    # The reference tells screen reader users which email this button is for.
    text = format_html('{}<span class="w-sr-only"> {}</span>', label, mail.reference)
    return ListingButton(text, reverse(f"email-queue:{action}", args=[mail.pk]), **options)


class QueuedMailViewSet(SuperuserViewSet):
    model = QueuedMail
    name = "email-queue"
    icon = "mail"
    menu_order = 50
    actions = ("view", "retry", "delete")
    index_view_class = views.QueuedMailIndexView
    delete_view_class = views.DeleteQueuedMailView
    filterset_class = views.QueuedMailFilterSet
    # Alphabetically: "failed" before "waiting".
    ordering = ("state", "created_at", "pk")
    list_display = (
        LabelledColumn("reference"),
        LabelledColumn("state", label="Status", accessor="get_state_display"),
        LabelledColumn("to", label="Recipient’s domain", accessor=get_recipient_domain),
        LabelledColumn("created", accessor=lambda mail: format_local_datetime(mail.created_at)),
        LabelledColumn("attempts"),
        LabelledColumn("error", accessor=lambda mail: mail.last_error or "none"),
        NextStepColumn("next_step", accessor=describe_next_step),
    )

    def get_urlpatterns(self) -> list[URLPattern]:
        """No URLs to create, edit or inspect an email."""
        retry_view = self.construct_view(views.RetryView)
        return [
            *super().get_urlpatterns(),
            path("delete/<int:pk>/", views.redirect_if_deleted(self.delete_view), name="delete"),
            path("retry/<int:pk>/", views.redirect_if_deleted(retry_view), name="retry"),
            path("retry-all/", self.construct_view(views.RetryAllView), name="retry_all"),
        ]
