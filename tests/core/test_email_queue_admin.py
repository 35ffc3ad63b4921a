"""The list of mails in the admin: how each one fares, and nothing of what it says."""

from datetime import timedelta

import pytest
from cryptography.fernet import Fernet
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.core.queued_emails import (
    LIST,
    NAME,
    SUBJECT,
    WORDS,
    addresses,
    make_failed_mail,
    make_mail,
    read,
)
from tests.html import assert_valid

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator(home, visit, superuser):
    return visit(superuser)


def test_a_superuser_reads_how_each_mail_fares(operator):
    dead = make_failed_mail()
    waiting = make_mail(to="ben@elsewhere.example", attempts=2)
    page = read(operator)
    assert_valid(operator.get(LIST).content.decode())
    for words in (dead.reference, "mail.example.org", "given up", "address refused (550 5.1.1)"):
        assert words in page
    for words in (waiting.reference, "elsewhere.example", "Next try within a minute"):
        assert words in page


def test_neither_address_nor_subject_nor_words_are_shown_anywhere(operator):
    mail = make_failed_mail()
    for path in addresses(mail):
        page = read(operator, path)
        for private in (NAME, SUBJECT, WORDS):
            assert private not in page, path


def test_it_says_when_it_is_tried_next_and_how_long_it_is_kept(operator):
    now = timezone.now()
    make_mail(due_at=now + timedelta(hours=1))
    make_mail(claimed_until=now + timedelta(minutes=5))
    make_failed_mail(failed_at=now)
    page = read(operator)
    assert f"Next try {timezone.localtime(now + timedelta(hours=1)):%-d %b, %H:%M}" in page
    assert "Being tried now" in page
    assert f"kept until {timezone.localtime(now + timedelta(days=7)):%-d %b}" in page


@pytest.mark.database
def test_mails_given_up_stand_first(operator):
    first, last = make_mail(), make_mail()
    dead = make_failed_mail()
    page = read(operator)
    places = [page.index(mail.reference) for mail in (dead, first, last)]
    assert places == sorted(places)


@pytest.mark.parametrize("state", ["failed", "waiting"])
def test_one_may_look_at_one_state_alone(operator, state):
    mails = {"failed": make_failed_mail(), "waiting": make_mail()}
    page = read(operator, f"{LIST}?state={state}")
    assert [name for name, mail in mails.items() if mail.reference in page] == [state]
    assert f'href="?state={state}" aria-current="page"' in page


def test_a_state_without_mails_says_so(operator):
    make_failed_mail()
    assert "There are none of these." in read(operator, f"{LIST}?state=waiting")


def test_an_empty_list_says_that_nothing_is_waiting(operator):
    page = read(operator)
    assert "Nothing is waiting" in page
    assert "Try all again" not in page


def test_an_odd_recipient_gives_nothing_away(operator, subtests):
    for to in ("zzz at all", "", "@", '"odd@part"@mail.example.org'):
        with subtests.test(to=to), transaction.atomic():
            make_mail(to=to)
            page = read(operator)
            assert "no address" in page or "mail.example.org" in page
            assert not [part for part in ("zzz at all", "odd@part") if part in page]
            transaction.set_rollback(True)


def test_without_its_key_a_mail_is_still_listed(operator, settings):
    mail = make_failed_mail()
    settings.FIELD_ENCRYPTION_KEYS = [Fernet.generate_key().decode()]
    page = read(operator)
    assert mail.reference in page
    assert "cannot be read" in page


@pytest.mark.database
def test_whatever_the_address_asks_for_the_list_is_the_list(operator, subtests):
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
def test_a_long_list_asks_no_more_than_a_short_one(operator):
    for _ in range(3):
        make_failed_mail()
    short = len(queries_of(operator, LIST))
    for _ in range(37):
        make_mail()
    assert len(queries_of(operator, LIST)) == short


@pytest.mark.database
def test_the_list_does_not_even_read_what_mails_say(operator):
    make_failed_mail()
    asked = queries_of(operator, LIST, about='"mailqueue_queuedmail"')
    assert asked
    assert [sql for sql in asked if '"message"' in sql] == []


@pytest.mark.database
def test_a_list_of_many_pages_is_read_page_by_page(operator):
    mails = [make_mail() for _ in range(51)]
    assert mails[-1].reference not in read(operator)
    assert mails[-1].reference in read(operator, f"{LIST}?p=2")
