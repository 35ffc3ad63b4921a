"""Emails contain no private data."""

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client, TestCase
from django.urls import resolve
from django.utils.http import int_to_base36

from membership import actions
from membership.models import UNDO_PERIOD, ApplicationDecision
from tests.factories import ApplicationFactory
from tests.security.disclosure.canary_values import get_canary
from tests.security.disclosure.expected_visibility import CANARIES
from tests.security.disclosure.fixtures_site import FixtureSite
from users.actions import request_email_change

pytestmark = pytest.mark.django_db


def get_emails(*names: str) -> list[str]:
    return [f"{get_canary(name)}@example.org" for name in names]


@pytest.fixture(scope="module")
def emails(fixture_site: FixtureSite) -> list[Any]:
    """All emails that the site sends to users and applicants."""
    mail.outbox.clear()
    known = get_emails("User.email: a member's", "User.email: an editor's", "Application.email")
    with TestCase.captureOnCommitCallbacks(execute=True):
        for email in known:
            Client().post("/account/password/reset/", {"email": email})
            Client().post("/join/resend/", {"email": email})
        actions.confirm_application(application=ApplicationFactory())
        call_command("invite_staff", "new@example.org", "--group", "Editors")
        decide_about(fixture_site)
    return list(mail.outbox)


def decide_about(fixture_site: FixtureSite) -> None:
    """Run actions of the team and of a member that send emails."""
    team, member = (
        fixture_site.roles["membership_team"].user,
        fixture_site.roles["second"].user.member,
    )
    decision = actions.decide(
        application=fixture_site.objects["application"],
        by=team,
        kind=ApplicationDecision.DecisionType.APPROVED,
        reason=get_canary("ApplicationDecision.reason"),
    )
    ApplicationDecision.objects.filter(pk=decision.pk).update(at=decision.at - UNDO_PERIOD)
    actions.finalise_decisions()
    for action in (actions.suspend, actions.end_membership):
        assert action(member=member, by=team, reason=get_canary("Suspension.reason"))
    assert actions.recover_member_account(member=member, by=team)
    request_email_change(
        user=member.user, email=f"{get_canary('EmailChange.new_email')}@example.org"
    )


def test_emails_have_one_recipient_each(emails: list[Any]) -> None:
    assert len(emails) >= 14
    assert {len(email.recipients()) for email in emails} == {1}


def test_emails_contain_no_canary(emails: list[Any]) -> None:
    for email in emails:
        message = email.message()
        del message["To"]
        found = CANARIES.find_in(*(part.get_payload() for part in message.walk() if _is_text(part)))
        assert found | CANARIES.find_in(str(message.items())) == set(), email.subject


def _is_text(part: Any) -> bool:
    return isinstance(part.get_payload(), str)


def test_emails_do_not_mention_membership_or_health(emails: list[Any]) -> None:
    for email in emails:
        text = re.sub(r"http://\S+", "", f"{email.subject} {email.body}").lower()
        assert not re.search(r"member|appli|approv|declin|suspend|health|mental|unwell", text)


def test_email_links_do_not_identify_recipient(
    emails: list[Any], fixture_site: FixtureSite
) -> None:
    links = re.findall(r"http://testserver/\S+", "".join(email.body for email in emails))
    assert len(links) >= 8
    people = [role.user for role in fixture_site.roles.values() if role.user]
    known = {it for user in people for it in (str(user.pk), int_to_base36(user.pk), user.email)}
    for link in links:
        # A random token may begin with anything, so only whole parts of the URL are compared.
        values = resolve(urlsplit(link).path).kwargs
        assert not known & set(map(str, values.values())), link
        assert not [user for user in people if user.email in link]
