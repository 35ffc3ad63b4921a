"""Cache-Control headers of forms and of all other public URLs."""

from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver
from django.urls.resolvers import URLResolver
from wagtail.models import (
    BaseViewRestriction,
    Collection,
    CollectionViewRestriction,
    PageViewRestriction,
)

from core.models import OrganisationSettings
from core.views.social_images import get_social_image, get_social_image_url
from home.models import HomePage, StandardPage
from membership.models import JoinPage
from tests.core.editor_client import EditorClient, members
from tests.factories import (
    DocumentFactory,
    ImageFactory,
    UserFactory,
    open_join_page,
    publish,
)
from tests.html import content_of
from tests.users.account_client import AccountClient

pytestmark = pytest.mark.django_db
NEVER, ASK_AGAIN = "private, no-store", "no-cache"
POSTS = 'method="post"'


@pytest.fixture
def join(home: HomePage) -> JoinPage:
    return open_join_page(home)


# --- Forms -----------------------------------------------------------------------------------

FORMS = [
    "/join/",
    "/join/resend/",
    "/account/login/",
    "/account/password/reset/",
]


def test_post_forms_are_not_stored(
    join: JoinPage, client: Client, subtests: pytest.Subtests
) -> None:
    for path in FORMS:
        with subtests.test(path=path):
            response = client.get(path)
            assert POSTS in response.content.decode()
            assert response.headers["Cache-Control"] == NEVER
            assert client.head(path).headers["Cache-Control"] == NEVER


def test_closed_join_page_is_not_stored(join: JoinPage, client: Client) -> None:
    join.closed = True
    join.save_revision().publish()
    response = client.get("/join/")
    assert 'name="step"' not in response.content.decode()
    assert response.headers["Cache-Control"] == NEVER


def test_pages_behind_email_links_are_not_stored(home: HomePage, client: Client) -> None:
    for path in ("/join/application/nothing/", "/account/password/reset/key/1-a-b/"):
        assert client.get(path).headers["Cache-Control"] == NEVER


def test_mfa_pages_are_not_stored(home: HomePage) -> None:
    editor = AccountClient(UserFactory(groups=["Editors"]))
    editor.sign_in()
    editor.add_totp()
    for path in (
        "/account/2fa/",
        "/account/2fa/codes/",
        "/account/password/change/",
    ):
        assert editor.browser.get(path).headers["Cache-Control"] == NEVER
    again = AccountClient(editor.user)
    assert again.sign_in().headers["Cache-Control"] == NEVER
    response = again.browser.get("/account/2fa/sign-in/")
    assert POSTS in response.content.decode()
    assert response.headers["Cache-Control"] == NEVER


def test_search_form_uses_get(home: HomePage, client: Client) -> None:
    response = client.get("/search/")
    assert 'role="search"' in response.content.decode()
    assert POSTS not in response.content.decode()
    assert response.headers["Cache-Control"] == ASK_AGAIN


# --- Every public URL ------------------------------------------------------------------------

MEMBERS_PATHS = ("", "settings/", "break/", "agree/")
YEAR, HOUR, DAY = (f"public, max-age={time}" for time in ("31536000, immutable", "3600", "86400"))
# Pattern of the URLconf -> a URL, and the expected header for anonymous users.
ADDRESSES = {
    "healthz": ("/healthz", ASK_AGAIN),
    "readyz": ("/readyz", ASK_AGAIN),
    "favicon.ico": ("/favicon.ico", DAY),
    "robots.txt": ("/robots.txt", ASK_AGAIN),
    ".well-known/security.txt": ("/.well-known/security.txt", ASK_AGAIN),
    "sitemap.xml": ("/sitemap.xml", ASK_AGAIN),
    "leave-quickly/": ("/leave-quickly/", NEVER),
    "search/": ("/search/?q=about", ASK_AGAIN),
    "search/suggest/": ("/search/suggest/?q=about", ASK_AGAIN),
    "join/apply/": ("/join/apply/", NEVER),
    "join/sent/": ("/join/sent/", NEVER),
    "join/resend/": ("/join/resend/", NEVER),
    "join/resent/": ("/join/resent/", NEVER),
    "join/withdrawn/": ("/join/withdrawn/", NEVER),
    "join/application/<str:token>/": ("/join/application/nothing/", NEVER),
    "join/application/<str:token>/set-up/": ("/join/application/nothing/set-up/", NEVER),
    **{f"members/{part}": (f"/members/{part}", NEVER) for part in MEMBERS_PATHS},
    "^_util/|^documents/authenticate_with_password/": ("/_util/login/", ASK_AGAIN),
    r"^documents/(\d+)/(.*)$": ("{document}", ASK_AGAIN),
    "media/images/<path:name>": ("{rendition}", YEAR),
    r"^social-card/([0-9]{1,9})-([0-9a-f]{16})\.png$": ("{card}", HOUR),
    r"^((?:[\w\-]+/)*)$": ("/about/", ASK_AGAIN),
}
# Unreachable: the patterns above match first.
NEVER_REACHED = {
    # Of the admin; never reached.
    r"^admin/(?:failwhale|test404|api/main/(?:images|documents).*)/$",
    r"documents/^(\d+)/(.*)$",
    "documents/authenticate_with_password/<int:restriction_id>/",
    "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
    "_util/login/",
}


def patterns(part: Any = None, before: str = "") -> list[str]:
    """All URL patterns of the site except for those of the admin."""
    found: list[str] = []
    for pattern in (part or get_resolver()).url_patterns:
        path = f"{before}{pattern.pattern}"
        if path.startswith("admin/"):
            continue
        found += patterns(pattern, path) if isinstance(pattern, URLResolver) else [path]
    return found


@pytest.fixture
def url_parameters(join: JoinPage, home: HomePage) -> dict[str, str]:
    OrganisationSettings.objects.update_or_create(defaults={"contact_email": "us@example.org"})
    about = publish(home, StandardPage, title="About", slug="about")
    return {
        "document": DocumentFactory().url,
        "rendition": ImageFactory().get_rendition("width-32|format-png").url,
        "card": get_social_image_url(about, get_social_image(about)),
    }


def test_every_public_pattern_is_listed() -> None:
    # Login pages are never stored: see below.
    own = {path for path in patterns() if not path.startswith("account/")}
    assert own == ADDRESSES.keys() | NEVER_REACHED


def test_responses_have_expected_cache_control(
    url_parameters: dict[str, str], client: Client, subtests: pytest.Subtests
) -> None:
    for pattern in ADDRESSES:
        with subtests.test(pattern=pattern):
            path, expected = ADDRESSES[pattern]
            response = client.get(path.format(**url_parameters))
            assert content_of(response) or response.headers["Location"]
            assert response.status_code < 500
            assert response.headers["Cache-Control"] == expected


def test_login_pages_are_not_stored(home: HomePage, client: Client) -> None:
    within = [path for path in patterns() if path.startswith("account/")]
    paths = [path.replace("<int:pk>", "1") for path in within if "^" not in path]
    assert len(paths) > 15
    for path in paths:
        assert client.get(f"/{path}").headers["Cache-Control"] == NEVER, path


# --- Shared passwords ------------------------------------------------------------------------

PASSWORD = {"restriction_type": "password", "password": "travels"}


@pytest.fixture
def page(home: HomePage) -> StandardPage:
    return publish(home, StandardPage, title="Heronsong", slug="heronsong")


@pytest.fixture
def collection(db: None) -> Collection:
    return Collection.get_first_root_node().add_child(name="Papers")


def list_restrictions(model: type[BaseViewRestriction]) -> list[tuple[str, str]]:
    return list(model._default_manager.values_list("restriction_type", "password"))


def test_page_privacy_refuses_shared_password(page: StandardPage) -> None:
    editor_client = EditorClient()
    editor_client.privacy(page, **PASSWORD)
    assert list_restrictions(PageViewRestriction) == []
    editor_client.privacy(page, **members())
    editor_client.privacy(page, **PASSWORD)
    assert list_restrictions(PageViewRestriction) == [("groups", "")]


def test_collection_privacy_refuses_shared_password(collection: Collection) -> None:
    editor_client = EditorClient()
    editor_client.collection_privacy(collection, **PASSWORD)
    assert list_restrictions(CollectionViewRestriction) == []
    editor_client.collection_privacy(collection, **members())
    editor_client.collection_privacy(collection, **PASSWORD)
    assert list_restrictions(CollectionViewRestriction) == [("groups", "")]


def test_collection_privacy_form_offers_no_shared_password(
    collection: Collection, visit: Any, editor: Any
) -> None:
    form = visit(editor).get(f"/admin/collections/{collection.pk}/privacy/").content.decode()
    assert "restriction_type" in form
    assert "password" not in form.lower()


def test_imported_shared_password_opens_no_page(page: StandardPage, client: Client) -> None:
    PageViewRestriction.objects.create(page=page, **PASSWORD)
    response = client.get("/heronsong/")
    assert response.status_code == 302
    assert response.headers["Location"] == "/account/login/?next=/heronsong/"
    assert response.headers["Cache-Control"] == NEVER


def test_imported_shared_password_opens_no_document(
    collection: Collection, home: HomePage, client: Client
) -> None:
    CollectionViewRestriction.objects.create(collection=collection, **PASSWORD)
    document = DocumentFactory(collection=collection)
    response = client.get(document.url)
    assert response.status_code == 302
    assert response.headers["Location"] == f"/account/login/?next={document.url}"
    assert response.headers["Cache-Control"] == NEVER


def test_content_behind_shared_password_is_not_listed(
    page: StandardPage, collection: Collection, client: Client, visit: Any, member: Any
) -> None:
    PageViewRestriction.objects.create(page=page, **PASSWORD)
    CollectionViewRestriction.objects.create(collection=collection, **PASSWORD)
    document = DocumentFactory(title="Kestrelwood", collection=collection)
    for browser in (client, visit(member)):
        for path in ("/search/suggest/?q=heron", "/search/suggest/?q=kestrel", "/sitemap.xml"):
            text = browser.get(path).content.decode().lower()
            assert "heronsong" not in text
            assert "kestrelwood" not in text
    for path in ("/heronsong/", document.url):
        response = visit(member).get(path)
        assert response.status_code == 403
        assert "Heronsong" not in response.content.decode()
