"""Doors alike: whoever types an address learns nothing of whose it is."""

from typing import Any

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client

from membership.models.counts import MOST_MAILS
from tests.factories import MemberFactory, open_join_page
from tests.users.doors import DOORS, KINDS, RESET, Seen, address_of, make_everybody, see

pytestmark = pytest.mark.django_db
MAILING = ("reset", "resend", "join")
OTHERS = [kind for kind in KINDS if kind != "unknown"]
# Enough for each limit of an address, and for none of a network.
ROUNDS = 7


@pytest.fixture
def everybody(home: Any) -> None:
    """One of each kind, and a join page."""
    open_join_page(home, {"label": "What brings you here?", "field_type": "multiline"})
    make_everybody()


def test_every_kind_of_address_is_answered_and_written_to_alike(
    everybody: None, subtests: pytest.Subtests
) -> None:
    for door in DOORS:
        with subtests.test(door), transaction.atomic():
            mail.outbox.clear()
            unknown = see(door, "unknown")
            assert unknown.answers
            for kind in OTHERS:
                assert see(door, kind) == unknown, kind
            # One mail to the address that was typed, or none at all.
            addresses = [[address_of(kind)] for kind in KINDS] if door in MAILING else []
            assert [letter.to for letter in mail.outbox] == addresses
            transaction.set_rollback(True)


@pytest.mark.slow
@pytest.mark.parametrize("door", DOORS)
def test_asked_again_and_again_all_are_still_answered_alike(everybody: None, door: str) -> None:
    unknown = [see(door, "unknown") for _ in range(ROUNDS)]
    for kind in OTHERS:
        assert [see(door, kind) for _ in range(ROUNDS)] == unknown, kind
    mails = [mail for seen in unknown for mail in seen.mails]
    assert len(mails) == (MOST_MAILS if door in MAILING else 0)


def test_the_limits_were_reached_where_there_are_any(everybody: None) -> None:
    assert statuses("sign-in")[-1] == [200, 200]
    assert "Too many tries" in see("sign-in", "a member").answers[1][-1]
    assert statuses("reset")[2:4] == [[200, 302, 200], [200, 429, 200]]
    assert statuses("join")[-1] == [200, 200, 303, 200]


def statuses(door: str) -> list[list[int]]:
    """Those of each answer to a member at *door*, round for round."""
    return [[answer[0] for answer in see(door, "a member").answers] for _ in range(ROUNDS)]


def test_links_that_somebody_makes_up_open_nothing_whoever_they_name(everybody: None) -> None:
    for kind in KINDS:
        answers = see("set-up", kind).answers
        assert {status for status, *_ in answers} == {200}, kind
        assert all("This link does not open anything" in page for *_, page in answers), kind


@pytest.mark.database
def test_an_address_gets_three_mails_a_day_however_it_is_spelt(home: Any) -> None:
    MemberFactory(email="known@example.org")
    for name in ("known", "no-one"):
        spelt = (name, name.title(), name.upper(), name)
        asked = [Client().post(RESET, {"email": f"{each}@example.org"}) for each in spelt]
        assert [answer.status_code for answer in asked] == [302, 302, 302, 429]
    assert len(mail.outbox) == 2 * MOST_MAILS


def test_the_comparison_sees_what_differs(everybody: None) -> None:
    """A control: one word, header, cookie or mail more would be noticed."""
    one, other = see("reset", "unknown"), see("sign-in", "unknown")
    assert one.answers[0] != other.answers[0]
    assert one != Seen(one.answers, [*one.mails, *one.mails])
    status, headers, cookies, page = one.answers[0]
    assert cookies["csrftoken"]["httponly"]
    assert "Cache-Control" in headers
    assert "Forgotten your password?" in page
    [(is_to_them, subject, *_, words)] = one.mails
    assert (status, is_to_them, bool(subject)) == (200, True, True)
    assert "/account/password/reset/key/" in words[0]
