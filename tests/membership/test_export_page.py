"""Export of applications: requires a reason, is logged, and writes no temporary files."""

import sys
import tempfile
from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from cryptography.fernet import Fernet
from django.db import OperationalError
from django.utils import timezone
from openpyxl import load_workbook

from membership.staff.applications import export_views
from privacy.models import AccessLog
from privacy.models.access_log import AccessLogQuerySet
from tests.factories import ApplicationFactory, answer
from tests.html import assert_one_first_heading, assert_valid
from tests.membership.hostile_strings import HOSTILE_STRINGS
from tests.membership.team import EXPORT, EXPORT_DATA, LIST, get_access_log, read
from tests.membership.test_spreadsheets import REMOVED, rows_of_csv, rows_of_xlsx

pytestmark = pytest.mark.django_db
FACTS = ["Reference", "Status", "Profession", "Career stage", "Sent", "Confirmed"]
FACTS += ["Email address", "Name", "Statement"]
SENSITIVE = answer("Have you been an inpatient?", "Twice, a zebra", sensitive=True)
WITHHELD = "Hidden because it is sensitive."
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def waiting(*answers, days=0, **fields):
    since = timezone.now() - timedelta(days=days)
    return ApplicationFactory(waiting=True, confirmed_at=since, answers=list(answers), **fields)


def exported(browser, query="", **sent):
    """The rows of the file, including the headings."""
    response = browser.post(EXPORT + query, {**EXPORT_DATA, **sent})
    assert response.status_code == 200
    assert "attachment" in response.headers.get("Content-Disposition", "")
    read_rows = rows_of_xlsx if sent.get("format") == "xlsx" else rows_of_csv
    return read_rows(response.content)


# --- The form -----------------------------------------------------------------------------------


def test_form_asks_format_and_reason_and_shows_count(team):
    waiting()
    waiting()
    ApplicationFactory()
    page = read(team, EXPORT)
    assert_valid(team.get(EXPORT).content.decode())
    assert_one_first_heading(page)
    for expected in (
        "will contain 2 applications.",
        "Excel (XLSX)",
        "CSV",
        "Do not include applicants’ names.",
    ):
        assert expected in page
    assert 'name="with_sensitive"' in page
    assert "checked" not in page.partition('name="with_sensitive"')[2].partition(">")[0]
    assert get_access_log() == []


def test_export_applies_list_filters(team):
    wanted = waiting(profession="Psychology", stage="trainee")
    waiting(profession="Psychology")
    query = "?profession=Psychology&stage=trainee&nothing=1"
    page = read(team, EXPORT + query)
    assert "will contain 1 application matching these filters: Psychology, In training." in page
    stored = "?profession=Psychology&amp;stage=trainee"
    assert f'action="{EXPORT}{stored}"' in page
    assert f'href="{LIST}{stored}"' in page
    assert [row[0] for row in exported(team, query)[1:]] == [wanted.reference]


@pytest.mark.database
def test_unknown_filter_value_exports_none(team, subtests):
    waiting()
    for query in ("?state=asked", "?state=%00", "?profession=x&stage=qualified"):
        with subtests.test(query=query):
            for response in (team.get(EXPORT + query), team.post(EXPORT + query, EXPORT_DATA)):
                assert response.status_code == 200
                assert "There are no applications to export." in response.content.decode()
            assert get_access_log() == []


def test_export_of_empty_list_shows_message(team):
    ApplicationFactory()
    assert "There are no applications to export." in read(team, EXPORT)
    assert "There are no applications to export." in team.post(EXPORT, EXPORT_DATA).content.decode()
    assert EXPORT not in read(team, LIST)


def test_invalid_form_shows_error_and_keeps_input(team, subtests):
    waiting()
    cases = [
        ({"reason": ""}, "Enter a reason"),
        ({"reason": "  \n"}, "Enter a reason"),
        ({"reason": "x" * 256}, "must be 255 characters or fewer"),
        ({"reason": "a\0b"}, "Null characters are not allowed."),
        ({"format": "exe"}, "Select a valid choice."),
        ({"format": ""}, "Choose a format"),
    ]
    for sent, expected in cases:
        with subtests.test(sent=sent, expected=expected):
            given = {**EXPORT_DATA, "with_sensitive": "on", **sent}
            response = team.post(EXPORT, given)
            page = response.content.decode()
            assert "Content-Disposition" not in response.headers
            assert expected in page
            assert "checked" in page.partition('name="with_sensitive"')[2].partition(">")[0]
            if given["reason"] == EXPORT_DATA["reason"]:
                assert f'value="{EXPORT_DATA["reason"]}"' in page
            assert get_access_log() == []


# --- The file -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("ending", "kind"), [("xlsx", XLSX), ("csv", "text/csv; charset=utf-8")])
def test_export_is_uncached_attachment(team, ending, kind):
    waiting()
    with time_machine.travel("2026-11-21 23:30Z"):
        headers = team.post(EXPORT, {**EXPORT_DATA, "format": ending}).headers
    assert (
        headers["Content-Disposition"] == f'attachment; filename="applications-2026-11-21.{ending}"'
    )
    assert headers["Content-Type"] == kind
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "private, no-store"


@pytest.mark.database
@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_export_has_row_per_application_in_queue_order(team, ending):
    with time_machine.travel("2026-11-21 12:00Z"):
        newer = waiting(answer("Why?", ["One", "Two"]), days=1)
        older = waiting(
            answer("Why?", "Peers"),
            days=6,
            name="Heron",
            email="heron@example.org",
            eligibility="Yes.",
            profession="Psychology",
            stage="trainee",
        )
        head, *rows = exported(team, format=ending)
    assert head == [*FACTS, "Why?"]
    first = [older.reference, "waiting", "Psychology", "In training", "2026-11-21 12:00"]
    first += ["2026-11-15 12:00", "heron@example.org", "Heron", "Yes.", "Peers"]
    assert rows[0] == first
    assert rows[1][0] == newer.reference
    assert rows[1][-1] == "One\nTwo"


def test_questions_are_columns_in_first_seen_order(team):
    waiting(answer("A?", "1"), answer("B?", "2"), days=3)
    waiting(answer("C?", "3"), answer("A?", "4"), days=2)
    waiting(answer("b?", "5"), answer("B?", "6"), answer("B?", "7"), days=1)
    head, *rows = exported(team)
    assert head[len(FACTS) :] == ["A?", "B?", "C?", "b?"]
    assert [row[len(FACTS) :] for row in rows] == [
        ["1", "2", "", ""],
        ["4", "", "3", ""],
        ["", "6\n7", "", "5"],
    ]


def test_question_named_like_fact_has_own_column(team):
    waiting(answer("Name", "Sparrow"), name="Heron")
    head, row = exported(team)
    assert [row[place] for place, term in enumerate(head) if term == "Name"] == ["Heron", "Sparrow"]


def test_sensitive_answers_are_withheld_unless_requested(team):
    waiting(SENSITIVE, answer("Why?", "An otter"))
    assert exported(team)[1][-2:] == [WITHHELD, "An otter"]
    assert exported(team, with_sensitive="on")[1][-2:] == [SENSITIVE["answer"], "An otter"]


@pytest.mark.parametrize(
    ("sent", "action"), [({}, "exported"), ({"with_sensitive": "on"}, "exported_all")]
)
def test_export_is_logged_with_reason_and_references(team, colleague, sent, action):
    newer, older = waiting(days=1), waiting(days=2)
    exported(team, **sent)
    entry = AccessLog.objects.get()
    assert (entry.action, entry.reason, entry.user) == (action, EXPORT_DATA["reason"], colleague)
    assert entry.references == f"{older.reference} {newer.reference}"


@pytest.mark.database
def test_export_fails_without_access_log(team, monkeypatch):
    waiting()

    def fail(*args, **fields):
        raise OperationalError

    monkeypatch.setattr(AccessLogQuerySet, "record", fail)
    response = team.post(EXPORT, EXPORT_DATA)
    assert response.status_code == 503
    assert "Content-Disposition" not in response.headers


@pytest.mark.database
@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_export_round_trips_hostile_strings(team, ending):
    application = waiting(
        *(answer(f"Question {place}", text) for place, text in enumerate(HOSTILE_STRINGS))
    )
    application.refresh_from_db()
    head, row = exported(team, format=ending)
    assert len(head) == len(FACTS) + len(HOSTILE_STRINGS)
    for cell, text in zip(row[len(FACTS) :], HOSTILE_STRINGS, strict=True):
        cleaned = REMOVED.sub("", text)
        assert cell in {cleaned, f"'{cleaned}"}, repr(text)


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_cells_mark_unreadable_values(team, settings, ending):
    lost = waiting(answer("Why?", "An otter"), days=2)
    stored = settings.FIELD_ENCRYPTION_KEYS
    settings.FIELD_ENCRYPTION_KEYS = [Fernet.generate_key().decode()]
    waiting(answer("Why?", "A heron"), days=1)
    head, first, second = exported(team, format=ending)
    assert first[0] == lost.reference
    assert [cell.startswith("Cannot be decrypted.") for cell in first[6:]] == [True] * 4
    assert second[-1] == "A heron"
    settings.FIELD_ENCRYPTION_KEYS = [Fernet.generate_key().decode()]
    head, *_ = exported(team, format=ending)
    assert head == [*FACTS, "Answers"]
    assert stored


def test_export_writes_no_temporary_files(team, monkeypatch, tmp_path):
    waiting(answer("Why?", "An otter " * 50_000))
    opened = []
    is_watching = True

    def watch(event, arguments):
        if is_watching and event == "open" and str(arguments[1]) not in {"r", "rb", "None"}:
            opened.append(arguments[0])

    def refuse(*arguments, **options):
        raise AssertionError("a temporary file was created")

    for name in ("mkstemp", "mkdtemp", "TemporaryFile", "NamedTemporaryFile"):
        monkeypatch.setattr(tempfile, name, refuse)
    # Audit hooks cannot be removed; ``is_watching`` disables this one.
    sys.addaudithook(watch)
    try:
        control = tmp_path / "control"
        control.write_text("x")
        for ending in ("xlsx", "csv"):
            assert team.post(EXPORT, {**EXPORT_DATA, "format": ending}).status_code == 200
    finally:
        is_watching = False
    assert list(map(str, opened)) == [str(control)]


def test_modeladmin_export_is_disabled(team):
    application = waiting(name="Zebedee")
    for ending in ("xlsx", "csv"):
        response = team.get(f"{LIST}?export={ending}")
        assert response.headers["Content-Type"].startswith("text/html")
        assert application.reference in response.content.decode()


def test_xlsx_export_opens(team):
    application = waiting()
    content = team.post(EXPORT, {**EXPORT_DATA, "format": "xlsx"}).content
    assert load_workbook(BytesIO(content)).active["A2"].value == application.reference
    assert set(export_views.FORMATS) == {"xlsx", "csv"}
