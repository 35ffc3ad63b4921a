"""Consents of members: versions of each text, and renewed consent after changes."""

from typing import Any

import pytest
from django.test import Client

from core.models import NavigationSettings
from home.models import StandardPage
from membership import actions
from membership.actions import get_outstanding_consents
from membership.models import ConsentText, Member, MemberTextSettings
from tests.factories import PASSWORD, MemberFactory, draft, publish
from tests.membership.member_pages import (
    BREAK,
    CONSENTS,
    HOME,
    SETTINGS,
    create_member,
    get_client,
    get_text,
    publish_guidelines,
)

pytestmark = [pytest.mark.database, pytest.mark.django_db]
State, ConsentType = Member.State, ConsentText.ConsentType


@pytest.fixture
def alder(home: Any) -> Member:
    return create_member(pseudonym="Alder")


@pytest.fixture
def browser(alder: Member) -> Client:
    return get_client(alder)


def reword(text: str = "I agree to something else.") -> None:
    text_settings = MemberTextSettings.load()
    text_settings.membership_consent = text
    text_settings.save()


def texts(kind: str) -> list[str]:
    return list(
        ConsentText.objects.filter(kind=kind).order_by("version").values_list("text", flat=True)
    )


def build_consent_data(*kinds: str) -> dict[str, str]:
    """Form data with the checkboxes of *kinds*."""
    newest = [ConsentText.objects.current(kind) for kind in kinds]
    return {f"agree_{text.kind}_{text.version}": "on" for text in newest if text}


def agree(browser: Client, *kinds: str) -> Any:
    return browser.post(CONSENTS, {"step": "agree", **build_consent_data(*kinds)}, follow=True)


def decline(browser: Client) -> Any:
    return browser.post(CONSENTS, {"step": "decline"}, follow=True)


def state() -> str:
    return Member.objects.get().state


# --- Versions ------------------------------------------------------------------------------------
def test_changed_text_creates_new_consent_version(home):
    first = MemberTextSettings.load().membership_consent
    reword("I agree to all of it.")
    reword("I agree to all of it.")
    assert texts(ConsentType.MEMBERSHIP) == [first, "I agree to all of it."]


def test_unrelated_text_change_creates_no_version(alder):
    text_settings = MemberTextSettings.load()
    text_settings.home_heading = "Good evening."
    text_settings.save()
    assert len(texts(ConsentType.MEMBERSHIP)) == 1


def test_guidelines_version_is_recorded_on_selection_and_publish(home):
    page = publish_guidelines(home, "Be kind.")
    assert texts(ConsentType.GUIDELINES) == ["Be kind."]
    page.introduction = "<p>Be kind,   and\n brief.</p>"
    page.save_revision().publish()
    page.save_revision().publish()
    assert texts(ConsentType.GUIDELINES)[1:] == ["Be kind, and brief."]


def test_guidelines_draft_creates_no_version(home):
    page = publish_guidelines(home)
    page.introduction = "<p>Be something else.</p>"
    page.save_revision()
    assert texts(ConsentType.GUIDELINES) == ["Be kind."]


def test_other_page_creates_no_guidelines_version(home):
    publish_guidelines(home)
    publish(home, StandardPage, title="Another", introduction="<p>Words.</p>")
    assert texts(ConsentType.GUIDELINES) == ["Be kind."]


def test_selecting_another_guidelines_page_creates_version(home):
    publish_guidelines(home)
    navigation = NavigationSettings.load()
    navigation.guidelines_page = publish(home, StandardPage, title="B", introduction="<p>New.</p>")
    navigation.save()
    assert texts(ConsentType.GUIDELINES) == ["Be kind.", "New."]


def test_unpublished_or_empty_guidelines_create_no_version(home):
    navigation = NavigationSettings.load()
    for page in (
        draft(home, StandardPage, title="A", introduction="<p>Not yet.</p>"),
        publish(home, StandardPage, title="B"),
        None,
    ):
        navigation.guidelines_page = page
        navigation.save()
    assert texts(ConsentType.GUIDELINES) == []


# --- Outstanding consents ------------------------------------------------------------------------
def test_consented_member_reaches_home(browser):
    assert browser.get(HOME).status_code == 200
    assert browser.get(CONSENTS).headers["Location"] == HOME


def test_member_pages_redirect_to_outstanding_consents(browser, subtests):
    reword()
    for address in (HOME, SETTINGS, BREAK):
        with subtests.test(address=address):
            assert browser.get(address).headers["Location"] == CONSENTS
            page = get_text(browser.get(CONSENTS))
            assert "We have changed what members agree to" in page
            assert "I agree to something else." in page
            assert "Version 2, used from" in page


def test_settings_are_not_saved_before_consent(browser):
    reword()
    sent = {"pseudonym": "Alder", "notices": "daily"}
    assert browser.post(SETTINGS, sent).headers["Location"] == CONSENTS
    assert Member.objects.get().notices == "none"


def test_account_and_public_pages_need_no_consent(browser):
    reword()
    for address in ("/", "/account/2fa/", "/account/password/change/"):
        assert browser.get(address).status_code == 200


def test_login_redirects_to_outstanding_consents(client, home):
    MemberFactory(email="member@example.org")
    form = {"login": "member@example.org", "password": PASSWORD}
    answer = client.post("/account/login/", form, follow=True)
    assert [url for url, _ in answer.redirect_chain] == [HOME, CONSENTS]


def test_member_without_consents_must_give_current_consents(home):
    ConsentText.objects.all().delete()
    browser = get_client(MemberFactory().member)
    assert browser.get(HOME).headers["Location"] == CONSENTS
    assert "These show that I am a member" in get_text(browser.get(CONSENTS))


def test_guidelines_consent_links_to_page(browser, home):
    publish_guidelines(home)
    page = browser.get(CONSENTS).content.decode()
    assert "I have read the community guidelines" in page
    assert 'href="/guidelines/"' in page
    assert page.count('type="checkbox"') == 1


def test_unpublished_guidelines_are_shown_inline(browser, home):
    page = publish_guidelines(home, "Be kind to each other.")
    page.unpublish()
    assert "Be kind to each other." in get_text(browser.get(CONSENTS))


def test_consents_are_unchecked_initially(browser, home):
    publish_guidelines(home)
    reword()
    page = browser.get(CONSENTS).content.decode()
    assert page.count('type="checkbox"') == 2
    assert "checked" not in page.partition("<main")[2].partition("</main>")[0]


# --- Giving consent ------------------------------------------------------------------------------
def test_consent_is_recorded_with_version(browser, alder, home):
    publish_guidelines(home)
    reword()
    answer = agree(browser, ConsentType.MEMBERSHIP, ConsentType.GUIDELINES)
    assert "Hello, Alder" in get_text(answer)
    consents = {(record.text.kind, record.text.version) for record in alder.consents.active()}
    assert consents == {
        (ConsentType.MEMBERSHIP, 1),
        (ConsentType.MEMBERSHIP, 2),
        (ConsentType.GUIDELINES, 1),
    }


def test_missing_consent_shows_error_and_keeps_others(browser, home, alder):
    publish_guidelines(home)
    reword()
    answer = agree(browser, ConsentType.MEMBERSHIP)
    page = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    assert "Tick the box to agree to the community guidelines" in page
    assert "Tick the box to agree to what we store about members" not in page
    assert page.count(" checked") == 1
    assert alder.consents.count() == 1


def test_consent_to_superseded_version_is_rejected(browser, alder):
    reword("Second.")
    sent = {"step": "agree", **build_consent_data(ConsentType.MEMBERSHIP)}
    reword("Third.")
    assert "Third." in get_text(browser.post(CONSENTS, sent))
    assert alder.consents.count() == 1


def test_consent_submitted_twice_is_recorded_once(browser, alder):
    reword()
    agree(browser, ConsentType.MEMBERSHIP)
    assert "Hello, Alder" in get_text(agree(browser, ConsentType.MEMBERSHIP))
    assert alder.consents.count() == 2


# --- Declining -----------------------------------------------------------------------------------
def test_declining_consent_starts_break(browser):
    reword()
    answer = decline(browser)
    assert state() == State.BREAK
    for page in (get_text(answer), get_text(browser.get(HOME))):
        assert "Your membership is paused" in page
        assert "Read the text again" in page
    assert browser.get(SETTINGS).status_code == 200


def test_consent_after_declining_ends_break(browser):
    reword()
    decline(browser)
    assert "I agree and end my break" in get_text(browser.get(CONSENTS))
    page = get_text(agree(browser, ConsentType.MEMBERSHIP))
    assert "Your membership is paused" not in page
    assert state() == State.ACTIVE


def test_break_cannot_be_ended_without_consent(browser):
    reword()
    decline(browser)
    answer = browser.post(BREAK, {"step": "come back"}, follow=True)
    assert answer.redirect_chain[-1][0] == CONSENTS
    assert state() == State.BREAK


def test_declining_without_outstanding_consents_is_ignored(browser):
    decline(browser)
    assert state() == State.ACTIVE


def test_declining_sends_no_email(browser, mailoutbox):
    reword()
    decline(browser)
    assert mailoutbox == []


def test_suspended_member_has_no_consent_page(browser, alder):
    reword()
    actions.suspend(member=alder, by=alder.user, reason="Rest.")
    assert agree(browser, ConsentType.MEMBERSHIP).redirect_chain[-1][0] == HOME
    assert alder.consents.count() == 1


def test_consents_require_csrf_token(alder):
    reword()
    client = Client(enforce_csrf_checks=True)
    client.force_login(alder.user)
    assert client.post(CONSENTS, {"step": "decline"}).status_code == 403
    assert state() == State.ACTIVE


def test_voluntary_break_is_not_shown_as_declined_consent(home: Any) -> None:
    alder = create_member(pseudonym="Alder")
    actions.take_break(member=alder)
    reword("Other words.")
    text_settings = MemberTextSettings.load()
    page = get_client(alder).get("/members/").content.decode()
    assert text_settings.consent_declined_heading not in page
    assert text_settings.on_break_text[:30] in page


def test_deselected_guidelines_are_not_outstanding(home: Any) -> None:
    alder = create_member(pseudonym="Alder")
    ConsentText.objects.get_or_create_version(
        ConsentText.ConsentType.GUIDELINES, "Of a page that is not chosen."
    )
    assert get_outstanding_consents(alder) == []
