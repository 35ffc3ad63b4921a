"""Submitting the join form: check, then send. It needs no account, session or cookie."""

import logging
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe
from django.views.generic import View

from core.views.errors import find_unavailable_part, set_unavailable
from membership.actions import SubmissionResult, receive_application
from membership.applications.form_state import FormState, FormToken, UnreadableFormState, Values
from membership.applications.forms import (
    CORE_FIELDS,
    ApplicationForm,
    get_bound_form,
    get_empty_form,
)
from membership.applications.summary import SummaryRow, build_summary, get_check_context
from membership.http import redirect_303
from membership.models import ApplicationTextSettings, ConsentText, JoinPage
from users.anonymous_hashes import get_client_network
from users.views import no_store

logger = logging.getLogger(__name__)

FORM_TEMPLATE, CHECK_TEMPLATE = "membership/join_page.html", "membership/applications/check.html"
# A field hidden from people, which spam programs fill in.
HONEYPOT_FIELD = "website"


# Exempt from CSRF protection, which would need a cookie. The form uses no session or login, so
# another site gains nothing by submitting it.
@method_decorator([csrf_exempt, no_store, sensitive_post_parameters()], name="dispatch")
class ApplyView(View):
    """Each step is a POST with the whole form: plain fields first, then an encrypted FormState."""

    def get(self, request: HttpRequest) -> HttpResponse:
        page = _get_open_page()
        return redirect(page.get_url() if page else "/")

    def post(self, request: HttpRequest) -> HttpResponse:
        page = _get_open_page()
        if page is None:
            return _render_closed(request)
        step = request.POST.get("step", "")
        if step in {"send", "change"}:
            return self._handle_checked(request, page, step)
        token = FormToken.from_signed(request.POST.get("start", ""))
        return self._check(request, page, token if token.is_fresh else token.restarted())

    def _handle_checked(self, request: HttpRequest, page: JoinPage, step: str) -> HttpResponse:
        try:
            state = FormState.from_token(request.POST.get("draft", ""))
        except UnreadableFormState:
            # Not encrypted by this site, or its key is no longer available.
            text = ApplicationTextSettings.load(request)
            return _render_form(request, page, get_empty_form(page), note=text.unreadable_text)
        if step == "change":
            return _render_form(request, page, _rebuild_form(page, state))
        return self._send(request, page, state)

    def _check(self, request: HttpRequest, page: JoinPage, token: FormToken) -> HttpResponse:
        form = get_bound_form(page, _get_submitted_values(request), token)
        if form.is_valid() and (token.submitted_too_fast or request.POST.get(HONEYPOT_FIELD)):
            text = ApplicationTextSettings.load(request)
            return _render_form(request, page, form, note=text.suspected_spam_text)
        return (
            _render_check(request, page, form)
            if form.is_valid()
            else _render_form(request, page, form)
        )

    def _send(self, request: HttpRequest, page: JoinPage, state: FormState) -> HttpResponse:
        form = get_bound_form(page, state.values, state.token)
        if not form.is_valid():
            # The editors have changed the questions in the meantime.
            return _render_form(request, page, form)
        consent = _get_consent_text(page)
        text = ApplicationTextSettings.load(request)
        if not state.is_fresh:
            return _render_check(request, page, form, note=text.review_again_text)
        if consent.pk != state.consent:
            return _render_check(request, page, form, note=text.consent_changed_text)
        if request.POST.get("consent") != "yes":
            return _render_check(request, page, form, consent_missing=True)
        if state.token.submitted_too_fast:
            return _render_check(request, page, form, note=text.suspected_spam_text)
        return self._receive(request, page, form, state, consent)

    def _receive(
        self,
        request: HttpRequest,
        page: JoinPage,
        form: ApplicationForm,
        state: FormState,
        consent: ConsentText,
    ) -> HttpResponse:
        text = ApplicationTextSettings.load(request)
        try:
            result = receive_application(
                form_digest=state.token.digest,
                content_digest=state.digest,
                network=get_client_network(request),
                consent=consent,
                **_get_application_fields(form),
            )
        except DatabaseError as error:
            if not find_unavailable_part(error):
                raise
            # The database can be read but not written, for example because the disk is full.
            logger.error("Could not save an application (%s)", type(error).__name__)
            response = _render_check(request, page, form, note=text.unavailable_text)
            return set_unavailable(response)
        if result is SubmissionResult.RATE_LIMITED:
            return _render_check(request, page, form, note=text.network_text)
        if result is SubmissionResult.CHANGED_RESUBMISSION:
            # With a new token a person can submit the changed form; a program will not.
            form.token = FormToken.create()
            return _render_check(request, page, form, note=text.sent_before_text)
        return redirect_303("application_sent")


@no_store
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """The page after sending: the same for everyone, without contents of the application."""
    page = _get_open_page() or JoinPage()
    return render(request, "membership/applications/sent.html", page.get_sent_context())


def _get_open_page() -> JoinPage | None:
    """The first published join page that is open for applications, or None."""
    return JoinPage.objects.published().filter(closed=False).order_by("path").first()


def _get_submitted_values(request: HttpRequest) -> dict[str, list[str]]:
    own = {"step", "start", "draft", "consent", HONEYPOT_FIELD}
    return {name: request.POST.getlist(name) for name in request.POST if name not in own}


def _render_form(
    request: HttpRequest, page: JoinPage, form: ApplicationForm, **context: Any
) -> HttpResponse:
    return render(request, FORM_TEMPLATE, {**page.get_context(request), "form": form, **context})


def _rebuild_form(page: JoinPage, state: FormState) -> ApplicationForm:
    return get_bound_form(page, state.values, state.token)


def _render_check(
    request: HttpRequest, page: JoinPage, form: ApplicationForm, **context: Any
) -> HttpResponse:
    consent = _get_consent_text(page)
    state = FormState.create(token=form.token, consent=consent.pk, values=form.values)
    context = {"draft": state.to_token(), "consent_text": consent.text, **context}
    return render(request, CHECK_TEMPLATE, {**get_check_context(form), **context})


def _get_consent_text(page: JoinPage) -> ConsentText:
    return ConsentText.objects.get_or_create_version(
        ConsentText.ConsentType.APPLICATION, page.consent_text
    )


def _get_application_fields(form: ApplicationForm) -> dict[str, Any]:
    cleaned = form.cleaned_data
    own = {name: cleaned[name] for name in CORE_FIELDS if name != "eligible"}
    return {**own, "eligibility": form.page.eligibility_statement, "answers": form.answers}


def _render_closed(request: HttpRequest) -> HttpResponse:
    """The response if sign-up was closed in the meantime, with the answers for copying."""
    text = ApplicationTextSettings.load()
    context = {
        "heading": text.closed_heading,
        "lead": text.closed_text,
        "rows": _summarise_submission(request),
    }
    return render(request, "membership/applications/closed.html", context)


def _summarise_submission(request: HttpRequest) -> list[SummaryRow]:
    values: Values = _get_submitted_values(request)
    if encrypted := request.POST.get("draft"):
        try:
            values = FormState.from_token(encrypted).values
        except UnreadableFormState:
            values = {}
    # With the labels of the join page, if one is published.
    if page := JoinPage.objects.published().order_by("path").first():
        form = get_bound_form(page, values, FormToken.create())
        form.is_valid()
        return build_summary(form)
    return [SummaryRow("", _humanise(name), _without_blanks(sent)) for name, sent in values.items()]


def _without_blanks(sent: list[str]) -> list[str]:
    return [text for text in sent if text.strip()]


def _humanise(name: str) -> str:
    return name.removeprefix("q_").replace("_", " ").capitalize()
