"""Suspension closes all members-only content from the next request until it ends."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, Page

from events.models import MeetingIndexPage
from home.models import StandardPage
from membership import actions
from membership.models import Member, Suspension
from tests.events.conftest import facts
from tests.factories import (
    PASSWORD,
    DocumentFactory,
    ImageFactory,
    MemberFactory,
    UserFactory,
    publish,
    restrict_to_members,
)
from tests.html import content_of
from tests.membership.concurrency import run_concurrently
from tests.membership.members_admin import get_action_url, submit
from tests.membership.team import get_access_log
from users.models import User

pytestmark = [pytest.mark.database, pytest.mark.django_db]
RESET, SIGN_IN = "/account/password/reset/", "/account/login/"
SECRET = "canary-address Example Row"


@pytest.fixture
def alder(home: Any) -> Member:
    user = MemberFactory(email="alder@example.org", pseudonym="Alder")
    return Member.objects.get(user=user)


@pytest.fixture
def members_only_urls(home: Any) -> dict[str, str]:
    """Members-only URLs by kind of object."""
    section = publish(home, StandardPage, title="For members", slug="inside")
    restrict_to_members(section)
    meetings = publish(home, MeetingIndexPage, title="Meetings", slug="meetings")
    meeting = _meeting(meetings)
    collection = Collection.get_first_root_node().add_child(name="For members")
    rule = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.GROUPS
    )
    rule.groups.add(Group.objects.get(name="Members"))
    document = DocumentFactory(collection=collection)
    image = ImageFactory(collection=collection)
    return {
        "page": "/inside/",
        "meeting": meeting.url,
        "document": document.url,
        "picture": image.get_rendition("width-32|format-png").url,
    }


def _meeting(meetings: MeetingIndexPage) -> Any:
    from events.models import MeetingPage

    start = timezone.now() + timedelta(days=7)
    fields = {**facts(), "start": start, "end": start + timedelta(hours=1)}
    page = MeetingPage(slug="winter", **fields)
    page._member_details = [MeetingPage._member_details.rel.related_model(address=SECRET)]
    Page.objects.get(pk=meetings.pk).add_child(instance=page)
    page.save_revision().publish()
    return MeetingPage.objects.get(pk=page.pk)


def find_open(browser: Client, members_only_urls: dict[str, str]) -> set[str]:
    """Which of them *browser* can open."""
    answers = {name: browser.get(path) for name, path in members_only_urls.items()}
    texts = {name: content_of(answer) for name, answer in answers.items()}
    shown = {name for name, answer in answers.items() if answer.status_code == 200}
    return shown if SECRET.encode() in texts["meeting"] else shown - {"meeting"}


def test_suspension_closes_member_pages_at_once(
    team: Client, visit: Any, alder: Member, members_only_urls: dict[str, str]
) -> None:
    browser = visit(alder.user)
    assert find_open(browser, members_only_urls) == {"page", "meeting", "document", "picture"}
    submit(team, "suspend", alder, reason="Some unkind words")
    assert find_open(browser, members_only_urls) == set()
    assert not User.objects.get(pk=alder.user_id).is_member


def test_suspended_member_reads_reason_and_date(team: Client, visit: Any, alder: Member) -> None:
    until = timezone.localdate() + timedelta(days=30)
    submit(team, "suspend", alder, reason="Some unkind words", until=until.isoformat())
    suspension = Suspension.objects.get()
    assert (suspension.reason, suspension.until) == ("Some unkind words", until)
    page = visit(alder.user).get("/members/").content.decode()
    assert "Some unkind words" in page
    assert f"{until:%-d %B %Y}" in page


def test_suspension_is_logged_and_emailed_neutrally(
    team: Client, alder: Member, colleague: Any
) -> None:
    submit(team, "suspend", alder, reason="Some unkind words")
    assert ("suspended", alder.user.reference) in get_access_log()
    assert Suspension.objects.get().by == colleague
    [message] = mail.outbox
    assert message.to == ["alder@example.org"]
    for term in ("suspen", "unkind", "Alder"):
        assert term not in f"{message.subject} {message.body}"


def test_suspended_member_can_sign_in(team: Client, alder: Member) -> None:
    def answers() -> list[Any]:
        wrong = Client().post(SIGN_IN, {"login": alder.user.email, "password": "not this one"})
        right = Client().post(SIGN_IN, {"login": alder.user.email, "password": PASSWORD})
        landed = right.headers["Location"]
        return [wrong.status_code, right.status_code, landed, len(wrong.content)]

    before = answers()
    submit(team, "suspend", alder, reason="Some unkind words")
    after = answers()
    # The page for the wrong password has a random token of constant length: compare lengths only.
    assert after[:2] == before[:2]
    assert after[3] == before[3]


def test_suspended_member_can_reset_password(team: Client, alder: Member) -> None:
    def message() -> tuple[Any, ...]:
        mail.outbox.clear()
        response = Client().post(RESET, {"email": alder.user.email})
        [sent] = mail.outbox
        return response.status_code, response.headers["Location"], sent.subject, len(sent.body)

    before = message()
    submit(team, "suspend", alder, reason="Some unkind words")
    assert message() == before


def test_suspension_ends_on_its_date(
    team: Client, visit: Any, alder: Member, members_only_urls: dict[str, str]
) -> None:
    now, until = timezone.localtime(), timezone.localdate() + timedelta(days=3)
    submit(team, "suspend", alder, reason="Some unkind words", until=until.isoformat())
    browser = visit(alder.user)
    with time_machine.travel(now + timedelta(days=2), tick=False):
        actions.end_suspensions()
        assert Member.objects.get().state == "suspended"
    with time_machine.travel(now + timedelta(days=3), tick=False):
        actions.end_suspensions()
        actions.end_suspensions()
    member = Member.objects.get()
    assert (member.state, member.suspended_until) == ("active", None)
    assert Suspension.objects.get().ended_at
    assert find_open(browser, members_only_urls) == {"page", "meeting", "document", "picture"}


def test_open_suspension_lasts_until_reinstated(
    team: Client, visit: Any, alder: Member, members_only_urls: dict[str, str]
) -> None:
    submit(team, "suspend", alder, reason="Some unkind words")
    with time_machine.travel(timezone.now() + timedelta(days=4000), tick=False):
        actions.end_suspensions()
    assert Member.objects.get().state == "suspended"
    browser = visit(alder.user)
    assert "Suspension lifted." in submit(team, "reinstate", alder)
    assert find_open(browser, members_only_urls) == {"page", "meeting", "document", "picture"}
    assert get_access_log()[-2][0] == "reinstated"


def test_suspended_member_sees_own_data(team: Client, alder: Member) -> None:
    submit(team, "suspend", alder, reason="Some unkind words")
    browser = Client()
    browser.post(SIGN_IN, {"login": alder.user.email, "password": PASSWORD})
    response = browser.get("/account/data/")
    assert response.status_code == 200
    assert "Some unkind words" in response.content.decode()


def test_suspension_does_not_affect_other_members(
    team: Client, visit: Any, alder: Member, members_only_urls: dict[str, str]
) -> None:
    other = visit(MemberFactory())
    submit(team, "suspend", alder, reason="Some unkind words")
    assert find_open(other, members_only_urls) == {"page", "meeting", "document", "picture"}


# --- Concurrent changes ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "then", "state"),
    [
        ("suspend", "suspend", "suspended"),
        ("end", "suspend", "ending, on"),
        ("end", "end", "ending, on"),
    ],
)
def test_second_action_shows_current_state(
    team: Client, visit: Any, alder: Member, first: str, then: str, state: str
) -> None:
    colleague = visit(UserFactory(groups=["Membership team"]))
    assert colleague.get(get_action_url(then, alder)).status_code == 200
    submit(team, first, alder, reason="The first")
    mail.outbox.clear()
    page = submit(colleague, then, alder, reason="The second")
    assert f"Nothing was changed. This membership is now: {state}" in page
    assert "The second" not in page
    assert mail.outbox == []


def test_reinstate_twice_shows_message(team: Client, alder: Member) -> None:
    submit(team, "suspend", alder, reason="x")
    submit(team, "reinstate", alder)
    assert "Nothing was changed" in submit(team, "reinstate", alder)
    response = team.get(get_action_url("cancel-ending", alder), follow=True)
    assert "This membership is now: active." in response.content.decode()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_concurrent_suspensions_store_one(settings: Any) -> None:
    settings.EMAIL_BACKEND = "mailqueue.backend.QueueBackend"
    user = MemberFactory()
    by = [UserFactory(groups=["Membership team"]) for _ in range(5)]

    def suspend(person: Any) -> bool:
        member = Member.objects.select_related("user").get(user=user)
        return actions.suspend(member=member, by=person, reason="x")

    answers = run_concurrently(*(partial(suspend, person) for person in by))
    assert sorted(answers) == [False] * 4 + [True]
    assert Suspension.objects.count() == 1
    assert Member.objects.get().state == "suspended"


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_concurrent_suspend_and_end_result_in_ending(settings: Any) -> None:
    settings.EMAIL_BACKEND = "mailqueue.backend.QueueBackend"
    user = MemberFactory()
    by = UserFactory(groups=["Membership team"])

    def action(verb: Any) -> bool:
        member = Member.objects.select_related("user").get(user=user)
        return bool(verb(member=member, by=by, reason="x"))

    _, ended = run_concurrently(
        partial(action, actions.suspend), partial(action, actions.end_membership)
    )
    assert ended
    assert Member.objects.get().state == "ending"
    assert not User.objects.get(pk=user.pk).is_member
