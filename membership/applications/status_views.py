"""Pages of the emailed link: confirm, status, answer a question, withdraw; and new links."""

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
from membership.http import redirect_303
from membership.models import Application, ApplicationTextSettings, ApplicationToken
from users.anonymous_hashes import get_client_network
from users.views import no_store

public_view_decorators: list[Any] = [csrf_exempt, no_store, sensitive_post_parameters()]
Action = Callable[[], HttpResponse | None]


class EmailForm(forms.Form):
    """The email address that a new link is requested for."""

    email = forms.EmailField(
        label="Email address",
        max_length=254,
        widget=forms.EmailInput(attrs={"class": "input", "autocomplete": "email"}),
        error_messages={
            "required": "Enter your email address",
            "max_length": "Email address must be 254 characters or fewer",
            "null_characters_not_allowed": (
                "Email address contains a character we cannot store. Remove it and try again."
            ),
            "invalid": "Enter an email address in the correct format, like name@example.org",
        },
    )


class AnswerForm(forms.Form):
    """The applicant's answer to a question of the team."""

    answer = VerbatimCharField(
        label="Your answer",
        max_length=MAX_ANSWER_LENGTH,
        widget=forms.Textarea(attrs={"class": "input", "autocomplete": "off", "rows": 6}),
        error_messages={
            "required": "Enter your answer",
            "max_length": f"Your answer must be {MAX_ANSWER_LENGTH:,} characters or fewer",
            "null_characters_not_allowed": (
                "Your answer contains a character we cannot store. Remove it and try again."
            ),
        },
    )


@method_decorator(public_view_decorators, name="dispatch")
class ApplicationView(View):
    """The status page of an application. The token in the URL is the only credential."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        # GET changes nothing, since email scanners follow links.
        return _render_status(request, ApplicationToken.objects.by_token(token))

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        link = ApplicationToken.objects.by_token(token)
        action = _get_actions(request, link).get(request.POST.get("step", ""))
        if action is None:
            return _render_status(request, link, draft_answer=request.POST.get("answer", ""))
        return action() or redirect_303("application", token=token)


@method_decorator(public_view_decorators, name="dispatch")
class ResendView(View):
    """Send a new link by email. The response is the same for every email address."""

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
        return render(request, "membership/applications/resend.html", context)


@no_store
@require_safe
def resent(request: HttpRequest) -> HttpResponse:
    return render(request, "membership/applications/message.html", get_status_text("resent"))


@no_store
@require_safe
def withdrawn(request: HttpRequest) -> HttpResponse:
    return render(request, "membership/applications/message.html", get_status_text("withdrawn"))


def _get_actions(request: HttpRequest, link: ApplicationToken | None) -> dict[str, Action]:
    """The actions that the status of *link* allows, by the value of their submit button."""
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
    return render(request, "membership/applications/status.html", context, status=status)


def _is_unsaved_answer(draft_answer: str, context: dict[str, Any]) -> bool:
    """Whether *draft_answer* was not stored: an answer submitted twice was stored already."""
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
    # Answered or decided in the meantime. The page shows the text, so that it is not lost.
    return _render_status(
        request, ApplicationToken.objects.filter(pk=link.pk).first(), draft_answer=text
    )


def _withdraw(application: Application) -> HttpResponse:
    withdraw_application(application=application)
    return redirect_303("application_withdrawn")
