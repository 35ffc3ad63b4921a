"""What stands behind the link of a mail: confirming, how things stand, withdrawing."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe
from django.views.generic import View

from core.http import redirect_303
from encryption import DecryptionError
from membership.actions import (
    answer_question,
    confirm_application,
    resend_link,
    withdraw_application,
)
from membership.applications.forms import MAX_ANSWER_LENGTH, VerbatimCharField
from membership.applications.status import (
    WITHDRAWABLE_STATUSES,
    get_status,
    get_status_context,
    get_status_text,
    get_unreadable_text,
)
from membership.models import Application, ApplicationTextSettings, ApplicationToken
from users.fingerprints import get_client_network
from users.views import no_store

public_view_decorators: list[Any] = [csrf_exempt, no_store, sensitive_post_parameters()]
Action = Callable[[], HttpResponse | None]


class EmailForm(forms.Form):
    """The address that somebody has applied with, or says so."""

    email = forms.EmailField(
        label="E-mail address",
        max_length=254,
        widget=forms.EmailInput(attrs={"class": "input", "autocomplete": "email"}),
        error_messages={
            "required": "Please write your address.",
            "invalid": "Write an address like name@example.org.",
        },
    )


class AnswerForm(forms.Form):
    """The answer to what the team has asked."""

    answer = VerbatimCharField(
        label="Your answer",
        max_length=MAX_ANSWER_LENGTH,
        widget=forms.Textarea(attrs={"class": "input", "autocomplete": "off", "rows": 6}),
        error_messages={
            "required": "Please write an answer.",
            "max_length": (
                f"Please shorten your answer to {MAX_ANSWER_LENGTH:,} characters at most."
            ),
            "null_characters_not_allowed": "Your answer holds a sign that cannot be kept.",
        },
    )


@method_decorator(public_view_decorators, name="dispatch")
class ApplicationView(View):
    """One address for the whole life of an application; its secret is the only key to it."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        # Only shows: programs that look through mails follow links.
        return _render_status(request, ApplicationToken.objects.by_token(token))

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        link = ApplicationToken.objects.by_token(token)
        action = _get_actions(request, link).get(request.POST.get("step", ""))
        if action is None:
            return _render_status(request, link, draft_answer=request.POST.get("answer", ""))
        return action() or redirect_303("application", token=token)


@method_decorator(public_view_decorators, name="dispatch")
class ResendView(View):
    """Asks for an address, and answers alike for every address."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._show(request, EmailForm(label_suffix=""))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = EmailForm(request.POST, label_suffix="")
        if not form.is_valid():
            return self._show(request, form)
        if not resend_link(email=form.cleaned_data["email"], network=get_client_network(request)):
            note = ApplicationTextSettings.load().network_text
            return self._show(request, form, note=note)
        return redirect_303("application_resent")

    def _show(self, request: HttpRequest, form: EmailForm, note: str = "") -> HttpResponse:
        context = {"form": form, "note": note, **get_status_text("resend")}
        return render(request, "membership/resend.html", context)


@no_store
@require_safe
def resent(request: HttpRequest) -> HttpResponse:
    return render(request, "membership/message.html", get_status_text("resent"))


@no_store
@require_safe
def withdrawn(request: HttpRequest) -> HttpResponse:
    return render(request, "membership/message.html", get_status_text("withdrawn"))


def _get_actions(request: HttpRequest, link: ApplicationToken | None) -> dict[str, Action]:
    """What may be done now behind *link*, by the names of its buttons."""
    status, actions = get_status(link), dict[str, Action]()
    if link is None or link.application is None:
        return actions
    application = link.application
    if status == "confirm":
        actions["confirm"] = lambda: _confirm(request, link, application)
    if status == "asked":
        actions["answer"] = lambda: _answer(request, link, application)
    if status in WITHDRAWABLE_STATUSES:
        actions["withdraw"] = lambda: _withdraw(application)
    return actions


def _render_status(
    request: HttpRequest, link: ApplicationToken | None, *, draft_answer: str = "", **more: Any
) -> HttpResponse:
    context = {"form": AnswerForm(label_suffix=""), **get_status_context(link), **more}
    if _is_unsaved_answer(draft_answer, context):
        context["draft_answer"] = draft_answer
    status = 404 if context["status"] == "not_found" else 200
    return render(request, "membership/application.html", context, status=status)


def _is_unsaved_answer(draft_answer: str, context: dict[str, Any]) -> bool:
    """Whether *unsent* is more than the answer that came in a moment ago, sent twice."""
    return bool(draft_answer.strip()) and all(
        _normalise_lines(draft_answer) != _normalise_lines(known.reply)
        for known in context.get("exchanges", [])
    )


def _normalise_lines(text: str) -> list[str]:
    return text.strip().splitlines()


def _confirm(
    request: HttpRequest, link: ApplicationToken, application: Application
) -> HttpResponse | None:
    try:
        confirm_application(application=application)
    except DecryptionError:
        return _render_status(request, link, note=get_unreadable_text())
    return None


def _answer(
    request: HttpRequest, link: ApplicationToken, application: Application
) -> HttpResponse | None:
    form = AnswerForm(request.POST, label_suffix="")
    if not form.is_valid():
        return _render_status(request, link, form=form)
    text = form.cleaned_data["answer"]
    if answer_question(application=application, text=text):
        return None
    # In the meantime it was answered elsewhere, or decided: nothing that was written is lost.
    return _render_status(
        request, ApplicationToken.objects.filter(pk=link.pk).first(), draft_answer=text
    )


def _withdraw(application: Application) -> HttpResponse:
    withdraw_application(application=application)
    return redirect_303("application_withdrawn")
