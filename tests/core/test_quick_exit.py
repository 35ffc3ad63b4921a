"""Quick exit: the pages that show it, its redirect, and whose session it ends."""

import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.models import NavigationSettings, QuickExitSettings
from core.navigation import quick_exit, snapshot
from core.validators import QuickExitUrlValidator
from home.models import StandardPage
from tests.factories import publish, restrict_to_members
from tests.html import assert_valid

pytestmark = pytest.mark.django_db
QUICK_EXIT = "/leave-quickly/"
LINK = 'href="/leave-quickly/" rel="noreferrer nofollow" data-quick-exit'
OWN = {"sec-fetch-site": "same-origin"}


@pytest.fixture
def about(home):
    return publish(home, StandardPage, title="About", slug="about")


def choose(**pages):
    navigation = NavigationSettings.load()
    for name, page in pages.items():
        setattr(navigation, name, page.page_ptr)
    navigation.save()


def has_quick_exit(page):
    """Once as the first tab stop, and once as a visible button; or not at all."""
    assert page.count("data-quick-exit") in (0, 2)
    return page.count(LINK) == 2


def read(client, path="/about/"):
    page = client.get(path).content.decode()
    assert_valid(page)
    return page


# --- Pages with quick exit -------------------------------------------------------------------
def test_ordinary_page_has_no_quick_exit(about, client):
    for path in ("/", "/about/", "/search/", "/nothing/"):
        assert not has_quick_exit(read(client, path)), path


def test_quick_exit_can_be_enabled_per_page(about, client):
    about.quick_exit_enabled = True
    about.save_revision().publish()
    assert has_quick_exit(read(client))


def test_private_page_has_quick_exit(about, visit, member):
    restrict_to_members(about)
    assert has_quick_exit(read(visit(member)))


@pytest.mark.parametrize("name", ["urgent_help_page", "join_page"])
def test_urgent_help_and_join_pages_have_quick_exit(about, client, name):
    choose(**{name: about})
    assert has_quick_exit(read(client))
    assert not has_quick_exit(read(client, "/"))


@pytest.mark.parametrize("name", ["privacy_page", "contact_page"])
def test_other_protected_pages_have_no_quick_exit(about, client, name):
    choose(**{name: about})
    assert not has_quick_exit(read(client))


def test_account_pages_have_quick_exit(home, client, visit, member, subtests):
    for path in ("login/", "logout/", "password/reset/", "password/reset/done/", "nothing/"):
        with subtests.test(path=path):
            browser = visit(member) if path == "logout/" else client
            assert has_quick_exit(read(browser, f"/account/{path}"))


def test_quick_exit_is_first_link(home, client):
    body = read(client, "/account/login/").partition("<body>")[2]
    assert body.index(LINK) == body.index('href="')


def test_unsaved_page_has_no_quick_exit(home):
    assert not StandardPage(title="Unborn").shows_quick_exit


def test_quick_exit_hint_is_editable_and_optional(about, client):
    assert "Or press Shift 3 times." in read(client, "/account/login/")
    assert "Or press Shift 3 times." not in read(client)
    settings = QuickExitSettings.load()
    settings.hint = ""
    settings.save()
    assert "quick-exit-hint" not in read(client, "/account/login/")


def test_quick_exit_needs_no_query_with_snapshot(about, warm, client):
    client.get("/about/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/about/")
    assert not [query for query in queries if "navigationsettings" in query["sql"]]


# --- Redirect --------------------------------------------------------------------------------
def test_quick_exit_redirects_without_referrer(home, client):
    settings = QuickExitSettings.load()
    settings.url = "https://weather.example/today"
    settings.save()
    for ask in (client.get, client.head):
        response = ask(QUICK_EXIT)
        assert response.status_code == 302
        assert response.headers["Location"] == "https://weather.example/today"
        assert response.headers["Cache-Control"] == "private, no-store"
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert not response.content


def test_quick_exit_refuses_post(home, client):
    assert client.post(QUICK_EXIT).status_code == 405


def test_quick_exit_sets_no_cookie(home, client):
    assert not client.get(QUICK_EXIT, headers=OWN).cookies


def test_quick_exit_ignores_prefetch(home, visit, member):
    client = visit(member)
    response = client.get(QUICK_EXIT, headers={**OWN, "sec-purpose": "prefetch;prerender"})
    assert response.status_code == 503
    assert "Location" not in response.headers
    assert is_signed_in(client)


def test_quick_exit_works_without_database(home, visit, member, monkeypatch):
    def fails(*args, **kwargs):
        raise OperationalError("away")

    settings = QuickExitSettings.load()
    settings.url = "https://weather.example/"
    settings.save()
    snapshot.write_snapshot()
    client = visit(member)
    monkeypatch.setattr(quick_exit, "get_site_chrome", fails)
    monkeypatch.setattr(quick_exit, "logout", fails)
    response = client.get(QUICK_EXIT, headers=OWN)
    assert response.status_code == 302
    assert response.headers["Location"] == "https://weather.example/"
    assert not response.cookies["sessionid"].value


# --- Logout ----------------------------------------------------------------------------------
def is_signed_in(client):
    return client.get("/account/password/change/").status_code == 200


def test_quick_exit_signs_out_from_own_pages(home, visit, member, subtests):
    cases = [
        OWN,
        {"sec-fetch-site": "none"},
        {"sec-fetch-site": "same-origin", "referer": "https://elsewhere.example/"},
        {"referer": "http://testserver/join/"},
        {},
    ]
    for headers in cases:
        with subtests.test(headers=headers):
            client = visit(member)
            client.get("/account/password/change/")
            response = client.get(QUICK_EXIT, headers=headers)
            assert {name: cookie.value for name, cookie in response.cookies.items()} == {
                "sessionid": "",
                "csrftoken": "",
                "device": "",
            }
            assert response.cookies["device"]["path"] == "/account/"
            assert not Session.objects.exists()
            assert not is_signed_in(client)


def test_quick_exit_from_other_site_keeps_session(home, visit, member, subtests):
    cases = [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site", "referer": "http://testserver/"},
        {"referer": "https://elsewhere.example/testserver/"},
        {"referer": "http://testserver.elsewhere.example/"},
        {"referer": "http://[half"},
    ]
    for headers in cases:
        with subtests.test(headers=headers):
            client = visit(member)
            response = client.get(QUICK_EXIT, headers=headers)
            assert response.status_code == 302
            assert not response.cookies
            assert is_signed_in(client)


def test_quick_exit_head_keeps_session(home, visit, member):
    client = visit(member)
    client.head(QUICK_EXIT, headers=OWN)
    assert is_signed_in(client)


def test_quick_exit_keeps_sessions_of_other_users(home, visit, member, editor):
    other_client = visit(editor)
    visit(member).get(QUICK_EXIT, headers=OWN)
    assert is_signed_in(other_client)


def test_quick_exit_deletes_csrf_cookie(home):
    client = Client()
    client.get("/account/login/")
    assert client.get(QUICK_EXIT, headers=OWN).cookies["csrftoken"].value == ""


# --- Settings --------------------------------------------------------------------------------
def test_quick_exit_url_accepts_other_sites(settings, subtests):
    settings.SITE_URL = "https://ours.example"
    for address in ("https://www.bbc.co.uk/weather", "http://weather.example/?q=rain"):
        with subtests.test(address=address):
            row = QuickExitSettings(url=address)
            row.clean_fields()
            assert row.url == address


def test_quick_exit_url_refuses_own_site_and_invalid_urls(settings, subtests):
    settings.SITE_URL = "https://www.ours.example"
    cases = [
        ("javascript:alert(1)", "full web address"),
        ("/news/", "full web address"),
        ("https://", "full web address"),
        ("https://[half", "full web address"),
        ("https://ours.example/news/", "another website"),
        ("https://OURS.example/", "another website"),
        ("https://www.ours.example/", "another website"),
        ("https://search.example/?q=ours.example", "another website"),
    ]
    for address, reason in cases:
        with (
            subtests.test(address=address),
            pytest.raises(ValidationError, match=reason),
        ):
            QuickExitUrlValidator()(address)


SETTINGS = "/admin/settings/core/quickexitsettings/"


def test_editors_change_quick_exit_settings(home, visit, editor):
    client = visit(editor)
    address = client.get(SETTINGS).headers["Location"]
    client.post(address, {"url": "https://weather.example/", "hint": "Shift, Shift, Shift."})
    settings = QuickExitSettings.objects.get()
    assert (settings.url, settings.hint) == ("https://weather.example/", "Shift, Shift, Shift.")


def test_quick_exit_settings_refuse_own_site(home, visit, editor):
    client = visit(editor)
    address = client.get(SETTINGS).headers["Location"]
    response = client.post(address, {"url": "http://testserver/news/", "hint": ""})
    assert "another website" in response.content.decode()
    assert QuickExitSettings.load().url == "https://www.bbc.co.uk/weather"
