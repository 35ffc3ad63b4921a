"""Admin views of the email queue. All of them are for superusers only."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import transaction
from django.forms import RadioSelect
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import View
from django_filters import ChoiceFilter
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.views import generic
from wagtail.log_actions import log

from mailqueue.models.queued_mail import QueuedMail
from superusers.viewsets import SuperuserIndexView

RETRY_ACTION = "mailqueue.retry"
INDEX_URL_NAME = "email-queue:index"
RETRY_EXPLANATION = (
    "%s email is sent again straight away and, if that fails, retried for up to 3 days. It will "
    "not arrive until the problem is fixed."
)


def redirect_if_deleted(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Redirect to the list if the email of *view* no longer exists."""

    @wraps(view)
    def wrapped(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, **kwargs)
        except Http404:
            return _redirect_with_info(
                request,
                "That email is no longer in the queue. It has been delivered or deleted.",
            )

    return wrapped


class QueuedMailFilterSet(WagtailFilterSet):
    state = ChoiceFilter(
        label="Status",
        choices=[("failed", "Failed"), ("waiting", "Waiting")],
        empty_label="All",
        widget=RadioSelect,
    )

    class Meta:
        model = QueuedMail
        fields = ()


class QueuedMailPaginator(WagtailPaginator):
    verbose_name_plural = "emails"


class QueuedMailIndexView(SuperuserIndexView):
    """Failed emails first."""

    template_name = "mailqueue/index.html"
    queryset = QueuedMail.objects.without_contents()
    paginator_class = QueuedMailPaginator

    @cached_property
    def no_results_message(self) -> str:
        if self.is_filtering:
            return "No matching emails."
        return "The queue is empty. The mail server has accepted every email."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        has_failed = QueuedMail.objects.failed().exists()
        return {**super().get_context_data(**kwargs), "has_failed": has_failed}


class ConfirmMixin:
    """Settings of the template for views that ask for confirmation on GET and act on POST."""

    template_name = "mailqueue/confirm.html"
    confirmation_message = ""
    # CSS class of the confirm button.
    classname = ""


class ConfirmView(
    ConfirmMixin, generic.PermissionCheckedMixin, generic.WagtailAdminTemplateMixin, View
):
    """Ask for confirmation on GET, unless nothing needs to be done."""

    permission_required = "retry"
    breadcrumbs_items = ()

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data())


class RetryView(generic.BaseObjectMixin, ConfirmView):
    page_title = "Try again"
    confirmation_message = RETRY_EXPLANATION % "The"

    def get_page_subtitle(self) -> str:
        return str(self.object)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if self.object.state != QueuedMail.State.FAILED:
            return self._redirect_unneeded()
        return super().get(request, **kwargs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Retry once, even if the form is submitted several times."""
        if not _retry(self.object):
            return self._redirect_unneeded()
        messages.success(request, f"Email {self.object} is being sent again.")
        return redirect(INDEX_URL_NAME)

    def _redirect_unneeded(self) -> HttpResponse:
        return _redirect_with_info(self.request, f"Email {self.object} is already being sent.")


class RetryAllView(ConfirmView):
    page_title = "Try all again"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        count = QueuedMail.objects.failed().count()
        self.confirmation_message = _ask_about_all(count)
        return super().get(request, **kwargs) if count else self._redirect_unneeded()

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Retry emails one by one, since the first may be delivered before the last is read."""
        failed = QueuedMail.objects.failed().without_contents()
        count = sum(_retry(mail) for mail in failed)
        if not count:
            return self._redirect_unneeded()
        messages.success(request, f"{format_count(count)} being sent again.")
        return redirect(INDEX_URL_NAME)

    def _redirect_unneeded(self) -> HttpResponse:
        return _redirect_with_info(self.request, "There are no failed emails.")


class DeleteQueuedMailView(ConfirmMixin, generic.DeleteView):
    page_title = "Delete email"
    confirmation_message = (
        "The email will not be sent, and the recipient will not be told. If it is being sent right "
        "now, it may still arrive."
    )
    classname = "serious"
    success_message = "Email %(object)s has been deleted."

    def get_usage_url(self) -> None:
        """None: no other objects refer to emails."""


def format_count(mails: int) -> str:
    """ "1 email is", "2 emails are"."""
    return "1 email is" if mails == 1 else f"{mails} emails are"


def _ask_about_all(count: int) -> str:
    if count == 1:
        return f"Try to send 1 failed email again? {RETRY_EXPLANATION % 'The'}"
    return f"Try to send {count} failed emails again? {RETRY_EXPLANATION % 'Each'}"


@transaction.atomic
def _retry(mail: QueuedMail) -> bool:
    """Retry *mail*. False if it is not failed any more, as after a concurrent retry."""
    if not mail.retry(now=timezone.now()):
        return False
    log(instance=mail, action=RETRY_ACTION)
    return True


def _redirect_with_info(request: HttpRequest, text: str) -> HttpResponse:
    """Redirect to the list with an info message."""
    messages.info(request, text)
    return redirect(INDEX_URL_NAME)
