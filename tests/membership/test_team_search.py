"""Search for one application by reference or whole email address, without it in any URL."""

import pytest
from cryptography.fernet import Fernet
from django.test import Client

from formats.references import parse_reference
from membership.models import Application
from privacy.models import AccessLog
from tests.factories import ApplicationFactory, UserFactory
from tests.html import assert_one_first_heading, assert_valid
from tests.membership.team import LIST, SEARCH, get_access_log, read, search

pytestmark = pytest.mark.django_db


@pytest.fixture
def wanted():
    application = ApplicationFactory(waiting=True, email="Zebedee@Example.org")
    Application.objects.filter(pk=application.pk).update(reference="4HJN-5MPR")
    return Application.objects.get(pk=application.pk)


@pytest.fixture
def other():
    return ApplicationFactory(waiting=True)


@pytest.mark.database
def test_search_normalises_references(team, wanted, other, subtests):
    cases = [
        "4HJN-5MPR",
        "4hjn-5mpr",
        "4hjn5mpr",
        " 4HJN 5MPR ",
        "4HJN–5MPR",
        "(4HJN-5MPR).",
        "4 hjn5mpr",
    ]
    for text in cases:
        with subtests.test(text=text):
            page = search(team, text)
            assert wanted.reference in page
            assert "1 application found." in page
            assert other.reference not in page


def test_search_finds_exact_email(team, wanted, other, subtests):
    for text in ("zebedee@example.org", "ZEBEDEE@EXAMPLE.ORG", "  zebedee@example.org\t"):
        with subtests.test(text=text):
            page = search(team, text)
            assert wanted.reference in page
            assert other.reference not in page


def test_search_by_email_finds_all_applications(team, wanted):
    declined = ApplicationFactory(waiting=True, state="declined", email="zebedee@example.org")
    unconfirmed = ApplicationFactory(email="zebedee@example.org")
    page = search(team, "zebedee@example.org")
    assert "2 applications found." in page
    assert declined.reference in page
    assert unconfirmed.reference not in page


@pytest.mark.database
def test_search_ignores_partial_values(team, wanted, subtests):
    cases = [
        "zebedee",
        "example.org",
        "@example.org",
        "zebedee@",
        "%@%",
        "4HJN",
        "4HJN-5MP",
        "4HJN-5MPRB",
        "4%JN-5MP_",
        "AEIO-UUUU",
        "\x00",
        "4HJN\x00-5MPR@",
        "' OR 1=1 --",
        "😀" * 8,
        "x" * 100_000,
        "@" * 100_000,
    ]
    for text in cases:
        with subtests.test(text=text):
            page = search(team, text)
            assert "No results." in page
            assert wanted.reference not in page


def test_search_ignores_unconfirmed_applications(team):
    unconfirmed = ApplicationFactory(email="zebedee@example.org")
    for text in (unconfirmed.reference, "zebedee@example.org"):
        assert "No results." in search(team, text)


def test_search_by_email_works_with_rotated_keys(team, wanted, settings):
    new = Fernet.generate_key().decode()
    settings.FIELD_ENCRYPTION_KEYS = [new, *settings.FIELD_ENCRYPTION_KEYS]
    assert wanted.reference in search(team, "zebedee@example.org")
    settings.FIELD_ENCRYPTION_KEYS = [new]
    assert "No results." in search(team, "zebedee@example.org")
    assert wanted.reference in search(team, wanted.reference)


def test_results_do_not_repeat_query(team, wanted, subtests):
    for text in ("zebedee@example.org", "nobody@example.org"):
        with subtests.test(text=text):
            response = team.post(SEARCH, {"query": text})
            page = response.content.decode()
            assert text.partition("@")[0] not in page
            assert_valid(page)
            assert_one_first_heading(page)
            assert response.headers["Cache-Control"] == "private, no-store"
            assert text not in str(response.headers)


def test_search_log_holds_results_not_query(team, wanted):
    search(team, "zebedee@example.org")
    search(team, "nobody@example.org")
    assert get_access_log() == [("searched", wanted.reference), ("searched", "")]
    stored = str(list(AccessLog.objects.values()))
    assert not [text for text in ("zebedee", "nobody") if text in stored]


def test_empty_search_redirects_to_list(team, subtests):
    for ask in ({}, {"query": ""}, {"query": "  "}):
        with subtests.test(ask=ask):
            assert team.post(SEARCH, ask).headers["Location"] == LIST


def test_get_search_redirects_to_list(team, wanted, subtests):
    for query in ("", "?query=zebedee@example.org", "?p=2"):
        with subtests.test(query=query):
            assert team.get(SEARCH + query).headers["Location"] == LIST
            assert get_access_log() == []


def test_search_ignores_other_parameters(team, wanted):
    page = team.post(f"{SEARCH}?state=declined&p=7", {"query": wanted.reference, "state": "asked"})
    assert wanted.reference in page.content.decode()


def test_search_requires_csrf_token(home, wanted):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(UserFactory(groups=["Membership team"]))
    assert browser.post(SEARCH, {"query": wanted.reference}).status_code == 403
    assert get_access_log() == []


def test_list_shows_search_form(team, wanted):
    page = read(team)
    assert f'<form class="queue-filters" method="post" action="{SEARCH}" role="search">' in page
    assert 'name="csrfmiddlewaretoken"' in page


def test_search_ignores_non_references(subtests):
    for text in ("", "7", "4HJN-5MPR2", "4HJN-5MPÉ", "ıııı-ıııı", "７" * 8):
        with subtests.test(text=text):
            assert parse_reference(text) == ""
