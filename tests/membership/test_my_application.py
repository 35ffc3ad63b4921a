"""Which users can read an application under "Your data", and which of its fields."""

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
    """A user of the team."""
    return UserFactory(email="hazel@example.org", first_name="Hazel", groups=["Membership team"])


def test_applicant_with_account_reads_application(home: Any) -> None:
    user = UserFactory(email="robin@example.org")
    ApplicationFactory(waiting=True, email="Robin@example.org", eligibility="My own words")
    assert "My own words" in read(user)


@pytest.mark.parametrize(
    "fields", [{}, {"waiting": True, "source": "phone"}, {"waiting": True, "source": "letter"}]
)
def test_unconfirmed_email_does_not_show_answers(home: Any, fields: dict[str, Any]) -> None:
    """The applicant or the team may have mistyped the address, which may be another user's."""
    user = UserFactory(email="robin@example.org")
    application = ApplicationFactory(email=user.email, eligibility="Of somebody else", **fields)
    page = read(user)
    assert application.reference in page
    assert "Of somebody else" not in page
    assert "we cannot be sure it is yours" in page


def test_corrected_email_does_not_show_answers(home: Any, hazel: Any) -> None:
    user = UserFactory(email="robin@example.org")
    application = ApplicationFactory(waiting=True, email="robyn@example.org", eligibility="Robyn's")
    actions.correct_email(application=application, by=hazel, email=user.email)
    assert "Robyn&#x27;s" not in read(user)


def test_application_is_shown_only_to_its_member(home: Any) -> None:
    zebra = member("zebra")
    taken = UserFactory(email="robin@example.org")
    Application.objects.get().decisions.all().delete()
    application = Application.objects.get()
    application.email = taken.email
    application.save()
    assert "zebra statement" in read(zebra)
    assert "zebra statement" not in read(taken)


def test_pending_decision_is_not_shown(home: Any, hazel: Any) -> None:
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
    for text in ("declined", "Not quite", "We are sad"):
        assert text not in page
    [row] = [
        row for row in get_personal_data_sections(user)["Your application"] if "Application" in row
    ]
    assert row["Status"] == "waiting"
    ApplicationDecision.objects.update(finalised_at=timezone.now())
    assert "We are sad" in read(user)


def test_redacted_application_states_redaction(home: Any) -> None:
    user = member("zebra")
    Application.objects.get().redact(timezone.now())
    page = read(user)
    assert "Only the decision is kept" in page
    assert "zebra statement" not in page


def test_lost_key_hides_only_encrypted_fields(home: Any, settings: Any) -> None:
    user = member("zebra")
    settings.FIELD_ENCRYPTION_KEYS = [Fernet.generate_key().decode()]
    page = read(user)
    assert "its encryption key is missing" in page
    assert "zebra statement" not in page
    assert "zebra profession" in page
