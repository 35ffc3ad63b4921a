"""What stands behind the link of a mail: confirming, how things stand, withdrawing."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe
from django.views.generic import View

from core.responses import SeeOther
from membership.actions import (
    confirm_application,
    is_member,
    resend_link,
    withdraw_application,
)
from membership.models import ApplicationLink, ApplicationWordingSettings
from users.traces import network_of
from users.views import never_stored

open_to_all: list[Any] = [csrf_exempt, never_stored, sensitive_post_parameters()]


class AddressForm(forms.Form):
    """The address that somebody has applied with, or says so."""

    email = forms.EmailField(
        label="E-mail address",
        max_length=254,
        widget=forms.EmailInput(attrs={"class": "in", "autocomplete": "email"}),
        error_messages={
            "required": "Please write your address.",
            "invalid": "Write an address like name@example.org.",
        },
    )


@method_decorator(open_to_all, name="dispatch")
class ApplicationView(View):
    """One address for the whole life of an application; its secret is the only key to it."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        # Only shows: programs that look through mails follow links.
        return _stand(request, ApplicationLink.objects.behind(token))

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        link = ApplicationLink.objects.behind(token)
        act = _acts(link).get(request.POST.get("step", "")) if link else None
        if act is None:
            return _stand(request, link)
        return act() or SeeOther("application", token=token)


@method_decorator(open_to_all, name="dispatch")
class ResendView(View):
    """Asks for an address, and answers alike for every address."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._show(request, AddressForm(label_suffix=""))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = AddressForm(request.POST, label_suffix="")
        if not form.is_valid():
            return self._show(request, form)
        if not resend_link(email=form.cleaned_data["email"], network=network_of(request)):
            note = ApplicationWordingSettings.load().network_text
            return self._show(request, form, note=note)
        return SeeOther("application_resent")

    def _show(self, request: HttpRequest, form: AddressForm, note: str = "") -> HttpResponse:
        context = {"form": form, "note": note, **_words("resend")}
        return render(request, "membership/resend.html", context)


@never_stored
@require_safe
def resent(request: HttpRequest) -> HttpResponse:
    return render(request, "membership/words.html", _words("resent"))


@never_stored
@require_safe
def withdrawn(request: HttpRequest) -> HttpResponse:
    return render(request, "membership/words.html", _words("withdrawn"))


def _acts(link: ApplicationLink) -> dict[str, Callable[[], HttpResponse | None]]:
    """What may be done now behind *link*, by the names of its buttons."""
    stand = stand_of(link)
    acts: dict[str, Callable[[], HttpResponse | None]] = {}
    if stand == "confirm":
        acts["confirm"] = lambda: _confirm(link)
    if stand in {"confirm", "waiting", "member", "too_old"}:
        acts["withdraw"] = lambda: _withdraw(link)
    return acts


def stand_of(link: ApplicationLink | None) -> str:
    """Where the application behind *link* stands, as the words about it are named."""
    if link is None or link.superseded or link.application is None:
        return "nothing"
    if link.application.is_confirmed:
        return "waiting"
    if is_member(link.application.email):
        return "member"
    return "too_old" if link.is_too_old_to_confirm(timezone.now()) else "confirm"


def _stand(request: HttpRequest, link: ApplicationLink | None) -> HttpResponse:
    stand = stand_of(link)
    context = {"stand": stand, "application": link.application if link else None, **_words(stand)}
    context["withdraw_text"] = ApplicationWordingSettings.load().withdraw_text
    status = 404 if stand == "nothing" else 200
    return render(request, "membership/application.html", context, status=status)


def _confirm(link: ApplicationLink) -> None:
    if link.application:
        confirm_application(application=link.application)


def _withdraw(link: ApplicationLink) -> HttpResponse:
    if link.application:
        withdraw_application(application=link.application)
    return SeeOther("application_withdrawn")


def _words(name: str) -> dict[str, Any]:
    words = ApplicationWordingSettings.load()
    return {
        "heading": getattr(words, f"{name}_heading"),
        "text": getattr(words, f"{name}_text"),
    }
