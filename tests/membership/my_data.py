"""Helpers: members with data in every field, and the personal data shown to them."""

from typing import Any

from django.utils import timezone

from membership.models import (
    ApplicationDecision,
    ApplicationToken,
    ConsentText,
    Member,
)
from membership.models.consent import ConsentRecord
from privacy.registry import get_personal_data
from tests.factories import ApplicationFactory, MemberFactory, answer
from tests.html import assert_valid
from tests.users.account_client import AccountClient

DATA, FILE = "/account/data/", "/account/data/my-data.json"
DecisionType = ApplicationDecision.DecisionType


def member(name: str, **fields: Any) -> Any:
    """A member with *name* in every field of their data."""
    user = MemberFactory(email=f"{name}@example.org", pseudonym=name.title(), **fields)
    application = ApplicationFactory(
        approved=True,
        email=user.email,
        name=f"{name} name",
        profession=f"{name} profession",
        eligibility=f"{name} statement",
        answers=[answer("What would you like?", f"{name} answer", purpose="To know.")],
    )
    Member.objects.filter(user=user).update(application=application)
    row = Member.objects.get(user=user)
    row.real_name = f"{name} real"
    row.save()
    ApplicationDecision.objects.create(
        application=application, kind=DecisionType.ASKED, who="Hazel", finalised_at=timezone.now(),
        reason=f"{name} reason", text=f"{name} question", reply=f"{name} reply",
    )  # fmt: skip
    text = ConsentText.objects.get_or_create_version(
        ConsentText.ConsentType.MEMBERSHIP, "I agree to this and that."
    )
    ConsentRecord.objects.create(member=row, text=text)
    ApplicationToken.issue(application)
    return user


def signed_in(user: Any) -> AccountClient:
    person = AccountClient(user)
    person.sign_in()
    return person


def read(user: Any) -> str:
    response = signed_in(user).browser.get(DATA)
    assert response.status_code == 200
    assert_valid(response.content.decode())
    return " ".join(response.content.decode().split())


def get_personal_data_sections(user: Any) -> dict[str, list[dict[str, Any]]]:
    return {section.title: section.rows for section in get_personal_data(user)}
