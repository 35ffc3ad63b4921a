"""The email queue in the admin: it shows states, but no content."""

import re
from datetime import timedelta

import pytest
from cryptography.fernet import Fernet
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from formats.dates import format_local_datetime
from tests.html import assert_valid
from tests.mailqueue.queued_emails import (
    BODY,
    LIST,
    NAME,
    SUBJECT,
    addresses,
    make_failed_mail,
    make_mail,
    read,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator(home, visit, superuser):
    return visit(superuser)


def test_list_shows_state_and_error(operator):
    failed = make_failed_mail()
    waiting = make_mail(to="ben@elsewhere.example", attempts=2)
    page = read(operator)
    assert_valid(operator.get(LIST).content.decode())
    for expected in (
        failed.reference,
        "mail.example.org",
        ">failed<",
        "address rejected (550 5.1.1)",
    ):
        assert expected in page
    for expected in (waiting.reference, "elsewhere.example", "Next attempt within a minute"):
        assert expected in page


def test_pages_show_no_recipient_or_content(operator):
    mail = make_failed_mail()
    for path in addresses(mail):
        page = read(operator, path)
        for private in (NAME, SUBJECT, BODY):
            assert private not in page, path


def test_list_shows_next_attempt_and_expiry(operator):
    now = timezone.now()
    make_mail(due_at=now + timedelta(hours=1))
    make_mail(claimed_until=now + timedelta(minutes=5))
    make_failed_mail(failed_at=now)
    page = read(operator)
    assert f"Next attempt {format_local_datetime(now + timedelta(hours=1))}" in page
    assert "Sending now" in page
    assert f"Deleted after {timezone.localtime(now + timedelta(days=7)):%-d %b %Y}" in page


@pytest.mark.database
def test_failed_emails_are_listed_first(operator):
    first, last = make_mail(), make_mail()
    failed = make_failed_mail()
    page = read(operator)
    places = [page.index(mail.reference) for mail in (failed, first, last)]
    assert places == sorted(places)


@pytest.mark.parametrize("state", ["failed", "waiting"])
def test_state_filter_shows_one_state(operator, state):
    mails = {"failed": make_failed_mail(), "waiting": make_mail()}
    page = read(operator, f"{LIST}?state={state}")
    assert [name for name, mail in mails.items() if mail.reference in page] == [state]
    assert re.findall(r'value="(\w*)"[^>]* checked', page) == [state]


def test_empty_state_shows_message(operator):
    make_failed_mail()
    assert "No matching emails." in read(operator, f"{LIST}?state=waiting")


def test_empty_queue_shows_message(operator):
    page = read(operator)
    assert "The queue is empty" in page
    assert "Try all again" not in page


def test_malformed_recipient_is_not_shown(operator, subtests):
    for to in ("zzz at all", "", "@", '"odd@part"@mail.example.org'):
        with subtests.test(to=to), transaction.atomic():
            make_mail(to=to)
            page = read(operator)
            assert "no domain" in page or "mail.example.org" in page
            assert not [part for part in ("zzz at all", "odd@part") if part in page]
            transaction.set_rollback(True)


def test_email_with_missing_key_is_listed(operator, settings):
    mail = make_failed_mail()
    settings.FIELD_ENCRYPTION_KEYS = [Fernet.generate_key().decode()]
    page = read(operator)
    assert mail.reference in page
    assert "unreadable" in page


@pytest.mark.database
def test_list_ignores_unknown_query_parameters(operator, subtests):
    mail = make_failed_mail()
    cases = [
        "recipient__startswith=a",
        "recipient=zebedee@mail.example.org",
        "nothing=1",
        "state=other",
        "state=%00",
        "o=1.-2.x.99",
        "p=0",
        "p=99",
        "p=x",
        "q=zebedee",
        "ordering=recipient_hash",
        "export=xlsx",
        "e=1",
    ]
    for query in cases:
        with subtests.test(query=query):
            response = operator.get(f"{LIST}?{query}")
            assert response.status_code == 200
            assert response.headers["Content-Type"] == "text/html; charset=utf-8"
            assert mail.reference in response.content.decode()


def queries_of(browser, path, about=""):
    browser.get(path)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert browser.get(path).status_code == 200
    return [query["sql"] for query in seen if about in query["sql"]]


@pytest.mark.database
def test_list_query_count_is_constant(operator):
    for _ in range(3):
        make_failed_mail()
    short = len(queries_of(operator, LIST))
    for _ in range(37):
        make_mail()
    assert len(queries_of(operator, LIST)) == short


@pytest.mark.database
def test_list_does_not_load_message_content(operator):
    make_failed_mail()
    queries = queries_of(operator, LIST, about='"mailqueue_queuedmail"')
    assert queries
    assert [sql for sql in queries if '"message"' in sql] == []


@pytest.mark.database
def test_list_is_paginated(operator):
    mails = [make_mail() for _ in range(51)]
    assert mails[-1].reference not in read(operator)
    assert mails[-1].reference in read(operator, f"{LIST}?p=2")
