"""Onboarding: pseudonym, login method and consents."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone
from wagtail.rich_text import RichText

from core.models import NavigationSettings
from home.models import StandardPage
from membership import actions
from membership.models import (
    Application,
    ConsentText,
    Member,
    MembershipStatistic,
    MemberTextSettings,
)
from privacy.models import RetentionSettings
from tests.factories import (
    MemberFactory,
    open_join_page,
    publish,
)
from tests.html import assert_one_first_heading, assert_valid
from tests.membership.onboarding import (
    ADDRESS,
    NEW_PASSWORD,
    Newcomer,
    has_no_account,
    is_signed_in,
)
from users.models import User

pytestmark = pytest.mark.django_db
HOME = "/members/"
GUIDELINES = ConsentText.ConsentType.GUIDELINES


@pytest.fixture(autouse=True)
def _page(home):
    open_join_page(home)


@pytest.fixture
def newcomer():
    return Newcomer()


@pytest.fixture
def guidelines(home):
    """The community guidelines, published and selected."""
    page = publish(home, StandardPage, title="Guidelines", slug="guidelines")
    NavigationSettings.objects.update_or_create(defaults={"guidelines_page": page})
    return ConsentText.objects.get_or_create_version(GUIDELINES, "Be kind.")


class TestOnboardingPage:
    def test_onboarding_page_explains_fields(self, newcomer):
        shown = newcomer.open()
        assert_valid(shown)
        assert_one_first_heading(shown)
        assert "This is the only name other members see." in shown
        assert "The membership team can see it" in shown
        assert "at least 12 characters" in shown
        assert 'name="robots" content="noindex"' in shown

    def test_onboarding_page_shows_no_personal_data(self, newcomer):
        shown = newcomer.open()
        for private in ("Robin", ADDRESS, "Nursing", newcomer.application.reference):
            assert private not in shown
        assert newcomer.address.split("/")[-3] not in shown

    def test_onboarding_page_is_not_cached_and_sets_only_csrf_cookie(self, newcomer):
        answer = newcomer.browser.get(newcomer.address)
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert set(answer.cookies) == {"csrftoken"}
        assert answer.cookies["csrftoken"]["max-age"] == ""

    def test_onboarding_requires_csrf_token(self, newcomer):
        other = Client(enforce_csrf_checks=True)
        newcomer.open()
        newcomer.browser = other
        assert newcomer.send().status_code == 403
        assert has_no_account()

    def test_onboarding_page_shows_consent_text_with_version(self, newcomer):
        shown = newcomer.open()
        text = ConsentText.objects.get(kind="membership")
        assert text.text == MemberTextSettings.load().membership_consent
        assert text.text in shown
        assert f"V{str(text)[1:]}" in shown
        assert "community guidelines</a>" not in shown

    def test_onboarding_page_links_to_guidelines(self, newcomer, guidelines):
        shown = newcomer.open()
        assert 'href="/guidelines/"' in shown
        assert str(guidelines) in shown
        assert MemberTextSettings.load().guidelines_consent in shown

    def test_onboarding_page_records_guidelines_version(self, newcomer, home):
        body = [("rich_text", RichText("<p>Be kind.</p>"))]
        page = publish(home, StandardPage, title="Rules", slug="rules", body=body)
        NavigationSettings.objects.update_or_create(defaults={"guidelines_page": page})
        ConsentText.objects.filter(kind=GUIDELINES).delete()
        newcomer.open()
        assert "Be kind." in ConsentText.objects.get(kind=GUIDELINES).text

    def test_passkeys_are_offered_only_where_supported(self, newcomer, settings):
        settings.ALLOWED_HOSTS = ["*"]
        assert 'value="passkey"' in newcomer.open()
        newcomer.browser = Client(headers={"host": "127.0.0.1:8000"})
        assert 'value="passkey"' not in newcomer.open()
        assert (
            newcomer.send(sign_in_method="passkey", password1="", password2="").status_code == 200
        )
        assert has_no_account()


class TestCompleteOnboarding:
    @pytest.mark.database
    def test_onboarding_with_password_creates_member(self, newcomer, guidelines):
        answer = newcomer.send(real_name=" Kim Example ")
        assert (answer.status_code, answer.headers["Location"]) == (302, HOME)
        member = Member.objects.get()
        assert (member.pseudonym, member.real_name) == ("Grey Heron", "Kim Example")
        assert (member.user.email, member.profession) == (ADDRESS, "Nursing")
        assert member.user.check_password(NEW_PASSWORD)
        assert User.objects.get(pk=member.user.pk).is_member
        agreed = {record.text.kind for record in member.consents.active()}
        assert agreed == {"membership", "guidelines"}

    def test_onboarding_signs_in_and_allows_adding_passkey(self, newcomer):
        newcomer.send()
        assert newcomer.browser.session["_auth_user_id"] == str(Member.objects.get().user_id)
        answer = newcomer.browser.get("/account/2fa/passkeys/add/")
        assert answer.status_code == 200
        assert newcomer.browser.get("/members/").status_code == 200

    def test_new_member_can_sign_in_again(self, newcomer):
        newcomer.send()
        browser = Client()
        browser.post("/account/login/", {"login": ADDRESS, "password": NEW_PASSWORD})
        assert is_signed_in(browser)

    def test_onboarding_with_passkey_redirects_to_adding_it(self, newcomer):
        answer = newcomer.send(sign_in_method="passkey", password1="", password2="")
        assert answer.headers["Location"] == "/account/2fa/passkeys/add/"
        assert newcomer.browser.get(answer.headers["Location"]).status_code == 200
        assert not Member.objects.get().user.has_usable_password()

    def test_onboarding_with_passkey_ignores_password(self, newcomer):
        newcomer.send(sign_in_method="passkey", password1="half a pass", password2="")
        assert not Member.objects.get().user.has_usable_password()

    def test_adding_passkey_later_requires_reauthentication(self, newcomer):
        newcomer.send(sign_in_method="passkey", password1="", password2="")
        with time_machine.travel(timezone.now() + timedelta(minutes=10)):
            page = newcomer.browser.get("/account/2fa/passkeys/add/")
        assert page.headers["Location"] == "/account/password/reset/"

    def test_member_without_passkey_can_reset_password(self, newcomer):
        newcomer.send(sign_in_method="passkey", password1="", password2="")
        browser = Client()
        browser.post("/account/password/reset/", {"email": ADDRESS})
        path = re.search(r"http://testserver(/account/\S+)", mail.outbox[-1].body)[1]
        page = browser.get(path, follow=True)
        browser.post(
            page.request["PATH_INFO"], {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
        )
        assert is_signed_in(browser)

    def test_application_is_redacted_after_retention_period(self, newcomer):
        newcomer.send()
        days = timedelta(days=RetentionSettings.load().answers_days)
        assert Application.objects.get().purge_on == timezone.localdate() + days
        with time_machine.travel(timezone.localtime() + days):
            actions.purge_applications()
        application = Application.objects.get()
        assert (application.redacted_at is None, application.email) == (False, "")
        assert Member.objects.get().user.email == ADDRESS

    def test_onboarding_is_counted(self, newcomer):
        newcomer.send()
        assert MembershipStatistic.objects.get(event="joined").number == 1


class TestInvalidOnboarding:
    """Nothing is stored, and the form keeps all values except for passwords."""

    def check(self, newcomer, text, **values):
        shown = newcomer.refused(**values)
        assert_valid(shown)
        assert text in shown
        assert "<title>Error: " in shown
        assert NEW_PASSWORD not in shown
        assert has_no_account()
        assert not is_signed_in(newcomer.browser)
        return shown

    def test_invalid_form_keeps_other_values(self, newcomer):
        shown = self.check(
            newcomer, "The passwords do not match", password2="another one", real_name="Kim <K>"
        )
        assert 'value="Grey Heron"' in shown
        assert 'value="Kim &lt;K&gt;"' in shown
        assert shown.count(" checked") >= 1
        assert "another one" not in shown
        assert "We clear it when there is an error on the page" in shown

    def test_invalid_values_show_errors(self, newcomer, subtests):
        cases = [
            ({"pseudonym": ""}, "Enter a pseudonym"),
            ({"pseudonym": "x" * 41}, "between 2 and 40 characters"),
            ({"pseudonym": "x" * 5000}, "must be 40 characters or fewer"),
            ({"pseudonym": "Tree 🌳"}, "contain only letters, numbers"),
            ({"pseudonym": "Adm1n"}, "could look like an official account"),
            ({"pseudonym": "Grey\0Heron"}, "contains a character we cannot store"),
            ({"real_name": "x" * 101}, "must be 100 characters or fewer"),
            ({"password1": "", "password2": ""}, "Enter a password"),
            ({"password2": ""}, ">Enter your password again</a>"),
            ({"password1": "short", "password2": "short"}, "12 characters"),
            ({"password1": "1" * 12, "password2": "1" * 12}, "numeric"),
            ({"password1": ADDRESS, "password2": ADDRESS}, "too similar"),
            ({"sign_in_method": ""}, "Choose how you want to sign in"),
            ({"sign_in_method": "magic"}, "Choose how you want to sign in"),
            ({"agree_membership": ""}, "You must agree to set up your membership."),
        ]
        for values, text in cases:
            with subtests.test(values=values, text=text):
                shown = newcomer.refused(**values).replace("\0", "")
                assert_valid(shown)
                assert text in shown
                assert has_no_account()

    def test_guidelines_consent_is_required(self, newcomer, guidelines):
        self.check(newcomer, "You must agree to set up your membership.", agree_guidelines="")

    @pytest.mark.database
    def test_confusable_pseudonym_is_rejected(self, newcomer, subtests):
        MemberFactory(pseudonym="Grey Heron", email="heron@example.org")
        for taken in ("Grey Heron", "grey-heron", "GREY HERÓN", "Greyheron"):
            with subtests.test(taken=taken):
                shown = newcomer.refused(pseudonym=taken)
                assert (
                    "This pseudonym is already taken or looks too similar to another one." in shown
                )
                assert "heron@example.org" not in shown
                assert Member.objects.count() == 1

    @pytest.mark.database
    def test_onboarding_reports_pseudonym_taken_concurrently(self, newcomer, monkeypatch):
        def taken(**_):
            raise actions.PseudonymTaken

        monkeypatch.setattr("membership.applications.onboarding_views.complete_onboarding", taken)
        self.check(newcomer, "This pseudonym is already taken")


class TestRevealingPseudonym:
    @pytest.mark.parametrize("pseudonym", ["Robin Redbreast", "r0b1n"])
    def test_revealing_pseudonym_warns_once(self, newcomer, pseudonym):
        shown = newcomer.refused(pseudonym=pseudonym)
        assert MemberTextSettings.load().pseudonym_warning in shown
        assert has_no_account()
        assert newcomer.send(pseudonym=pseudonym).status_code == 302
        assert Member.objects.get().pseudonym == pseudonym

    def test_other_revealing_pseudonym_warns_again(self, newcomer):
        newcomer.refused(pseudonym="Robin Redbreast")
        assert "someone might guess who you are" in newcomer.refused(pseudonym="Robin Goodfellow")
        assert has_no_account()

    def test_pseudonym_revealing_real_name_warns(self, newcomer):
        shown = newcomer.refused(pseudonym="Wickham", real_name="Kim Wickham")
        assert "someone might guess who you are" in shown


class TestChangedConsentTexts:
    def test_changed_text_requires_new_consent_and_preserves_values(self, newcomer):
        newcomer.open()
        text = MemberTextSettings.load()
        text.membership_consent = "I agree to other words."
        text.save()
        shown = newcomer.refused(real_name="Kim Example")
        assert "we changed the text you are asked to agree to" in shown
        assert "I agree to other words." in shown
        assert 'value="Kim Example"' in shown
        assert has_no_account()
        assert newcomer.send().status_code == 302
        assert Member.objects.get().consents.get().text.text == "I agree to other words."

    def test_form_without_shown_texts_is_shown_again(self, newcomer):
        assert "we changed the text" in newcomer.refused(shown_texts="")
        assert has_no_account()

    def test_changed_guidelines_require_new_consent(self, newcomer, guidelines):
        newcomer.open()
        ConsentText.objects.get_or_create_version(GUIDELINES, "Be very kind.")
        assert "we changed the text" in newcomer.refused()
        newcomer.send()
        agreed = Member.objects.get().consents.get(text__kind=GUIDELINES).text
        assert agreed.text == "Be very kind."
