"""What the team writes about somebody stands where it is read, encrypted, and nowhere else."""

import logging

import pytest
from django.core import mail
from django.core.cache import cache

from membership import actions
from membership.models import Application
from tests.factories import ApplicationFactory, SuperuserFactory, UserFactory, open_join_page
from tests.membership.canaries import cached, tables
from tests.membership.team import EXPORT, LIST, WHY, inspect, later, page_of, settle

pytestmark = pytest.mark.django_db
SONGS = {
    "reason": "canary-5c1e",
    "text": "canary-a07d",
    "question": "canary-f36b",
    "reply": "canary-8e92",
    "note": "canary-2b4c",
    "new address": "canary-d6f1",
}
KIND = {"reason": SONGS["reason"], "text": SONGS["text"]}


def heard_in(*texts):
    """Which of the canaries sing in *texts*."""
    words = "\n".join(map(str, texts)).lower()
    return {name for name, song in SONGS.items() if song in words}


@pytest.fixture
def application(home):
    return ApplicationFactory(
        waiting=True, source="letter", consent_note=SONGS["note"], email="robin@example.org"
    )


@pytest.fixture
def walk(application, home, visit, caplog):
    """All that is done with it, and what was answered: page by page."""
    caplog.set_level(logging.DEBUG)
    open_join_page(home)
    team = visit(UserFactory(groups=["Membership team"]))
    ask, decline = page_of("ask", application), page_of("decline", application)
    address = {"email": f"{SONGS['new address']}@example.org"}
    question = {"text": SONGS["question"]}
    answers = {
        "corrected": team.post(page_of("correct-email", application), address),
        "question seen": team.post(ask, question),
        "asked": team.post(ask, {**question, "step": "send"}),
        "its messages": team.get("/admin/"),
    }
    with later(10):
        settle()
    actions.answer_question(
        application=Application.objects.get(pk=application.pk), text=SONGS["reply"]
    )
    answers |= {
        "seen": team.post(decline, KIND),
        "changed": team.post(decline, {**KIND, "step": "change"}),
        "declined": team.post(decline, {**KIND, "step": "send"}),
        "too late": team.post(decline, {**KIND, "step": "send"}),
        "to be undone": team.get(page_of("undo", application)),
        "read": team.get(inspect(application)),
        "the list": team.get(LIST),
        "entering": team.get(f"{LIST}enter/"),
        "exported": team.post(EXPORT, {**WHY, "with_sensitive": "on"}),
        "the log": visit(SuperuserFactory()).get("/admin/access-log/"),
    }
    return answers


def test_it_is_read_where_it_is_written_and_where_the_application_is_read(walk):
    heard = {page: heard_in(answer.content.decode()) for page, answer in walk.items()}
    assert {page: songs for page, songs in heard.items() if songs} == {
        "question seen": {"question"},
        "seen": {"reason", "text"},
        "changed": {"reason", "text"},
        "read": set(SONGS),
        "exported": {"new address"},
    }


def test_no_header_and_no_cookie_holds_it(walk):
    assert heard_in(*(dict(answer.headers) for answer in walk.values())) == set()
    assert heard_in(*(answer.cookies.output() for answer in walk.values())) == set()
    assert {answer.headers["Cache-Control"] for answer in walk.values()} == {"private, no-store"}


def test_no_mail_says_it(walk):
    assert mail.outbox
    letters = [letter.subject + str(letter.message()) for letter in mail.outbox]
    assert heard_in(*letters) <= {"new address"}
    assert heard_in(*(letter.subject + letter.body for letter in mail.outbox)) == set()


@pytest.mark.database
def test_no_table_no_cache_and_no_log_holds_it(walk, caplog):
    stored = tables()
    assert stored["membership_applicationact"]
    assert {name for name, rows in stored.items() if heard_in(rows)} == set()
    cache.set("control", SONGS["reply"])
    assert heard_in(cached()) == {"reply"}
    cache.delete("control")
    assert heard_in(cached()) == set()
    noted = [str(vars(record)) for record in caplog.records]
    assert heard_in(caplog.text, *noted) == set()


@pytest.mark.database
def test_withdrawn_nothing_of_it_is_left(walk, application):
    Application.objects.all().delete()
    left = {name for name, rows in tables().items() if application.reference in rows}
    assert left == {"privacy_accesslog"}
