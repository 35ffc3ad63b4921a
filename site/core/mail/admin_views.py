"""Pages of the admin about mails on their way. Superusers only, on every one of them."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.admin import messages
from wagtail.log_actions import log
from wagtail_modeladmin.views import DeleteView, IndexView, InstanceSpecificView, WMABaseView

from core.models.mail import QueuedMail
from core.permissions import is_superuser, restrict_view_to

View = Callable[..., HttpResponse]
TRIED_AGAIN = "core.try_mail_again"
LIST = "mails_modeladmin_index"
DAY = "j M"
MOMENT = f"{DAY}, H:i"
WHAT_A_TRY_IS = (
    "A mail that is tried again is tried at once, and then as often as a new one. As long as what "
    "went wrong is not mended, it will not arrive."
)


def for_superusers(view: View) -> View:
    """*view*, closed to everybody else; calm about a mail that is not there any more."""

    @wraps(view)
    def calm(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, **kwargs)
        except Http404:
            return _back(request, "That mail is gone: it has been delivered or deleted.")

    return restrict_view_to(is_superuser, calm)


def moment(when: datetime) -> str:
    """Day and time as the person looking has them."""
    return date_format(timezone.localtime(when), MOMENT)


class MailList(IndexView):
    """Given up first. What the address asks for beyond state and page is not looked at."""

    FORMATS = ()  # no export
    sortable_by = ()

    def get_filters_params(self, params: Any = None) -> dict[str, list[str]]:
        # Anything else would be a look-up in the database, of encrypted fields too.
        known = super().get_filters_params(params)
        return {name: known[name] for name in ("state",) if name in known}

    def get_ordering(self, request: HttpRequest, queryset: QuerySet) -> list[str]:
        return [*self.model_admin.ordering, "pk"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        states = [choice for spec in self.filter_specs for choice in spec.choices(self)]
        return {**context, "states": states, "dead_count": QueuedMail.objects.dead().count()}


class ConfirmMixin:
    """A question (GET), and what is done when it is answered with yes (POST)."""

    request: HttpRequest
    question = ""
    yes = ""
    no = "No, go back"
    # Of the button that does it.
    classname = ""

    def get_meta_title(self) -> str:
        return f"{self.page_title}?"  # type: ignore[attr-defined]

    def get_template_names(self) -> list[str]:
        return ["core/mail/confirm.html"]

    def said(self, words: str) -> HttpResponse:
        """Back to the list: it is done."""
        messages.success(self.request, words)
        return redirect(LIST)


class TryAgain(ConfirmMixin, InstanceSpecificView):
    page_title = "Try again"
    question = WHAT_A_TRY_IS
    yes = "Yes, try again"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.instance.state != QueuedMail.State.DEAD:
            return self._not_needed()
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Asked twice, it is done once."""
        if not _try_again(self.instance):
            return self._not_needed()
        return self.said(f"Mail {self.instance} is being tried again.")

    def _not_needed(self) -> HttpResponse:
        return _back(self.request, f"Mail {self.instance} is on its way already.")


class TryAllAgain(ConfirmMixin, WMABaseView):
    page_title = "Try all again"
    yes = "Yes, try all again"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        count = QueuedMail.objects.dead().count()
        self.question = f"{counted(count)} given up. {WHAT_A_TRY_IS}"
        return super().get(request, *args, **kwargs) if count else self._not_needed()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Each by itself: the first ones may leave while the last ones are still being read."""
        dead = QueuedMail.objects.dead().without_contents()
        count = sum(_try_again(mail) for mail in dead)
        return self.said(f"{counted(count)} being tried again.") if count else self._not_needed()

    def _not_needed(self) -> HttpResponse:
        return _back(self.request, "No mail is given up.")


class DeleteMail(ConfirmMixin, DeleteView):
    page_title = "Delete"
    question = (
        "Whoever it is for will not get it, and nobody is told. If it is being handed to the mail "
        "server at this moment, it may still arrive."
    )
    yes = "Yes, delete"
    classname = "serious"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with transaction.atomic():
            log(instance=self.instance, action="wagtail.delete")
            self.delete_instance()
        return self.said(f"Mail {self.instance} is deleted.")


def counted(mails: int) -> str:
    """ "1 mail is", "2 mails are"."""
    return "1 mail is" if mails == 1 else f"{mails} mails are"


@transaction.atomic
def _try_again(mail: QueuedMail) -> bool:
    """Whether there was a mail to try again: it may have been given another try meanwhile."""
    if not mail.try_again(now=timezone.now()):
        return False
    log(instance=mail, action=TRIED_AGAIN)
    return True


def _back(request: HttpRequest, words: str) -> HttpResponse:
    """To the list: nothing was to be done."""
    messages.info(request, words)
    return redirect(LIST)
