"""Cookies and Cache-Control: readers get no cookie, and nothing private is stored anywhere."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from core.middleware import CacheControlMiddleware
from home.models import StandardPage
from tests.factories import PASSWORD, MemberFactory, publish, restrict_to_members

pytestmark = pytest.mark.django_db
NOBODY = "private, no-store"


@pytest.fixture
def site(home):
    publish(home, StandardPage, title="About", slug="about")
    restrict_to_members(publish(home, StandardPage, title="Private", slug="private"))
    return home


READ = ["/", "/about/", "/search/?q=about", "/sitemap.xml", "/robots.txt", "/nothing/", "/healthz"]


def test_who_only_reads_gets_no_cookie_and_may_ask_again(site, client, subtests):
    for path in READ:
        with subtests.test(path=path):
            response = client.get(path)
            assert not response.cookies
            assert response.headers["Cache-Control"] == "no-cache"


def test_being_sent_to_sign_in_sets_no_cookie_and_is_not_stored(site, client):
    for path in ("/private/", "/admin/", "/admin/login/"):
        response = client.get(path)
        assert response.status_code == 302
        assert response.headers["Cache-Control"] == NOBODY
        assert not response.cookies


def test_nothing_that_a_signed_in_person_sees_is_stored(site, visit, member, editor, subtests):
    for path in ("/", "/private/", "/nothing/", "/search/?q=about", "/admin/"):
        with subtests.test(path=path):
            for person in (member, editor):
                assert visit(person).get(path).headers["Cache-Control"] == NOBODY


def test_signing_in_and_what_follows_is_stored_by_nobody(site, client):
    MemberFactory(email="me@example.org")
    assert client.get("/account/login/").headers["Cache-Control"] == NOBODY
    form = {"login": "me@example.org", "password": PASSWORD}
    response = client.post("/account/login/?next=/private/", form)
    assert response.status_code == 302
    assert response.headers["Cache-Control"] == NOBODY
    assert response.cookies["sessionid"]["httponly"]
    assert response.cookies["sessionid"]["samesite"] == "Lax"
    assert not response.cookies["sessionid"]["max-age"]


def test_a_session_that_has_ended_is_still_treated_as_private(site, client):
    client.cookies["sessionid"] = "of-yesterday"
    assert client.get("/").headers["Cache-Control"] == NOBODY


def test_what_is_sent_is_stored_by_nobody(site, client, subtests):
    for method in ("post", "put", "delete", "options", "patch"):
        with subtests.test(method=method):
            response = getattr(client, method)("/about/")
            assert response.headers["Cache-Control"] == NOBODY
            assert response.status_code < 500


def answer_with(response, **request):
    made = RequestFactory().get("/", **request)
    return CacheControlMiddleware(lambda _: response)(made)


def test_a_view_may_allow_more_for_what_is_public():
    response = HttpResponse(headers={"Cache-Control": "public, max-age=60"})
    assert answer_with(response).headers["Cache-Control"] == "public, max-age=60"


def test_no_view_can_allow_more_where_a_cookie_goes_in_or_out():
    response = HttpResponse(headers={"Cache-Control": "public, max-age=60"})
    response.set_cookie("a", "b")
    assert answer_with(response).headers["Cache-Control"] == NOBODY


def test_pages_say_nothing_of_themselves_to_other_sites(site, client):
    headers = client.get("/").headers
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "SAMEORIGIN"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
