"""Cookies and Cache-Control: readers get no cookie, and private responses are never stored."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from core.middleware import CacheControlMiddleware
from home.models import StandardPage
from tests.factories import PASSWORD, MemberFactory, publish, restrict_to_members

pytestmark = pytest.mark.django_db
NO_STORE = "private, no-store"


@pytest.fixture
def site(home):
    publish(home, StandardPage, title="About", slug="about")
    restrict_to_members(publish(home, StandardPage, title="Private", slug="private"))
    return home


READ = ["/", "/about/", "/search/?q=about", "/sitemap.xml", "/robots.txt", "/nothing/", "/healthz"]


def test_anonymous_get_has_no_cookie_and_revalidates(site, client, subtests):
    for path in READ:
        with subtests.test(path=path):
            response = client.get(path)
            assert not response.cookies
            assert response.headers["Cache-Control"] == "no-cache"


def test_redirect_to_login_has_no_cookie_and_no_store(site, client):
    for path in ("/private/", "/admin/", "/admin/login/"):
        response = client.get(path)
        assert response.status_code == 302
        assert response.headers["Cache-Control"] == NO_STORE
        assert not response.cookies


def test_signed_in_responses_have_no_store(site, visit, member, editor, subtests):
    for path in ("/", "/private/", "/nothing/", "/search/?q=about", "/admin/"):
        with subtests.test(path=path):
            for person in (member, editor):
                assert visit(person).get(path).headers["Cache-Control"] == NO_STORE


def test_login_responses_have_no_store(site, client):
    MemberFactory(email="me@example.org")
    assert client.get("/account/login/").headers["Cache-Control"] == NO_STORE
    form = {"login": "me@example.org", "password": PASSWORD}
    response = client.post("/account/login/?next=/private/", form)
    assert response.status_code == 302
    assert response.headers["Cache-Control"] == NO_STORE
    assert response.cookies["sessionid"]["httponly"]
    assert response.cookies["sessionid"]["samesite"] == "Lax"
    assert not response.cookies["sessionid"]["max-age"]


def test_expired_session_has_no_store(site, client):
    client.cookies["sessionid"] = "of-yesterday"
    assert client.get("/").headers["Cache-Control"] == NO_STORE


def test_post_responses_have_no_store(site, client, subtests):
    for method in ("post", "put", "delete", "options", "patch"):
        with subtests.test(method=method):
            response = getattr(client, method)("/about/")
            assert response.headers["Cache-Control"] == NO_STORE
            assert response.status_code < 500


def answer_with(response, **request):
    made = RequestFactory().get("/", **request)
    return CacheControlMiddleware(lambda _: response)(made)


def test_public_view_can_set_cache_control():
    response = HttpResponse(headers={"Cache-Control": "public, max-age=60"})
    assert answer_with(response).headers["Cache-Control"] == "public, max-age=60"


def test_cookies_override_cache_control_of_view():
    response = HttpResponse(headers={"Cache-Control": "public, max-age=60"})
    response.set_cookie("a", "b")
    assert answer_with(response).headers["Cache-Control"] == NO_STORE


def test_referrer_policy_is_set(site, client):
    headers = client.get("/").headers
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "SAMEORIGIN"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
