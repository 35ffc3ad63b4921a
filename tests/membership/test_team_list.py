"""The list of applications: queue order and waiting times, without any answers."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from cryptography.fernet import Fernet
from django.core import mail
from django.db import OperationalError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from membership.actions import confirm_application
from membership.models import Application
from privacy.models import AccessLog
from privacy.models.access_log import AccessLogQuerySet
from tests.factories import ApplicationFactory, UserFactory
from tests.html import assert_one_first_heading, assert_valid
from tests.membership.team import EXPORT, LIST, get_access_log, get_inspect_url, read

pytestmark = [pytest.mark.database, pytest.mark.django_db]
State = Application.State


def waiting(days=0, **fields):
    """An application that was confirmed *days* ago."""
    fields.setdefault("confirmed_at", timezone.now() - timedelta(days=days))
    return ApplicationFactory(waiting=True, **fields)


def rows_of(page):
    return re.findall(r'data-label="Reference"[^>]*>.*?([0-9A-Z]{4}-[0-9A-Z]{4})', page)


def test_list_is_in_queue_order(team):
    declined = waiting(30, state=State.DECLINED)
    with_question = waiting(20, state=State.ASKED)
    newer, older = waiting(1), waiting(6)
    expected = [older, newer, with_question, declined]
    assert rows_of(read(team)) == [application.reference for application in expected]


def test_row_shows_state_and_waiting_time(team):
    with time_machine.travel("2026-11-21 12:00Z"):
        waiting(6, profession="Psychology", stage="trainee", state=State.ASKED)
        page = read(team)
        assert_valid(team.get(LIST).content.decode())
    assert_one_first_heading(page)
    for text in ("Psychology", "In training", "Waiting for applicant", "15 Nov 2026", ">6 days<"):
        assert text in page


@pytest.mark.parametrize(
    ("now", "text"),
    [
        ("2026-11-20 23:30Z", "today"),
        ("2026-11-21 00:30Z", "1 day"),
        ("2026-11-22 00:30Z", "2 days"),
    ],
)
def test_waiting_time_counts_calendar_days(team, now, text):
    with time_machine.travel(now):
        waiting(confirmed_at=datetime(2026, 11, 20, 22, tzinfo=UTC))
        assert f">{text}</span>" in read(team)


def test_decided_application_shows_no_waiting_time(team):
    with time_machine.travel("2026-11-21 12:00Z"):
        waiting(6, state=State.APPROVED)
        page = read(team)
    assert "15 Nov 2026" in page
    assert "6 days" not in page


def test_list_works_without_confirmation_date(team):
    application = waiting(confirmed_at=None, state=State.APPROVED)
    assert application.reference in read(team)


def test_list_hides_unconfirmed_applications(team):
    unconfirmed = ApplicationFactory()
    page = read(team)
    assert unconfirmed.reference not in page
    assert "There are no applications." in page


def test_list_does_not_select_encrypted_fields(team):
    waiting(email="zebedee@example.org", name="Zebedee", eligibility="My quince")
    with CaptureQueriesContext(connection) as seen:
        page = read(team)
    assert not [term for term in ("zebedee", "Zebedee", "quince", "People to talk") if term in page]
    queries = [query["sql"] for query in seen if '"membership_application"' in query["sql"]]
    assert queries
    columns = [f'"{name}"' for name in ("email", "name", "eligibility", "answers")]
    assert [sql for sql in queries if any(column in sql for column in columns)] == []


def test_list_works_without_encryption_key(team, settings):
    application = waiting()
    settings.FIELD_ENCRYPTION_KEYS = [Fernet.generate_key().decode()]
    assert application.reference in read(team)


def test_filters_offer_occurring_values(team, subtests):
    for name in ("state", "profession", "stage"):
        with subtests.test(name=name), transaction.atomic():
            values = {"state": "asked", "profession": "Psychology", "stage": "trainee"}
            wanted, other = waiting(**{name: values[name]}), waiting()
            hidden = ApplicationFactory(profession="Art therapy", stage="aspiring")
            page = read(team, f"{LIST}?{name}={values[name]}")
            assert rows_of(page) == [wanted.reference]
            assert f'<option value="{values[name]}" selected>' in page
            assert other.reference in read(team)
            assert not [term for term in (hidden.profession, hidden.stage) if f'"{term}"' in page]
            transaction.set_rollback(True)


def test_filters_are_combined(team):
    wanted = waiting(profession="Psychology", stage="trainee")
    waiting(profession="Psychology", state=State.ASKED)
    waiting(stage="trainee")
    page = read(team, f"{LIST}?profession=Psychology&stage=trainee&state=")
    assert rows_of(page) == [wanted.reference]
    assert f'href="{EXPORT}?profession=Psychology&amp;stage=trainee"' in page
    assert "No matching applications." in read(team, f"{LIST}?profession=Nursing&state=asked")


def test_list_ignores_unknown_query_parameters(team, subtests):
    application = waiting()
    unconfirmed = ApplicationFactory()
    cases = [
        "email_hash__startswith=k",
        "reference__startswith=2",
        "email=zebedee@example.org",
        "nothing=1",
        "state=unconfirmed",
        "state=%00",
        "profession=%ff%ed%a0%80",
        "stage[]=x&stage=",
        "o=1.-2.x.99",
        "p=0",
        "p=-1",
        "p=99",
        "p=x",
        f"p={'9' * 5000}",
        "q=zebedee",
        "export=xlsx",
        "export=csv",
        "e=1",
    ]
    for query in cases:
        with subtests.test(query=query):
            response = team.get(f"{LIST}?{query}")
            assert response.status_code == 200
            assert response.headers["Content-Type"] == "text/html; charset=utf-8"
            page = response.content.decode()
            assert application.reference in page
            assert unconfirmed.reference not in page


def test_access_log_records_each_page_of_list(team):
    applications = [waiting() for _ in range(51)]
    last = applications[-1].reference
    assert last not in read(team)
    assert rows_of(read(team, f"{LIST}?p=2")) == [last]
    assert rows_of(read(team, f"{LIST}?p=99&state=waiting")) == [
        application.reference for application in applications[:50]
    ]
    assert [len(references.split()) for _, references in get_access_log()] == [50, 1, 50]


def test_list_needs_constant_queries(team):
    def count():
        with CaptureQueriesContext(connection) as seen:
            read(team)
        return len(seen)

    waiting()
    count()
    short = count()
    for _ in range(49):
        waiting()
    assert count() == short


def test_list_is_logged_with_references(team, colleague):
    application = waiting()
    read(team)
    entry = AccessLog.objects.get()
    assert (entry.action, entry.references, entry.kind, entry.reason) == (
        "listed",
        application.reference,
        "application",
        "",
    )
    assert (entry.user, entry.who) == (colleague, str(colleague))


def test_list_fails_without_access_log(team, monkeypatch):
    application = waiting()

    def fail(*args, **fields):
        raise OperationalError

    monkeypatch.setattr(AccessLogQuerySet, "record", fail)
    for path in (LIST, get_inspect_url(application)):
        response = team.get(path)
        assert response.status_code == 503
        assert application.reference not in response.content.decode()


def test_list_is_not_cached(team):
    waiting()
    assert team.get(LIST).headers["Cache-Control"] == "private, no-store"


def test_team_email_links_to_list(team):
    confirm_application(application=ApplicationFactory())
    assert f"http://testserver{LIST}" in mail.outbox[-1].body


def test_reference_links_to_application(team):
    application = waiting()
    link = (
        f'<a href="{get_inspect_url(application)}" title="Open this application">{application}</a>'
    )
    assert link in read(team)


# --- The dashboard and the menu -----------------------------------------------------------------


def dashboard(browser):
    return read(browser, "/admin/")


def test_dashboard_shows_queue_length_and_age(team, subtests):
    cases = [
        ([], "No applications to review."),
        ([0], "1 application to review, waiting since today."),
        ([1], "1 application to review, waiting for 1 day."),
        ([6, 2, 0], "3 applications to review. The oldest has been waiting for 6 days."),
    ]
    for days, text in cases:
        with subtests.test(days=days, text=text), transaction.atomic():
            waiting(20, state=State.ASKED)
            ApplicationFactory()
            for day in days:
                waiting(day)
            page = dashboard(team)
            assert f'<a href="{LIST}">Applications</a> <p>{text}' in page
            transaction.set_rollback(True)


def test_dashboard_needs_one_query(team):
    waiting()
    dashboard(team)
    with CaptureQueriesContext(connection) as seen:
        dashboard(team)
    assert sum('"membership_application"' in query["sql"] for query in seen) == 1


def test_dashboard_hides_queue_without_permission(home, visit, subtests):
    waiting()
    for group in ("Editors", "Moderators"):
        with subtests.test(group=group):
            page = dashboard(visit(UserFactory(groups=[group])))
            assert "What would you like to do?" in page
            assert ">Applications</a>" not in page
            assert LIST not in page
