"""Actions of the team on a membership: confirmed first, with a reason, by another user."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from membership.models import Member
from tests.factories import SuperuserFactory, UserFactory
from tests.html import assert_one_first_heading, assert_valid
from tests.membership.members_admin import (
    ACTIONS,
    get_action_url,
    make_alder,
    read,
    submit,
)
from tests.membership.team import get_access_log

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture
def alder(home: Any) -> Member:
    return make_alder()


def test_get_changes_nothing(team: Client, alder: Member) -> None:
    for action in ("suspend", "end"):
        page = team.get(get_action_url(action, alder)).content.decode()
        assert_valid(page)
        assert_one_first_heading(page)
        assert "Zebedee" not in page
    alder.refresh_from_db()
    assert alder.state == "active"
    assert {action for action, _ in get_access_log()} == {"opened"}


def test_available_actions_depend_on_state(team: Client, alder: Member) -> None:
    def offered() -> set[str]:
        page = read(team, get_action_url("inspect", alder))
        return {action for action in ACTIONS if get_action_url(action, alder) in page}

    assert offered() == {"suspend", "end", "recover-account"}
    submit(team, "suspend", alder, reason="Unkind words")
    assert offered() == {"reinstate", "end", "recover-account"}
    submit(team, "end", alder, reason="Unkind words again")
    assert offered() == {"cancel-ending", "recover-account"}


def test_reason_is_required_and_input_kept(
    team: Client, alder: Member, subtests: pytest.Subtests
) -> None:
    for action in ("suspend", "end"):
        for reason in ("", "   ", "\x00", "x" * 4001):
            with subtests.test(action=action, reason=reason):
                until = (timezone.localdate() + timedelta(days=9)).isoformat()
                response = team.post(
                    get_action_url(action, alder), {"reason": reason, "until": until}
                )
                page = response.content.decode()
                assert response.status_code == 200
                assert "Error: " in page
                assert (until in page) == (action == "suspend")
                assert Member.objects.get().state == "active"


def test_suspension_requires_future_date(
    team: Client, alder: Member, subtests: pytest.Subtests
) -> None:
    for until in ("today", "2001-01-01", "soon", "2026-02-30", "99999-01-01"):
        with subtests.test(until=until):
            day = timezone.localdate().isoformat() if until == "today" else until
            response = team.post(
                get_action_url("suspend", alder), {"reason": "Unkind words", "until": day}
            )
            assert response.status_code == 200
            assert "Unkind words" in response.content.decode()
            assert Member.objects.get().state == "active"


def test_ending_shows_date_and_can_be_cancelled(team: Client, alder: Member) -> None:
    assert "in 14 days" in read(team, get_action_url("end", alder))
    page = submit(team, "end", alder, reason="<b>Unkind</b> words")
    day = timezone.localdate() + timedelta(days=14)
    assert f"Ending, on {day:%-d %b %Y}" in page
    assert "&lt;b&gt;Unkind&lt;/b&gt; words" in page
    page = submit(team, "cancel-ending", alder)
    assert "Ending cancelled." in page
    alder.refresh_from_db()
    assert (alder.state, alder.ends_on, alder.ending_reason) == ("active", None, "")
    assert [
        action for action, _ in get_access_log() if action in {"ended", "cancelled_ending"}
    ] == [
        "ended",
        "cancelled_ending",
    ]


@pytest.mark.parametrize("factory", [UserFactory, SuperuserFactory])
def test_own_membership_is_refused(visit: Any, home: Any, factory: Any) -> None:
    person = factory(groups=["Membership team", "Members"])
    member = Member.objects.create(user=person, pseudonym="Alder")
    browser = visit(person)
    assert "This is your own membership" in read(browser, get_action_url("inspect", member))
    for action in ACTIONS:
        for method in (browser.get, browser.post):
            response = method(get_action_url(action, member), {"reason": "x"}, follow=True)
            assert response.redirect_chain == [(get_action_url("inspect", member), 303)]
            assert "Ask a colleague to do this." in response.content.decode()
    assert Member.objects.get().state == "active"


def test_colleague_can_be_suspended(team: Client, home: Any) -> None:
    person = UserFactory(groups=["Editors", "Members"])
    member = Member.objects.create(user=person, pseudonym="Alder")
    submit(team, "suspend", member, reason="Unkind words")
    assert {group.name for group in person.groups.all()} == {"Editors"}
