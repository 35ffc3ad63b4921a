"""The onboarding page, where an approved applicant becomes a member."""

from typing import Any, cast
from urllib.parse import urlencode

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.generic import View

from core.navigation.chrome import get_site_chrome
from encryption import DecryptionError
from membership.actions import (
    OnboardingNotAllowed,
    PseudonymTaken,
    complete_onboarding,
    record_guidelines_text,
    record_membership_consent_text,
)
from membership.applications.onboarding_forms import (
    Applicant,
    OnboardingForm,
    get_consent_field_name,
    get_shown_versions,
)
from membership.applications.status import get_email, get_name, get_status, get_unreadable_text
from membership.http import redirect_303
from membership.models import (
    ApplicationTextSettings,
    ApplicationToken,
    ConsentText,
    Member,
    MemberTextSettings,
)
from membership.welcome import set_welcome_flag
from users.models import User
from users.rp_host import get_rp_host
from users.views import no_store

ConsentType = ConsentText.ConsentType


# CSRF protection applies here, unlike to the other pages of applicants, since this form logs in.
@method_decorator([no_store, sensitive_post_parameters()], name="dispatch")
class OnboardingView(View):
    """Onboarding by the newest link of an approved application. Only its status page links here."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        link = ApplicationToken.objects.by_token(kwargs["token"])
        if link is None or link.application is None or get_status(link) != "approved":
            return _redirect_to_status(request, kwargs["token"])
        self.application = link.application
        email = get_email(self.application)
        if not email:
            return _render(request, "note", note=get_unreadable_text())
        account = get_user_model().objects.filter(email=email).first()
        self.applicant = Applicant(email=email, name=get_name(self.application), user=account)
        return _require_matching_account(request, account) or super().dispatch(
            request, *args, **kwargs
        )

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        return self._render_form(self._build_form(None))

    @method_decorator(sensitive_variables())
    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        texts = get_consent_texts(request)
        if request.POST.get("shown_texts") != get_shown_versions(texts):
            return self._render_form_with_new_texts(texts)
        form = self._build_form(request.POST)
        if not form.is_valid():
            return self._render_form(form)
        try:
            member = self._create_member(form)
        except PseudonymTaken:
            form.add_pseudonym_taken_error()
            return self._render_form(form)
        except (OnboardingNotAllowed, DecryptionError):
            # Onboarded, withdrawn or deleted in the meantime: the status page says which.
            return _redirect_to_status(request, token)
        return _complete(request, member, form)

    def _create_member(self, form: OnboardingForm) -> Member:
        return complete_onboarding(
            application=self.application,
            pseudonym=form.cleaned_data["pseudonym"],
            real_name=form.cleaned_data["real_name"].strip(),
            texts=list(form.texts),
            password=form.password,
            user=self.applicant.user,
        )

    def _build_form(self, data: QueryDict | None) -> OnboardingForm:
        return OnboardingForm(
            data,
            applicant=self.applicant,
            texts=get_consent_texts(self.request),
            has_passkeys=get_rp_host(self.request).supports_passkeys,
        )

    def _render_form_with_new_texts(self, texts: list[ConsentText]) -> HttpResponse:
        """The form with the submitted values, but without consent to the changed *texts*."""
        data = self.request.POST.copy()
        for text in texts:
            data.pop(get_consent_field_name(text), None)
        data["shown_texts"] = get_shown_versions(texts)
        note = ApplicationTextSettings.load().consent_changed_text
        return self._render_form(self._build_form(data), note=note)

    def _render_form(self, form: OnboardingForm, note: str = "") -> HttpResponse:
        return _render(
            self.request, "form", form=form, note=note, rp_host=get_rp_host(self.request)
        )


def get_consent_texts(request: HttpRequest) -> list[ConsentText]:
    """The current consent texts for members; the guidelines only if their page is visible."""
    record_membership_consent_text(MemberTextSettings.load())
    can_be_read = bool(get_site_chrome(request.user)["links"].get("guidelines"))
    if can_be_read and ConsentText.objects.current(ConsentType.GUIDELINES) is None:
        # The page was selected and published before versions were stored.
        record_guidelines_text()
    texts = ConsentText.objects.current_for_members()
    return [text for text in texts if can_be_read or text.kind != ConsentType.GUIDELINES]


def _require_matching_account(request: HttpRequest, account: User | None) -> HttpResponse | None:
    """The response that asks the user to log in or out first, or None if neither is needed."""
    text = MemberTextSettings.load()
    if account and not account.is_active:
        return _render(request, "note", note=text.switched_off_text)
    if request.user.is_authenticated and request.user != account:
        return _render(request, "sign_out", instruction=text.sign_out_first_text)
    if account and not request.user.is_authenticated:
        sign_in_url = f"{reverse('account_login')}?{urlencode({'next': request.path})}"
        return _render(
            request, "sign_in", sign_in_url=sign_in_url, instruction=text.sign_in_first_text
        )
    return None


def _redirect_to_status(request: HttpRequest, token: str) -> HttpResponse:
    """Redirect to the status page; members, who submitted the form twice, to the members' home."""
    if request.user.is_authenticated and hasattr(request.user, "member"):
        return redirect_303("members_home")
    return redirect_303("application", token=token)


def _complete(request: HttpRequest, member: Member, form: OnboardingForm) -> HttpResponse:
    """Redirect to the members' home. New accounts are logged in, as the link proved the address."""
    response = (
        redirect_303("members_home") if form.applicant.user else _sign_in(request, member, form)
    )
    # Last, since logging in may start a new session.
    set_welcome_flag(request)
    return response


def _sign_in(request: HttpRequest, member: Member, form: OnboardingForm) -> HttpResponse:
    # To add a passkey first. The page with recovery codes after that links to the members' home.
    redirect_url = reverse("mfa_add_webauthn" if form.wants_passkey else "members_home")
    record_authentication(request, member.user, method="onboarding")
    return cast(
        HttpResponse, perform_login(request, Login(user=member.user, redirect_url=redirect_url))
    )


def _render(request: HttpRequest, part: str, **context: Any) -> HttpResponse:
    text = MemberTextSettings.load()
    context = {
        "heading": text.onboarding_heading,
        "lead": text.onboarding_text,
        "part": part,
        "keeps_cookie": True,
        **context,
    }
    return render(request, "membership/applications/onboarding.html", context)
