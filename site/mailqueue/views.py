"""Admin views of the email queue. All of them are for superusers only."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from wagtail.admin import messages
from wagtail.log_actions import log
from wagtail_modeladmin.views import DeleteView, IndexView, InstanceSpecificView, WMABaseView

from core.admin.permissions import is_superuser, restrict_view_to
from mailqueue.models.queued_mail import QueuedMail

View = Callable[..., HttpResponse]
RETRY_ACTION = "mailqueue.retry"
INDEX_URL_NAME = "email-queue_modeladmin_index"
RETRY_EXPLANATION = (
    "%s email is sent again straight away and, if that fails, retried for up to 3 days. It will "
    "not arrive until the problem is fixed."
)


def require_superuser(view: View) -> View:
    """Restrict *view* to superusers, and redirect to the list if the email no longer exists."""

    @wraps(view)
    def redirect_when_deleted(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, **kwargs)
        except Http404:
            return _redirect_with_info(
                request,
                "That email is no longer in the queue. It has been delivered or deleted.",
            )

    return restrict_view_to(is_superuser, redirect_when_deleted)


class QueuedMailIndexView(IndexView):
    """Failed emails first. Query parameters other than state and page are ignored."""

    FORMATS = ()  # no export
    sortable_by = ()

    def get_filters_params(self, params: Any = None) -> dict[str, list[str]]:
        # Other parameters would become database lookups, of encrypted fields too.
        known = super().get_filters_params(params)
        return {name: known[name] for name in ("state",) if name in known}

    def get_ordering(self, request: HttpRequest, queryset: QuerySet) -> list[str]:
        return [*self.model_admin.ordering, "pk"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        states = [choice for spec in self.filter_specs for choice in spec.choices(self)]
        return {**context, "states": states, "failed_count": QueuedMail.objects.failed().count()}


class ConfirmMixin:
    """Shows a confirmation page on GET; subclasses run the action on POST."""

    request: HttpRequest
    question = ""
    confirm_label = ""
    cancel_label = "Cancel"
    # CSS class of the confirm button.
    classname = ""

    def get_meta_title(self) -> str:
        return f"{self.page_title}?"  # type: ignore[attr-defined]

    def get_template_names(self) -> list[str]:
        return ["mailqueue/confirm.html"]

    def redirect_with_success(self, text: str) -> HttpResponse:
        """Redirect to the list with a success message."""
        messages.success(self.request, text)
        return redirect(INDEX_URL_NAME)


class RetryView(ConfirmMixin, InstanceSpecificView):
    page_title = "Try again"
    question = RETRY_EXPLANATION % "The"
    confirm_label = "Try again"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.instance.state != QueuedMail.State.FAILED:
            return self._redirect_unneeded()
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Retry once, even if the form is submitted several times."""
        if not _retry(self.instance):
            return self._redirect_unneeded()
        return self.redirect_with_success(f"Email {self.instance} is being sent again.")

    def _redirect_unneeded(self) -> HttpResponse:
        return _redirect_with_info(self.request, f"Email {self.instance} is already being sent.")


class RetryAllView(ConfirmMixin, WMABaseView):
    page_title = "Try all again"
    confirm_label = "Try all again"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        count = QueuedMail.objects.failed().count()
        self.question = _ask_about_all(count)
        return super().get(request, *args, **kwargs) if count else self._redirect_unneeded()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Retry emails one by one, since the first may be delivered before the last is read."""
        failed = QueuedMail.objects.failed().without_contents()
        count = sum(_retry(mail) for mail in failed)
        return (
            self.redirect_with_success(f"{format_count(count)} being sent again.")
            if count
            else self._redirect_unneeded()
        )

    def _redirect_unneeded(self) -> HttpResponse:
        return _redirect_with_info(self.request, "There are no failed emails.")


class DeleteQueuedMailView(ConfirmMixin, DeleteView):
    page_title = "Delete email"
    question = (
        "The email will not be sent, and the recipient will not be told. If it is being sent right "
        "now, it may still arrive."
    )
    confirm_label = "Delete email"
    classname = "serious"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with transaction.atomic():
            log(instance=self.instance, action="wagtail.delete")
            self.delete_instance()
        return self.redirect_with_success(f"Email {self.instance} has been deleted.")


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
