"""Responses do not show whether an email address has an account."""

from typing import Any

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client

from membership.models import MAX_EMAILS_PER_DAY
from tests.factories import MemberFactory, open_join_page
from tests.users.email_enumeration import (
    ACCOUNT_STATES,
    FORMS,
    PASSWORD_RESET_URL,
    Observation,
    email_for,
    make_all_accounts,
    submit_form,
)

pytestmark = pytest.mark.django_db
MAILING = ("reset", "resend", "join")
OTHERS = [state for state in ACCOUNT_STATES if state != "unknown"]
# Enough for each limit per email address, and below the limits per network.
ROUNDS = 7


@pytest.fixture
def all_accounts(home: Any) -> None:
    """One account of each state, and a join page."""
    open_join_page(home, {"label": "What brings you here?", "field_type": "multiline"})
    make_all_accounts()


def test_responses_and_emails_do_not_depend_on_account(
    all_accounts: None, subtests: pytest.Subtests
) -> None:
    for form_name in FORMS:
        with subtests.test(form_name), transaction.atomic():
            mail.outbox.clear()
            unknown = submit_form(form_name, "unknown")
            assert unknown.answers
            for state in OTHERS:
                assert submit_form(form_name, state) == unknown, state
            # One email to the submitted address, or none.
            addresses = (
                [[email_for(state)] for state in ACCOUNT_STATES] if form_name in MAILING else []
            )
            assert [message.to for message in mail.outbox] == addresses
            transaction.set_rollback(True)


@pytest.mark.slow
@pytest.mark.parametrize("form_name", FORMS)
def test_repeated_responses_do_not_depend_on_account(all_accounts: None, form_name: str) -> None:
    unknown = [submit_form(form_name, "unknown") for _ in range(ROUNDS)]
    for state in OTHERS:
        assert [submit_form(form_name, state) for _ in range(ROUNDS)] == unknown, state
    mails = [mail for seen in unknown for mail in seen.mails]
    assert len(mails) == (MAX_EMAILS_PER_DAY if form_name in MAILING else 0)


def test_rate_limits_are_reached_in_comparison(all_accounts: None) -> None:
    assert statuses("sign-in")[-1] == [200, 200]
    assert "Too many attempts" in submit_form("sign-in", "a member").answers[1][-1]
    assert statuses("reset")[2:4] == [[200, 302, 200], [200, 429, 200]]
    assert statuses("join")[-1] == [200, 200, 303, 200]


def statuses(form_name: str) -> list[list[int]]:
    """The status codes of each round for a member."""
    return [
        [answer[0] for answer in submit_form(form_name, "a member").answers] for _ in range(ROUNDS)
    ]


def test_made_up_links_open_no_account(all_accounts: None) -> None:
    for state in ACCOUNT_STATES:
        answers = submit_form("set-up", state).answers
        assert {status for status, *_ in answers} == {200}, state
        assert all("This link does not work." in page for *_, page in answers), state


@pytest.mark.database
def test_reset_emails_are_limited_per_normalised_address(home: Any) -> None:
    MemberFactory(email="known@example.org")
    for name in ("known", "no-one"):
        spellings = (name, name.title(), name.upper(), name)
        responses = [
            Client().post(PASSWORD_RESET_URL, {"email": f"{each}@example.org"})
            for each in spellings
        ]
        assert [answer.status_code for answer in responses] == [302, 302, 302, 429]
    assert len(mail.outbox) == 2 * MAX_EMAILS_PER_DAY


def test_comparison_detects_differences(all_accounts: None) -> None:
    """Control: any difference in text, headers, cookies or emails is noticed."""
    one, other = submit_form("reset", "unknown"), submit_form("sign-in", "unknown")
    assert one.answers[0] != other.answers[0]
    assert one != Observation(one.answers, [*one.mails, *one.mails])
    status, headers, cookies, page = one.answers[0]
    assert cookies["csrftoken"]["httponly"]
    assert "Cache-Control" in headers
    assert "Forgotten your password?" in page
    [(is_to_them, subject, *_, texts)] = one.mails
    assert (status, is_to_them, bool(subject)) == (200, True, True)
    assert "/account/password/reset/key/" in texts[0]
