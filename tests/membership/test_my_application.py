"""Whose application it is, and how much of it they read."""

from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.utils import timezone

from membership import actions
from membership.models import (
    Application,
    ApplicationDecision,
)
from tests.factories import ApplicationFactory, UserFactory
from tests.membership.my_data import get_personal_data_sections, member, read

pytestmark = pytest.mark.django_db
DecisionType = ApplicationDecision.DecisionType


@pytest.fixture
def hazel(db: None) -> Any:
    """Somebody of the team."""
    return UserFactory(email="hazel@example.org", first_name="Hazel", groups=["Membership team"])


def test_who_has_applied_and_has_an_account_reads_their_application(home: Any) -> None:
    user = UserFactory(email="robin@example.org")
    ApplicationFactory(waiting=True, email="Robin@example.org", eligibility="My own words")
    assert "My own words" in read(user)


@pytest.mark.parametrize(
    "fields", [{}, {"waiting": True, "source": "phone"}, {"waiting": True, "source": "letter"}]
)
def test_what_is_not_shown_to_be_theirs_stays_closed(home: Any, fields: dict[str, Any]) -> None:
    """A stranger may have mistyped the address, or the team."""
    user = UserFactory(email="robin@example.org")
    application = ApplicationFactory(email=user.email, eligibility="Of somebody else", **fields)
    page = read(user)
    assert application.reference in page
    assert "Of somebody else" not in page
    assert "not shown to be yours" in page


def test_an_address_that_the_team_typed_opens_nothing(home: Any, hazel: Any) -> None:
    user = UserFactory(email="robin@example.org")
    application = ApplicationFactory(waiting=True, email="robyn@example.org", eligibility="Robyn's")
    actions.correct_email(application=application, by=hazel, email=user.email)
    assert "Robyn&#x27;s" not in read(user)


def test_a_member_of_another_account_keeps_their_application(home: Any) -> None:
    zebra = member("zebra")
    taken = UserFactory(email="robin@example.org")
    Application.objects.get().decisions.all().delete()
    application = Application.objects.get()
    application.email = taken.email
    application.save()
    assert "zebra statement" in read(zebra)
    assert "zebra statement" not in read(taken)


def test_what_can_still_be_undone_has_not_happened(home: Any, hazel: Any) -> None:
    user = UserFactory(email="robin@example.org")
    application = ApplicationFactory(waiting=True, email=user.email)
    actions.decide(
        application=application,
        by=hazel,
        kind=DecisionType.DECLINED,
        reason="Not quite",
        text="We are sad",
    )
    page = read(user)
    for words in ("declined", "Not quite", "We are sad"):
        assert words not in page
    [row] = [
        row for row in get_personal_data_sections(user)["Your application"] if "Application" in row
    ]
    assert row["State"] == "waiting"
    ApplicationDecision.objects.update(finalised_at=timezone.now())
    assert "We are sad" in read(user)


def test_an_emptied_application_says_that_it_is_empty(home: Any) -> None:
    user = member("zebra")
    Application.objects.get().redact(timezone.now())
    page = read(user)
    assert "Nothing but the decision is left" in page
    assert "zebra statement" not in page


def test_one_lost_key_hides_no_more_than_it_must(home: Any, settings: Any) -> None:
    user = member("zebra")
    settings.FIELD_ENCRYPTION_KEYS = [Fernet.generate_key().decode()]
    page = read(user)
    assert "cannot be read at present" in page
    assert "zebra statement" not in page
    assert "zebra profession" in page
