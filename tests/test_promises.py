"""Retention periods in the documentation and on the demo's privacy page match the code."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from home.demo.content import join, standard_pages_policies
from home.models import StandardPage
from mailqueue.models.queued_mail import FAILED_MAIL_RETENTION
from membership.actions import FORM_TOKEN_RETENTION
from membership.models import (
    MAX_EMAILS_PER_DAY,
    ApplicationTextSettings,
    JoinPage,
    MemberTextSettings,
)
from membership.models.application_token import CONFIRMATION_VALID_FOR
from membership.models.member import PSEUDONYM_COOLDOWN
from privacy.models import RetentionSettings
from privacy.models.retention import format_period
from tests.factories import make_home, open_join_page, publish

ROOT = Path(__file__).resolve().parents[1]
DOCUMENT = (ROOT / "docs" / "data-protection.md").read_text()
NUMBER_NAMES = {2: "two", 3: "three", 7: "seven"}


def row(what: str) -> list[str]:
    """The cells of the table row in the document that begins with *what*."""
    line = next(line for line in DOCUMENT.splitlines() if line.startswith(f"| {what}"))
    return [cell.strip() for cell in line.strip("|").split("|")]


def test_document_states_default_days_and_bounds(subtests: pytest.Subtests) -> None:
    cases = [
        ("an application whose email address was not confirmed", "unconfirmed"),
        ("a declined application", "declined"),
        ("the answers of someone who has become a member", "answers"),
        ("the access log entry of who opened which application", "access_log"),
    ]
    for what, name in cases:
        with subtests.test(what=what, name=name):
            field = RetentionSettings._meta.get_field(f"{name}_days")
            minimum, maximum = (validator.limit_value for validator in field.validators[:2])
            _, deleted, bounds = row(what)
            assert deleted == format_period(field.get_default())
            assert bounds == f"{minimum} to {maximum} days"


def test_document_states_other_periods() -> None:
    plain = " ".join(DOCUMENT.split())
    assert (
        f"{NUMBER_NAMES[FORM_TOKEN_RETENTION.days]} days" in row("digests of submitted forms")[-1]
    )
    assert f"deleted {NUMBER_NAMES[FAILED_MAIL_RETENTION.days]} days later" in plain
    assert f"at most {NUMBER_NAMES[MAX_EMAILS_PER_DAY]} a day" in plain


def test_demo_texts_contain_no_retention_days() -> None:
    page = str(standard_pages_policies.PRIVACY["body"])
    about = page[page.index("When you apply") : page.index("Only members and our editors")]
    assert not re.search(r"\d+ days?", about)
    assert not re.search(r"\d+ days?", str(join.JOIN))


@pytest.mark.django_db
def test_privacy_page_shows_retention_settings() -> None:
    home = make_home()
    publish(home, StandardPage, title="Privacy", slug="privacy", body=[("retention", {})])
    RetentionSettings.objects.update_or_create(
        defaults={"unconfirmed_days": 1, "declined_days": 45, "answers_days": 0}
    )
    page = Client().get("/privacy/").content.decode()
    cells = re.findall(r"<td>([^<]*)</td>\s*<td>([^<]*)</td>", page)
    assert cells == RetentionSettings.load().get_rows()
    assert [when for _, when in cells] == [
        "after 1 day",
        "after 45 days",
        "immediately",
        "after 30 days",
        "immediately",
        "after 90 days",
    ]


@pytest.mark.django_db
def test_form_promise_matches_retention_settings() -> None:
    page: JoinPage = open_join_page(make_home())
    promise = dict(page.application_promises)["How long we keep them"]
    for when in RetentionSettings.load().get_periods().values():
        assert when in promise
    assert "{" not in promise


@pytest.mark.django_db
def test_default_texts_state_limits_in_code() -> None:
    emails = f"no more than {MAX_EMAILS_PER_DAY} emails a day to one address."
    assert emails in ApplicationTextSettings().resent_text
    assert emails in JoinPage().thank_you
    cooldown = f"once every {PSEUDONYM_COOLDOWN.days} days."
    assert cooldown in MemberTextSettings().onboarding_text
    assert cooldown in MemberTextSettings().pseudonym_cooldown_text
    validity = f"{CONFIRMATION_VALID_FOR // timedelta(hours=1)} hours"
    assert validity in ApplicationTextSettings().expired_text
    assert validity in JoinPage().thank_you
