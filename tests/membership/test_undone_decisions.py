"""Undone decisions are shown in the timeline to the team only."""

from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from membership import actions
from membership.models import Application, ApplicationToken, Recusal
from privacy.models import AccessLog
from privacy.registry import get_personal_data
from tests.factories import ApplicationFactory, UserFactory
from tests.html import assert_valid
from tests.membership.team import (
    EXPORT,
    EXPORT_DATA,
    LIST,
    finalise,
    get_inspect_url,
    read,
    search,
    submit,
    travel_minutes,
    user_with_permissions,
)

pytestmark = [pytest.mark.database, pytest.mark.django_db]
UNDONE = "undone by"
NEVER_HEARD = "The applicant was not told."


@pytest.fixture
def application() -> Application:
    return ApplicationFactory(waiting=True, email="robin@example.org")


@pytest.fixture
def kim() -> Any:
    return UserFactory(email="kim@example.org", groups=["Membership team"])


def decide_and_undo(browser: Client, what: str, application: Application) -> None:
    submit(browser, what, application)
    submit(browser, "undo", application, decision=application.decisions.pending().get().pk)


def get_timeline(page: str) -> str:
    return page.partition('aria-labelledby="timeline"')[2].partition("</section>")[0]


@pytest.mark.parametrize(
    ("what", "text"),
    [("approve", "approved"), ("decline", "declined"), ("ask", "asked a question")],
)
def test_timeline_shows_who_undid_and_when(team, colleague, visit, kim, application, what, text):
    with time_machine.travel("2026-11-22 14:00Z", tick=False):
        submit(team, what, application)
    with time_machine.travel("2026-11-22 14:03Z", tick=False):
        submit(visit(kim), "undo", application, decision=application.decisions.get().pk)
        timeline = get_timeline(read(team, get_inspect_url(application)))
        assert_valid(team.get(get_inspect_url(application)).content.decode())
    assert f"{colleague} {text}, 22 Nov 2026, 2pm; undone by {kim}, 22 Nov 2026, 2.03pm" in timeline
    assert NEVER_HEARD in timeline
    assert "has not been told" not in timeline
    # The text of the decision is deleted.
    for written in ("Works elsewhere", "wish you well", "In which field"):
        assert written not in timeline


def test_timeline_is_in_chronological_order(team, application):
    for minutes, action in ((0, "decline"), (2, "approve")):
        with travel_minutes(minutes):
            decide_and_undo(team, action, application)
    with travel_minutes(4):
        submit(team, "ask", application)
        timeline = get_timeline(read(team, get_inspect_url(application)))
    places = [timeline.index(f" {text}, ") for text in ("declined", "approved", "asked a question")]
    assert places == sorted(places)
    assert timeline.count(UNDONE) == 2
    assert timeline.rindex(UNDONE) < places[2]
    assert "has not been told" in timeline


def test_final_decision_is_not_shown_as_undone(team, application):
    submit(team, "approve", application)
    with travel_minutes(10):
        finalise()
        timeline = get_timeline(read(team, get_inspect_url(application)))
    assert " approved, " in timeline
    assert UNDONE not in timeline


def test_undone_decision_is_visible_without_decide_permission(team, visit, application):
    decide_and_undo(team, "approve", application)
    assert UNDONE in read(
        visit(user_with_permissions("inspect_application")), get_inspect_url(application)
    )


def test_undone_decision_is_shown_only_for_its_application(team, application):
    decide_and_undo(team, "approve", ApplicationFactory(waiting=True))
    assert UNDONE not in read(team, get_inspect_url(application))


def test_undone_decision_names_deleted_users(team, visit, kim, application):
    who = str(kim)
    decide_and_undo(visit(kim), "approve", application)
    kim.delete()
    assert get_timeline(read(team, get_inspect_url(application))).count(who) == 2


# --- Other users ---------------------------------------------------------------------------------
def test_applicant_does_not_see_undone_decision(team, colleague, application):
    decide_and_undo(team, "decline", application)
    link = f"/join/application/{ApplicationToken.issue(application)}/"
    page = Client().get(link).content.decode()
    own = str(get_personal_data(UserFactory(email="robin@example.org")))
    for shown in (page, own):
        for private in (UNDONE, "undid", "undone", "declined", "wish you well", str(colleague)):
            assert private not in shown
    assert application.reference in own


def test_recused_reviewer_does_not_see_undone_decision(team, colleague, visit, kim, application):
    decide_and_undo(team, "approve", application)
    submit(team, "recuse", application)
    assert team.get(get_inspect_url(application)).status_code == 302
    for page in (read(team), search(team, application.reference), read(team, "/admin/")):
        assert UNDONE not in page
    # The undone decision is not shown to anyone else.
    assert "stepped" not in read(visit(kim), get_inspect_url(application))


def test_timeline_hides_access_and_recusals(team, visit, kim, application):
    decide_and_undo(team, "approve", application)
    read(visit(kim), get_inspect_url(application))
    Recusal.objects.create(application=application, user=kim)
    AccessLog.objects.record(
        user=kim, action="recused", kind="application", references=[application.reference]
    )
    assert str(kim) not in get_timeline(read(team, get_inspect_url(application)))


def test_list_and_export_hide_undone_decisions(team, application):
    decide_and_undo(team, "approve", application)
    assert UNDONE not in read(team, LIST)
    assert "undone" not in team.post(EXPORT, EXPORT_DATA).content.decode()


# --- Retention -----------------------------------------------------------------------------------
def test_undone_decision_is_shown_while_access_log_is_retained(team, application):
    decide_and_undo(team, "approve", application)
    AccessLog.objects.all().delete()
    assert UNDONE not in read(team, get_inspect_url(application))


def test_undo_without_logged_decision_is_not_shown(team, application):
    decide_and_undo(team, "approve", application)
    AccessLog.objects.filter(action="approved").delete()
    assert UNDONE not in read(team, get_inspect_url(application))


def test_redacted_application_hides_undone_decisions(team, application):
    decide_and_undo(team, "decline", application)
    actions.decide(application=application, by=UserFactory(), kind="approved")
    with travel_minutes(10):
        finalise()
    Application.objects.get().redact(timezone.now())
    page = read(team, get_inspect_url(application))
    assert " approved, " in page
    assert "declined" not in page


def test_undone_decisions_need_constant_queries(team, application):
    def count() -> int:
        with CaptureQueriesContext(connection) as seen:
            read(team, get_inspect_url(application))
        return len(seen)

    decide_and_undo(team, "approve", application)
    count()
    before = count()
    for _ in range(4):
        decide_and_undo(team, "approve", application)
    read(team)
    assert count() == before
