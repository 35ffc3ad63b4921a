"""An applicant's answers are shown to the membership team only, and stored encrypted."""

import json
import logging
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import OperationalError
from django.test import Client

from mailqueue.models import QueuedMail
from mailqueue.serialisation import deserialise
from membership.models import Application, ApplicationToken, hash_token
from tests.factories import UserFactory, open_join_page
from tests.live_site import run_script
from tests.membership import canaries
from tests.membership.applicant import Applicant, get_link
from tests.membership.canaries import CANARIES, PRIVATE, find_canaries, tables

pytestmark = pytest.mark.django_db
RESEND = "/join/resend/"
ADDRESS = canaries.VALUES["email"]


class ApplicantJourney:
    """All steps of an applicant with a canary in every field, and all responses."""

    def __init__(self) -> None:
        self.client = Client()
        self.answers: list[Any] = []
        self.tokens: list[str] = []
        self.applicant = Applicant(self, **canaries.VALUES)

    def get(self, *args: Any, **kwargs: Any) -> Any:
        self.answers.append(self.client.get(*args, **kwargs))
        return self.answers[-1]

    def post(self, *args: Any, **kwargs: Any) -> Any:
        self.answers.append(self.client.post(*args, **kwargs))
        return self.answers[-1]

    def apply(self) -> None:
        """Apply, with an error, a change and a missing consent before submitting."""
        self.applicant.open()
        self.applicant.check(stage="", profession="")
        self.applicant.check()
        self.applicant.change()
        self.applicant.check()
        assert self.applicant.send(consent="").status_code == 200
        assert self.applicant.send().status_code == 303
        self.get("/join/sent/")

    def confirm(self) -> None:
        """Confirm with a link that was sent again."""
        self.follow()
        assert self.post(RESEND, {"email": f"{ADDRESS} x"}).status_code == 200
        assert self.post(RESEND, {"email": ADDRESS}).status_code == 303
        old = self.link
        self.follow()
        assert self.get(old).status_code == 404
        assert self.post(self.link, {"step": "confirm"}).status_code == 303
        assert self.get(self.link).status_code == 200

    def follow(self) -> None:
        self.link = get_link(emails()[ADDRESS][-1])
        self.tokens.append(self.link.split("/")[-2])
        assert self.get(self.link).status_code == 200

    def withdraw(self) -> None:
        assert self.post(self.link, {"step": "withdraw"}).status_code == 303
        assert self.get(self.link).status_code == 404


def emails() -> dict[str, list[Any]]:
    """All queued emails by recipient."""
    found: dict[str, list[Any]] = {}
    for row in QueuedMail.objects.order_by("pk"):
        found.setdefault(row.recipient, []).append(
            deserialise(row.message, recipient=row.recipient)
        )
    return found


@pytest.fixture
def journey(home: Any, settings: Any, caplog: pytest.LogCaptureFixture) -> ApplicantJourney:
    """An applicant who has applied and confirmed."""
    settings.EMAIL_BACKEND = "mailqueue.backend.QueueBackend"
    UserFactory(email="team@example.org", groups=["Membership team"])
    open_join_page(home, *canaries.QUESTIONS, **canaries.PAGE)
    caplog.set_level(logging.DEBUG)
    journey = ApplicantJourney()
    journey.apply()
    journey.confirm()
    return journey


@pytest.mark.database
def test_all_answers_are_stored(journey: ApplicantJourney) -> None:
    row = Application.objects.get()
    assert find_canaries(row.email, row.name, row.eligibility, row.answers) == set(CANARIES)
    assert row.state == Application.State.WAITING


def test_emails_hold_no_canary_but_the_recipient(journey: ApplicantJourney) -> None:
    assert {address: len(sent) for address, sent in emails().items()} == {
        ADDRESS: 2,
        "team@example.org": 1,
    }
    for address, sent in emails().items():
        for message in sent:
            assert message.to == [address]
            own = {name: value for name, value in message.message().items() if name != "To"}
            alternatives = [part.content for part in message.alternatives]
            assert not find_canaries(message.body, *alternatives, own)


def test_link_is_sent_only_to_the_applicant(journey: ApplicantJourney) -> None:
    [note] = emails()["team@example.org"]
    assert not [token for token in journey.tokens if token in str(note.message())]
    sent = [get_link(message) for message in emails()[ADDRESS]]
    assert [link.split("/")[-2] for link in sent] == journey.tokens


def test_logs_hold_no_canary(journey: ApplicantJourney, caplog: pytest.LogCaptureFixture) -> None:
    journey.withdraw()
    # A request with an invalid link is logged without its token.
    assert "Not Found: /join/application/" in caplog.text
    noted = [str(vars(record)) for record in caplog.records]
    assert not find_canaries(caplog.text, *noted)
    assert not [token for token in journey.tokens if token in caplog.text]


@pytest.mark.parametrize("status", [500, 503])
def test_error_on_status_page_logs_no_token(
    status: int,
    journey: ApplicantJourney,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    error = {500: RuntimeError, 503: OperationalError}[status]

    def fail(**kwargs: Any) -> None:
        raise error

    monkeypatch.setattr("membership.applications.status_views.withdraw_application", fail)
    answer = Client(raise_request_exception=False).post(journey.link, {"step": "withdraw"})
    assert answer.status_code == status
    assert ": /join/application/" in caplog.text
    assert journey.tokens[-1] not in caplog.text


@pytest.mark.database
def test_cache_holds_no_canary(journey: ApplicantJourney) -> None:
    cache.set("control", CANARIES["q_one_line"])
    assert find_canaries(canaries.cached()) == {"q_one_line"}
    cache.delete("control")
    assert not find_canaries(canaries.cached())
    assert not [token for token in journey.tokens if token in canaries.cached()]


@pytest.mark.database
def test_tables_hold_no_plain_canary(journey: ApplicantJourney) -> None:
    retained = {"wagtailcore_revision", "wagtailcore_modellogentry", "wagtailcore_pagelogentry"}
    stored = tables()
    assert retained | {"django_session", "membership_application", "mailqueue_queuedmail"} <= set(
        stored
    )
    assert {name for name, rows in stored.items() if find_canaries(rows) & PRIVATE} == set()
    # Text by editors is public: it is stored with pages, and indexed.
    pages = {"wagtailcore_revision", "membership_joinpage", "membership_joinquestion"}
    assert {name for name, rows in stored.items() if find_canaries(rows)} == pages
    assert [token for token in journey.tokens if token in str(stored)] == []


def test_no_session_is_created(journey: ApplicantJourney) -> None:
    assert tables()["django_session"] == ""
    assert not journey.client.cookies
    assert not any(answer.cookies for answer in journey.answers)


def test_headers_hold_no_canary(journey: ApplicantJourney) -> None:
    journey.withdraw()
    assert len(journey.answers) > 12
    headers = [dict(answer.headers) for answer in journey.answers]
    assert not find_canaries(*headers)
    assert {answer.headers["Cache-Control"] for answer in journey.answers[1:]} == {
        "private, no-store"
    }
    # The token appears in redirects to the page itself, and in no other header.
    for answer in journey.answers:
        own = {name: value for name, value in answer.headers.items() if name != "Location"}
        assert not [token for token in journey.tokens if token in str(own)]


def test_only_form_steps_repeat_input(journey: ApplicantJourney) -> None:
    repeated = [find_canaries(answer.content.decode()) for answer in journey.answers]
    shown = [bool(heard & PRIVATE) for heard in repeated]
    # An error, checked, changed, checked, consent missing; and an invalid email address.
    assert [place for place, is_shown in enumerate(shown) if is_shown] == [1, 2, 3, 4, 5, 9]
    assert repeated[9] == {"email"}


@pytest.mark.database
def test_withdrawal_leaves_no_canary(journey: ApplicantJourney) -> None:
    row = Application.objects.get()
    hashes = [row.reference, row.email_hash, *map(hash_token, journey.tokens)]
    assert len([mark for mark in hashes if mark in str(tables())]) == 4
    journey.withdraw()
    left = tables()
    assert [mark for mark in hashes if mark in str(left)] == []
    assert not Application.objects.exists()
    assert not ApplicationToken.objects.exists()
    assert list(emails()) == ["team@example.org"]
    assert {name for name, rows in left.items() if find_canaries(rows) & PRIVATE} == set()


# --- Files of a site ----------------------------------------------------------------------------

# Exits without closing the database, so that its write-ahead log remains.
APPLY = """
import json, os, sys
import django
django.setup()
from django.test import Client
from membership.models import SubmittedFormToken
from tests.membership.applicant import Applicant
applicant = Applicant(Client(SERVER_NAME="127.0.0.1"), **json.loads(sys.argv[1]))
applicant.check(stage="")
applicant.check()
assert applicant.send().status_code == 303
print(SubmittedFormToken.objects.latest("pk").digest, flush=True)
os._exit(0)
"""


@pytest.mark.live_site
def test_files_hold_no_plain_canary(data_dir: Path) -> None:
    written = {
        "email": ADDRESS,
        "name": CANARIES["name"],
        "q_what_would_you_like_to_find_here": canaries.VALUES["q_many_lines"],
        "q_which_nation_do_you_work_in": "Wales",
        "q_would_you_like_a_meeting_near_you": "No, thank you",
        "q_how_did_you_hear_about_us": CANARIES["q_one_line"],
    }
    done = run_script(APPLY, json.dumps(written), data_dir=data_dir)
    files = {path.name: path.read_bytes() for path in data_dir.rglob("*") if path.is_file()}
    assert {"site.sqlite3", "site.sqlite3-wal"} <= set(files)
    # Control: plain text in the files is found.
    assert [
        name for name, stored_rows in files.items() if done.stdout.strip().encode() in stored_rows
    ]
    assert not find_canaries(done.stderr)
    assert [
        name for name, stored_rows in files.items() if find_canaries(stored_rows.decode("latin-1"))
    ] == []
