"""Taking a break, and ending it."""

from typing import Any

import pytest
from django.test import Client

from home.models import StandardPage
from membership.models import Member
from tests.factories import publish, restrict_to_members
from tests.membership.member_pages import BREAK, HOME, SETTINGS, create_member, get_client, get_text

pytestmark = [pytest.mark.database, pytest.mark.django_db]
State = Member.State


@pytest.fixture
def alder(home: Any) -> Member:
    return create_member(pseudonym="Alder")


@pytest.fixture
def browser(alder: Member) -> Client:
    return get_client(alder)


def press(browser: Client, step: str) -> Any:
    return browser.post(BREAK, {"step": step}, follow=True)


def state() -> str:
    return Member.objects.get().state


def test_break_page_explains_before_taking_break(browser):
    assert "other members cannot see you" in get_text(browser.get(BREAK))
    assert state() == State.ACTIVE


def test_taking_break_hides_member_and_shows_notice(browser):
    page = get_text(press(browser, "take"))
    assert "You are on a break" in page
    assert "End my break" in page
    assert state() == State.BREAK
    assert not Member.objects.active().exists()


def test_break_keeps_access_to_members_pages(browser, home):
    page = publish(home, StandardPage, title="Our notes")
    restrict_to_members(page)
    press(browser, "take")
    assert browser.get(page.url).status_code == 200
    assert "Our notes" in get_text(browser.get(HOME))
    assert browser.get(SETTINGS).status_code == 200


def test_break_can_be_ended(browser):
    press(browser, "take")
    assert "End my break" in get_text(browser.get(BREAK))
    answer = press(browser, "come back")
    assert answer.redirect_chain[-1][0] == HOME
    assert "You are on a break" not in get_text(answer)
    assert state() == State.ACTIVE


@pytest.mark.parametrize(("before", "step"), [(State.BREAK, "take"), (State.ACTIVE, "come back")])
def test_repeated_break_step_is_ignored(browser, before, step):
    Member.objects.update(state=before)
    assert press(browser, step).status_code == 200
    assert state() == before


def test_unknown_step_redirects_home(browser, subtests):
    for step in ("", "suspend", "come back\x00"):
        with subtests.test(step=step):
            assert press(browser, step).redirect_chain[-1][0] == HOME
            assert state() == State.ACTIVE


def test_break_requires_csrf_token(alder):
    client = Client(enforce_csrf_checks=True)
    client.force_login(alder.user)
    assert client.post(BREAK, {"step": "take"}).status_code == 403
    assert state() == State.ACTIVE
