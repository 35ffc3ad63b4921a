"""Applicants' answers appear in opened pages and in the export only."""

import logging

import pytest
from django.core.cache import cache
from django.utils import timezone

from membership.models import Application
from privacy.models import AccessLog
from tests.factories import ApplicationFactory, SuperuserFactory, UserFactory, answer
from tests.membership.canaries import cached, tables
from tests.membership.team import EXPORT, EXPORT_DATA, LIST, SEARCH, get_inspect_url

pytestmark = pytest.mark.django_db
CANARIES = {
    "email": "canary-71aa",
    "name": "canary-93c0",
    "eligibility": "canary-0b5d",
    "answer": "canary-e2f6",
    "care": "canary-44d9",
}
ADDRESS = f"{CANARIES['email']}@example.org"


def find_canaries(*texts):
    """The names of the canaries in *texts*."""
    expected = "\n".join(map(str, texts)).lower()
    return {name for name, canary in CANARIES.items() if canary in expected}


@pytest.fixture
def application(home):
    return ApplicationFactory(
        waiting=True,
        email=ADDRESS,
        name=CANARIES["name"],
        eligibility=CANARIES["eligibility"],
        answers=[
            answer("Why?", CANARIES["answer"]),
            answer("And?", CANARIES["care"], sensitive=True),
        ],
        confirmed_at=timezone.now(),
    )


@pytest.fixture
def responses(application, visit, caplog):
    """Responses to everything that the team can do, by page."""
    caplog.set_level(logging.DEBUG)
    team, reader = visit(UserFactory(groups=["Membership team"])), get_inspect_url(application)
    answers = {
        "the list": team.get(LIST),
        "a narrowed list": team.get(f"{LIST}?state=waiting&profession=Nursing"),
        "found": team.post(SEARCH, {"query": ADDRESS}),
        "not found": team.post(SEARCH, {"query": f"x{ADDRESS}"}),
        "read": team.get(reader),
        "revealed": team.post(reader),
        "asked to export": team.get(EXPORT),
        "asked again": team.post(EXPORT, {**EXPORT_DATA, "reason": ""}),
        "exported": team.post(EXPORT, EXPORT_DATA),
        "exported whole": team.post(EXPORT, {**EXPORT_DATA, "with_sensitive": "on"}),
        "gone": team.get(f"{LIST}inspect/999999/"),
        "the start": team.get("/admin/"),
    }
    answers["the log"] = visit(SuperuserFactory()).get("/admin/access-log/")
    return answers


def test_answers_appear_only_in_opened_pages(responses):
    heard = {page: find_canaries(answer.content.decode()) for page, answer in responses.items()}
    assert {page: canaries for page, canaries in heard.items() if canaries} == {
        "read": set(CANARIES) - {"care"},
        "revealed": set(CANARIES),
        "exported": set(CANARIES) - {"care"},
        "exported whole": set(CANARIES),
    }


def test_headers_and_cookies_hold_no_canary(responses):
    assert find_canaries(*(dict(answer.headers) for answer in responses.values())) == set()
    assert find_canaries(*(answer.cookies.output() for answer in responses.values())) == set()
    assert {answer.headers["Cache-Control"] for answer in responses.values()} == {
        "private, no-store"
    }


def test_tables_hold_no_canary(responses):
    stored = tables()
    retained = {"privacy_accesslog", "django_session", "wagtailcore_modellogentry"}
    assert retained <= set(stored)
    assert stored["privacy_accesslog"]
    assert {name for name, rows in stored.items() if find_canaries(rows)} == set()


def test_cache_holds_no_canary(responses):
    cache.set("control", CANARIES["answer"])
    assert find_canaries(cached()) == {"answer"}
    cache.delete("control")
    assert find_canaries(cached()) == set()


def test_logs_hold_no_canary(responses, caplog):
    noted = [str(vars(record)) for record in caplog.records]
    assert find_canaries(caplog.text, *noted) == set()


def test_access_log_holds_only_reference(responses, application):
    notes = list(AccessLog.objects.values_list("references", "reason", "kind"))
    assert len(notes) == 8
    assert {references for references, _, _ in notes} == {application.reference, ""}
    assert {reason for _, reason, _ in notes} == {"", EXPORT_DATA["reason"]}
    assert {kind for _, _, kind in notes} == {"application"}


def test_withdrawal_leaves_reference_only_in_access_log(responses, application):
    Application.objects.all().delete()
    left = {name for name, rows in tables().items() if application.reference in rows}
    assert left == {"privacy_accesslog"}
