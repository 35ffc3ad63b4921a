"""Security headers: Content-Security-Policy, framing, and cross-origin policies."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from core.models import CustomRendition
from core.views.social_images import get_social_image, get_social_image_url
from home.models import StandardPage
from tests.core.mozilla_observatory import get_observatory_score
from tests.factories import ImageFactory, UserFactory, publish
from tests.users.account_client import AccountClient

pytestmark = pytest.mark.django_db
STRICT = {
    "default-src": {"'none'"},
    "script-src": {"'self'"},
    "style-src": {"'self'"},
    "img-src": {"'self'"},
    "font-src": {"'self'"},
    "connect-src": {"'self'"},
    "manifest-src": {"'self'"},
    "form-action": {"'self'"},
    "base-uri": {"'none'"},
    "frame-ancestors": {"'none'"},
}
VIDEO = {"title": "A film", "url": "https://vimeo.com/76979871", "transcript": "<p>Hello.</p>"}
PAGES = ["/", "/search/?q=rest", "/account/login/", "/nothing/", "/healthz", "/sitemap.xml"]


@pytest.fixture
def about(home: Page) -> StandardPage:
    return publish(home, StandardPage, title="About", slug="about")


def policy_of(response: Any) -> dict[str, set[str]]:
    """Directive -> allowed sources."""
    parts = response.headers["Content-Security-Policy"].split(";")
    directives = [part.split() for part in parts if part.strip()]
    return {name: set(allowed) for name, *allowed in directives}


def test_csp_allows_own_sources_only(
    about: StandardPage, client: Client, subtests: pytest.Subtests
) -> None:
    for path in (*PAGES, "/about/"):
        with subtests.test(path=path):
            assert policy_of(client.get(path)) == STRICT


def test_csp_is_same_for_members_and_errors(about: StandardPage, visit: Any, member: Any) -> None:
    for path in ("/", "/about/", "/nothing/"):
        assert policy_of(visit(member).get(path)) == STRICT
    assert policy_of(visit(member).post("/about/")) == STRICT


def test_csp_allows_video_host_on_its_page_only(
    home: Page, about: StandardPage, client: Client
) -> None:
    body = json.dumps([{"type": "video", "value": VIDEO}])
    publish(home, StandardPage, title="Film", slug="film", body=body)
    allowed = policy_of(client.get("/film/"))
    assert allowed.pop("frame-src") == {"https://player.vimeo.com"}
    assert allowed == STRICT
    assert policy_of(client.get("/about/")) == STRICT


def test_csp_ignores_video_on_unlisted_host(home: Page, client: Client, settings: Any) -> None:
    settings.VIDEO_HOSTS = ["youtube.com"]
    body = json.dumps([{"type": "video", "value": VIDEO}])
    publish(home, StandardPage, title="Film", slug="film", body=body)
    assert policy_of(client.get("/film/")) == STRICT


def test_admin_csp_allows_what_wagtail_needs(home: Page, visit: Any) -> None:
    allowed = policy_of(visit(UserFactory(groups=["Editors"])).get("/admin/"))
    assert allowed == STRICT | {
        "script-src": {"'self'", "'unsafe-inline'"},
        "style-src": {"'self'", "'unsafe-inline'"},
        "img-src": {"'self'", "data:", "blob:"},
        "frame-src": {"'self'"},
        "frame-ancestors": {"'self'"},
    }


def test_preview_can_be_framed_by_admin(about: StandardPage) -> None:
    response = about.make_preview_request()
    assert policy_of(response)["frame-ancestors"] == {"'self'"}


def test_csp_allows_totp_qr_code(home: Page) -> None:
    person = AccountClient(UserFactory(groups=["Editors"]))
    person.sign_in()
    allowed = policy_of(person.browser.get("/account/2fa/app/"))
    assert allowed == STRICT | {"img-src": {"'self'", "data:"}}


def test_responses_have_corp_and_permissions_policy(
    home: Page, client: Client, subtests: pytest.Subtests
) -> None:
    for path in (*PAGES, "/admin/", "/account/2fa/", "/join/apply/"):
        with subtests.test(path=path):
            headers = client.get(path).headers
            assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
            assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
            assert headers["X-Content-Type-Options"] == "nosniff"
            assert headers["Referrer-Policy"] == "same-origin"
            for power in ("camera", "microphone", "geolocation", "browsing-topics"):
                assert f"{power}=()" in headers["Permissions-Policy"]


def test_public_images_have_cross_origin_corp(about: StandardPage, client: Client) -> None:
    rendition = ImageFactory().get_rendition("width-40|format-webp")
    assert isinstance(rendition, CustomRendition)
    card = get_social_image(about)
    assert card
    for address in (rendition.url, get_social_image_url(about, card)):
        response = client.get(address)
        assert response.status_code == 200
        # Consume the response, which closes its file.
        assert response.getvalue()
        assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_headers_score_125_at_mozilla_observatory(
    about: StandardPage, settings: Any, subtests: pytest.Subtests
) -> None:
    settings.SECURE_SSL_REDIRECT = settings.CSRF_COOKIE_SECURE = True
    settings.SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    for path in ("/", "/about/", "/join/apply/", reverse("account_login")):
        with subtests.test(path=path):
            response = Client().get(path, secure=True)
            plain = Client().get(path)
            assert get_observatory_score(response, redirect_url=plain.headers["Location"]) >= 125
