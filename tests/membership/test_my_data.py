"""Personal data of members, applicants and the team, without data about other people."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from membership import actions
from membership.models import (
    Application,
    ApplicationDecision,
    ApplicationToken,
    ConsentText,
    Member,
    Recusal,
)
from membership.models.consent import ConsentRecord
from privacy.models import AccessLog
from tests.factories import ApplicationFactory, UserFactory
from tests.membership.my_data import DATA, FILE, get_personal_data_sections, member, read, signed_in

pytestmark = pytest.mark.django_db
DecisionType = ApplicationDecision.DecisionType


@pytest.fixture
def hazel(db: None) -> Any:
    """A user of the team."""
    return UserFactory(email="hazel@example.org", first_name="Hazel", groups=["Membership team"])


@pytest.mark.database
def test_member_reads_all_personal_data(home: Any) -> None:
    page = read(member("zebra"))
    for text in (
        *("Zebra", "zebra@example.org", "zebra name", "zebra profession", "zebra statement"),
        *("1. What would you like?", "zebra answer", "zebra real", "To know.", "I agree to this"),
        *("zebra question", "zebra reply", "zebra reason", "Member since"),
        "It shows that you are a member".lower(),
    ):
        assert text.lower() in page.lower(), text


def test_my_data_does_not_name_reviewers(home: Any, hazel: Any) -> None:
    user = member("zebra")
    ApplicationDecision.objects.update(by=hazel)
    assert "Hazel" not in read(user)


def test_my_data_contains_no_other_person(home: Any, hazel: Any) -> None:
    """Two members with data in every field; the team has opened both."""
    zebra, quince = member("zebra"), member("quince")
    AccessLog.objects.record(
        user=hazel, action="listed", kind="member", references=[zebra.reference, quince.reference]
    )
    actions.suspend(member=quince.member, by=hazel, reason="quince suspended")
    person = signed_in(zebra)
    for answered in (person.browser.get(DATA), person.browser.post(FILE)):
        text = answered.content.decode().lower()
        assert "zebra" in text
        assert "quince" not in text
        assert quince.reference.lower() not in text
        assert "hazel" not in text


def test_my_data_contains_no_secrets(home: Any) -> None:
    user = member("zebra")
    person = signed_in(user)
    user.refresh_from_db()
    secrets = [
        user.password,
        *ApplicationToken.objects.values_list("digest", flat=True),
        *Application.objects.values_list("email_hash", flat=True),
        *Session.objects.values_list("session_key", flat=True),
    ]
    texts = [person.browser.get(DATA), person.browser.post(FILE)]
    for secret in secrets:
        assert secret
        assert not any(secret in text.content.decode() for text in texts)


def test_export_uses_iso_dates(home: Any) -> None:
    user = member("zebra")
    Member.objects.filter(user=user).update(joined_on=date(2026, 12, 6))
    data = json.loads(signed_in(user).browser.post(FILE).content)
    [row] = next(it["rows"] for it in data["sections"] if it["title"] == "Your membership")
    assert row["Member since"] == "2026-12-06"
    assert "6 December 2026" in read(user)


def test_my_data_shows_consent_version_text_and_times(home: Any) -> None:
    user = member("zebra")
    ConsentRecord.objects.update(withdrawn_at=timezone.now())
    [row] = get_personal_data_sections(user)["What you agreed to"]
    assert row["Version"] == 1
    assert row["Text"] == "I agree to this and that."
    assert row["Agreed"]
    assert row["Withdrawn"]


# --- Access log, suspensions, ending --------------------------------------------------------------


@pytest.mark.database
def test_my_data_shows_access_log_without_names(home: Any, hazel: Any) -> None:
    user = member("zebra")
    application = Application.objects.get()
    for action, kind, reference in (
        ("opened", "application", application.reference),
        ("revealed", "member", user.reference),
    ):
        AccessLog.objects.record(user=hazel, action=action, kind=kind, references=[reference])
    rows = get_personal_data_sections(user)["Who opened your details"]
    assert {row["What"] for row in rows} == {
        "Someone in the membership team opened: your application",
        "Someone in the membership team opened hidden details: your membership",
    }


def test_my_data_omits_decisions_from_access_log(hazel: Any, subtests: pytest.Subtests) -> None:
    user = member("zebra")
    for action in ("approved", "declined", "asked", "undone", "recused"):
        with subtests.test(action=action):
            AccessLog.objects.record(
                user=hazel, action=action, kind="member", references=[user.reference]
            )
            assert get_personal_data_sections(user)["Who opened your details"] == []


def test_suspended_member_reads_reason(home: Any, hazel: Any) -> None:
    user = member("zebra")
    until = timezone.localdate() + timedelta(days=7)
    actions.suspend(member=user.member, by=hazel, reason="Some unkind words", until=until)
    page = read(user)
    assert "Some unkind words" in page
    assert "zebra statement" in page
    assert "Hazel" not in page
    assert f"{until:%-d %B %Y}" in page


def test_member_whose_membership_ends_reads_reason(home: Any, hazel: Any) -> None:
    user = member("zebra")
    actions.end_membership(member=user.member, by=hazel, reason="Many unkind words")
    page = read(user)
    assert "Many unkind words" in page
    assert "it shows that you are a member" in page


def test_team_member_reads_own_actions_without_names(home: Any, hazel: Any) -> None:
    user = member("zebra")
    application = Application.objects.get()
    ApplicationDecision.objects.update(by=hazel)
    Recusal.objects.create(application=application, user=hazel)
    actions.suspend(member=user.member, by=hazel, reason="zebra was unkind")
    page = read(hazel)
    for text in ("application: asked a question", "suspended a member", "1 application"):
        assert text in page
    assert "zebra" not in page.lower()
    assert application.reference not in page
    assert user.reference not in page


@pytest.mark.database
def test_my_data_query_count_is_constant(home: Any, hazel: Any) -> None:
    user = member("zebra")
    person = signed_in(user)

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert person.browser.get(DATA).status_code == 200
        return len(seen)

    def add(count: int) -> None:
        for version in range(count):
            text = ConsentText.objects.get_or_create_version(
                ConsentText.ConsentType.MEMBERSHIP, f"{count} {version}"
            )
            ConsentRecord.objects.create(member=user.member, text=text)
            AccessLog.objects.record(
                user=hazel, action="opened", kind="member", references=[user.reference]
            )
            application = ApplicationFactory(waiting=True, email=user.email)
            ApplicationToken.issue(application)
            actions.suspend(member=user.member, by=hazel, reason="x")
            actions.reinstate(member=user.member)

    add(1)
    queries()
    before = queries()
    add(8)
    assert queries() == before


def test_last_login_of_members_is_a_date(home: Any) -> None:
    user = member("zebra")
    signed_in(user)
    user = type(user).objects.get(pk=user.pk)
    assert (
        get_personal_data_sections(user)["Your account"][0]["Last sign-in"] == timezone.localdate()
    )


def test_empty_fields_are_not_shown(home: Any) -> None:
    assert "Suspended until" not in read(member("zebra"))
