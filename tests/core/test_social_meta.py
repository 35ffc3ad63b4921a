"""Open Graph and Twitter meta tags of pages."""

import re

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from core.caching import request_cache
from core.views.social_images import get_social_image, get_social_image_url
from core.visibility.restrictions import get_restricted_page_subtrees
from home.models import StandardPage
from tests.factories import publish, restrict_to_members

pytestmark = pytest.mark.django_db

TAG = re.compile(r'<meta (?:property|name)="((?:og|twitter):[^"]+)" content="([^"]*)"')


@pytest.fixture
def about(home):
    return publish(home, StandardPage, title="About us", slug="about")


def tags(page: str) -> dict[str, str]:
    return dict(TAG.findall(page))


def test_public_page_has_social_meta_tags(about, client):
    about.introduction = "<p>Who we are &amp; why.</p>"
    about.save_revision().publish()
    meta = tags(client.get("/about/").content.decode())
    assert meta["og:title"] == "About us"
    assert meta["og:type"] == "website"
    assert meta["og:url"] == "http://testserver/about/"
    assert meta["og:description"] == "Who we are &amp; why."
    assert (
        meta["og:image"]
        == f"http://testserver{get_social_image_url(about, get_social_image(about))}"
    )
    assert (meta["og:image:width"], meta["og:image:height"]) == ("1200", "630")
    assert meta["og:image:alt"] == "About us – in2gr8mentalhealth"
    assert meta["twitter:card"] == "summary_large_image"
    assert client.get(meta["og:image"].removeprefix("http://testserver")).status_code == 200


def test_titles_with_markup_are_escaped(home, client):
    publish(home, StandardPage, title='"><script>alert(1)</script>', slug="odd")
    assert "<script>alert" not in client.get("/odd/").content.decode()


def test_private_page_and_preview_have_no_social_image(home, about, visit, member, superuser):
    private = publish(home, StandardPage, title="Among us", slug="among-us")
    restrict_to_members(private)
    assert tags(visit(member).get("/among-us/").content.decode()) == {}
    preview = about.make_preview_request(original_request=None).content.decode()
    assert "About us" in preview
    assert tags(preview) == {}


def test_search_account_and_missing_pages_have_no_social_image(about, visit):
    for path in ("/search/?q=about", "/account/login/", "/nothing/"):
        assert tags(visit(None).get(path).content.decode()) == {}


def test_social_image_tags_need_no_query(about, warm, client, django_assert_num_queries):
    request = RequestFactory().get("/about/")
    with request_cache():
        get_restricted_page_subtrees()  # already queried on every page
        with django_assert_num_queries(0):
            page = {"page": about, "address": "http://testserver/about/"}
            html = render_to_string("components/social_meta.html", page, request)
    assert "og:image" in html
