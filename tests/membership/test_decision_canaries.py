"""Texts by the team are shown in the expected pages only, and stored encrypted."""

import logging

import pytest
from django.core import mail
from django.core.cache import cache

from membership import actions
from membership.models import Application
from tests.factories import ApplicationFactory, SuperuserFactory, UserFactory, open_join_page
from tests.membership.canaries import cached, tables
from tests.membership.team import (
    EXPORT,
    EXPORT_DATA,
    LIST,
    finalise,
    get_action_url,
    get_inspect_url,
    travel_minutes,
)

pytestmark = pytest.mark.django_db
CANARIES = {
    "reason": "canary-5c1e",
    "text": "canary-a07d",
    "question": "canary-f36b",
    "reply": "canary-8e92",
    "note": "canary-2b4c",
    "new address": "canary-d6f1",
}
DECLINE_TEXT = {"reason": CANARIES["reason"], "text": CANARIES["text"]}


def find_canaries(*texts):
    """The names of the canaries in *texts*."""
    expected = "\n".join(map(str, texts)).lower()
    return {name for name, canary in CANARIES.items() if canary in expected}


@pytest.fixture
def application(home):
    return ApplicationFactory(
        waiting=True, source="letter", consent_note=CANARIES["note"], email="robin@example.org"
    )


@pytest.fixture
def responses(application, home, visit, caplog):
    """Responses to all actions on the application, by page."""
    caplog.set_level(logging.DEBUG)
    open_join_page(home)
    team = visit(UserFactory(groups=["Membership team"]))
    ask, decline = get_action_url("ask", application), get_action_url("decline", application)
    address = {"email": f"{CANARIES['new address']}@example.org"}
    question = {"text": CANARIES["question"]}
    answers = {
        "corrected": team.post(get_action_url("correct-email", application), address),
        "question seen": team.post(ask, question),
        "asked": team.post(ask, {**question, "step": "send"}),
        "its messages": team.get("/admin/"),
    }
    with travel_minutes(10):
        finalise()
    actions.answer_question(
        application=Application.objects.get(pk=application.pk), text=CANARIES["reply"]
    )
    answers |= {
        "seen": team.post(decline, DECLINE_TEXT),
        "changed": team.post(decline, {**DECLINE_TEXT, "step": "change"}),
        "declined": team.post(decline, {**DECLINE_TEXT, "step": "send"}),
        "too late": team.post(decline, {**DECLINE_TEXT, "step": "send"}),
        "to be undone": team.get(get_action_url("undo", application)),
        "read": team.get(get_inspect_url(application)),
        "the list": team.get(LIST),
        "entering": team.get(f"{LIST}enter/"),
        "exported": team.post(EXPORT, {**EXPORT_DATA, "with_sensitive": "on"}),
        "the log": visit(SuperuserFactory()).get("/admin/access-log/"),
    }
    return answers


def test_text_appears_only_in_form_and_detail_pages(responses):
    heard = {page: find_canaries(answer.content.decode()) for page, answer in responses.items()}
    assert {page: canaries for page, canaries in heard.items() if canaries} == {
        "question seen": {"question"},
        "seen": {"reason", "text"},
        "changed": {"reason", "text"},
        "read": set(CANARIES),
        "exported": {"new address"},
    }


def test_headers_and_cookies_hold_no_canary(responses):
    assert find_canaries(*(dict(answer.headers) for answer in responses.values())) == set()
    assert find_canaries(*(answer.cookies.output() for answer in responses.values())) == set()
    assert {answer.headers["Cache-Control"] for answer in responses.values()} == {
        "private, no-store"
    }


def test_emails_hold_no_canary(responses):
    assert mail.outbox
    emails = [message.subject + str(message.message()) for message in mail.outbox]
    assert find_canaries(*emails) <= {"new address"}
    assert find_canaries(*(message.subject + message.body for message in mail.outbox)) == set()


@pytest.mark.database
def test_tables_cache_and_logs_hold_no_canary(responses, caplog):
    stored = tables()
    assert stored["membership_applicationdecision"]
    assert {name for name, rows in stored.items() if find_canaries(rows)} == set()
    cache.set("control", CANARIES["reply"])
    assert find_canaries(cached()) == {"reply"}
    cache.delete("control")
    assert find_canaries(cached()) == set()
    noted = [str(vars(record)) for record in caplog.records]
    assert find_canaries(caplog.text, *noted) == set()


@pytest.mark.database
def test_withdrawal_leaves_no_canary(responses, application):
    Application.objects.all().delete()
    left = {name for name, rows in tables().items() if application.reference in rows}
    assert left == {"privacy_accesslog"}
