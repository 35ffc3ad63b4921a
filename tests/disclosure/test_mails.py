"""A mail tells its reader what is theirs, and names nobody else."""

import re
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client, TestCase

from membership import actions
from membership.models import UNDO_PERIOD, ApplicationDecision
from tests.disclosure.songs import song
from tests.disclosure.who_may import CHOIR
from tests.disclosure.world import World
from tests.factories import ApplicationFactory
from users.actions import request_email_change

pytestmark = pytest.mark.django_db


def addresses(*names: str) -> list[str]:
    return [f"{song(name)}@example.org" for name in names]


@pytest.fixture(scope="module")
def letters(world: World) -> list[Any]:
    """All that the site sends to people of whom something is known."""
    mail.outbox.clear()
    known = addresses("User.email: a member's", "User.email: an editor's", "Application.email")
    with TestCase.captureOnCommitCallbacks(execute=True):
        for address in known:
            Client().post("/account/password/reset/", {"email": address})
            Client().post("/join/resend/", {"email": address})
        actions.confirm_application(application=ApplicationFactory())
        call_command("invite_staff", "new@example.org", "--group", "Editors")
        decide_about(world)
    return list(mail.outbox)


def decide_about(world: World) -> None:
    """What the team does with people that the world knows, and they with their accounts."""
    team, member = world.viewers["secretary"].user, world.viewers["second"].user.member
    act = actions.decide(
        application=world.things["application"],
        by=team,
        kind=ApplicationDecision.DecisionType.APPROVED,
        reason=song("ApplicationDecision.reason"),
    )
    ApplicationDecision.objects.filter(pk=act.pk).update(at=act.at - UNDO_PERIOD)
    actions.finalise_decisions()
    for tell in (actions.suspend, actions.end_membership):
        assert tell(member=member, by=team, reason=song("Suspension.reason"))
    assert actions.recover_member_account(member=member, by=team)
    request_email_change(user=member.user, email=f"{song('EmailChange.new_email')}@example.org")


def test_many_are_sent_each_to_one(letters: list[Any]) -> None:
    assert len(letters) >= 14
    assert {len(letter.recipients()) for letter in letters} == {1}


def test_no_letter_sings(letters: list[Any]) -> None:
    for letter in letters:
        message = letter.message()
        del message["To"]
        told = CHOIR.heard_in(*(part.get_payload() for part in message.walk() if _is_text(part)))
        assert told | CHOIR.heard_in(str(message.items())) == set(), letter.subject


def _is_text(part: Any) -> bool:
    return isinstance(part.get_payload(), str)


def test_no_letter_says_what_it_is_about(letters: list[Any]) -> None:
    for letter in letters:
        words = re.sub(r"http://\S+", "", f"{letter.subject} {letter.body}").lower()
        assert not re.search(r"member|appli|approv|declin|suspend|health|mental|unwell", words)


def test_a_link_says_nothing_of_whom_it_is_for(letters: list[Any], world: World) -> None:
    links = re.findall(r"http://testserver/\S+", "".join(letter.body for letter in letters))
    assert len(links) >= 8
    people = [viewer.user for viewer in world.viewers.values() if viewer.user]
    for link in links:
        assert not [user for user in people if f"/{user.pk}-" in link or user.email in link]
