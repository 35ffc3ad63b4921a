"""Well-known files, the sitemap, and metadata of pages."""

import datetime
import json
import re

import pytest
import time_machine
from defusedxml import ElementTree
from wagtail.models import Page

from core.models import OrganisationSettings
from home.models import StandardPage
from tests.factories import ImageFactory, draft, publish, restrict_to_members
from tests.html import content_of

pytestmark = pytest.mark.django_db
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def in_sitemap(client):
    """URL and date of each page of the sitemap."""
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)
    rows = tree.findall("s:url", NAMES)
    return {
        row.findtext("s:loc", None, NAMES): row.findtext("s:lastmod", None, NAMES) for row in rows
    }


@pytest.mark.database
def test_sitemap_lists_public_pages_with_lastmod(home, client):
    with time_machine.travel("2026-03-04T12:00Z", tick=False):
        about = publish(home, StandardPage, title="About", slug="about")
        publish(about, StandardPage, title="People", slug="people")
    found = in_sitemap(client)
    assert set(found) == {
        "http://testserver/",
        "http://testserver/about/",
        "http://testserver/about/people/",
    }
    assert found["http://testserver/about/"] == "2026-03-04"


@pytest.mark.database
def test_sitemap_omits_private_pages(home, client, visit, member):
    draft(home, StandardPage, title="Draft", slug="draft")
    private = publish(home, StandardPage, title="Private", slug="private")
    restrict_to_members(private)
    below = publish(private, StandardPage, title="Below", slug="below")
    below.create_alias(parent=Page.objects.get(pk=home.pk), update_slug="copy")
    assert set(in_sitemap(client)) == {"http://testserver/"}
    assert set(in_sitemap(visit(member))) == {"http://testserver/"}


def test_urls_use_site_url_setting(home, client, settings):
    settings.SITE_URL = "https://example.org"
    assert set(in_sitemap(client)) == {"https://example.org/"}
    assert "Sitemap: https://example.org/sitemap.xml" in client.get("/robots.txt").content.decode()
    page = client.get("/").content.decode()
    assert '<link rel="canonical" href="https://example.org/">' in page
    assert "localhost" not in page


@pytest.mark.database
def test_sitemap_has_one_page(home, client, subtests):
    for query in ("?p=2", "?p=abc", "?p=-1", "?p=%00"):
        with subtests.test(query=query):
            assert client.get(f"/sitemap.xml{query}").status_code == 404


@pytest.mark.database
def test_sitemap_query_count_is_constant(home, client, django_assert_num_queries):
    client.get("/sitemap.xml")
    for number in range(10):
        publish(home, StandardPage, title=f"Page {number}")
    with django_assert_num_queries(4):
        assert len(in_sitemap(client)) == 11


def test_robots_txt_disallows_paths(client):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert lines == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /account/",
        "Disallow: /search/",
        "",
        "Sitemap: http://testserver/sitemap.xml",
    ]


def set_contact(address):
    organisation = OrganisationSettings.load()
    organisation.contact_email = address
    organisation.save()


def test_security_txt_names_contact(home, client):
    set_contact("hello@example.org")
    response = client.get("/.well-known/security.txt")
    fields = dict(line.split(": ", 1) for line in response.content.decode().splitlines())
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert fields["Contact"] == "mailto:hello@example.org"
    assert fields["Canonical"] == "http://testserver/.well-known/security.txt"
    ends_in = datetime.datetime.fromisoformat(fields["Expires"]) - datetime.datetime.now(
        datetime.UTC
    )
    assert datetime.timedelta(days=150) < ends_in < datetime.timedelta(days=365)


def test_security_txt_is_404_without_contact(home, client):
    set_contact("")
    assert client.get("/.well-known/security.txt").status_code == 404


def test_favicon_is_served_at_root(client):
    response = client.get("/favicon.ico")
    body = content_of(response)
    assert response.status_code == 200
    assert body.startswith(b"\x00\x00\x01\x00")
    assert response.headers["Content-Type"] == "image/x-icon"
    assert response.headers["Cache-Control"] == "public, max-age=86400"


def test_well_known_files_refuse_post(client, subtests):
    for path in ("/robots.txt", "/favicon.ico", "/.well-known/security.txt"):
        with subtests.test(path=path):
            assert client.post(path).status_code == 405


def structured_data(page):
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    return [json.loads(block) for block in found]


def test_home_page_has_organisation_data(home, client):
    organisation = OrganisationSettings.load()
    organisation.name, organisation.description = "Two & Two", "</script><b>We</b>"
    organisation.contact_email = "hello@example.org"
    organisation.logo = ImageFactory()
    organisation.save()
    [[own]] = structured_data(client.get("/").content.decode())
    assert own["@type"] == "Organization"
    assert own["name"] == "Two & Two"
    assert own["description"] == "</script><b>We</b>"
    assert own["url"] == "http://testserver/"
    assert own["email"] == "hello@example.org"
    assert own["logo"].startswith("http://testserver/media/images/")


def test_organisation_data_omits_empty_settings(home, client):
    [[own]] = structured_data(client.get("/").content.decode())
    assert "email" not in own
    assert "description" not in own
    assert own["logo"].endswith("apple-touch-icon.png")


def test_page_has_breadcrumb_data(home, client):
    about = publish(home, StandardPage, title="About", slug="about")
    publish(about, StandardPage, title="People", slug="people")
    [[crumbs]] = structured_data(client.get("/about/people/").content.decode())
    names = [(item["name"], item["item"]) for item in crumbs["itemListElement"]]
    assert names == [
        ("About", "http://testserver/about/"),
        ("People", "http://testserver/about/people/"),
    ]


@pytest.mark.parametrize(
    ("fields", "excerpts"),
    [
        ({"search_description": "For <machines>."}, "For &lt;machines&gt;."),
        ({"introduction": "<p>Hello &amp; welcome.</p>"}, "Hello &amp; welcome."),
        ({"body": [("rich_text", "<p>Only a body.</p>")]}, "Only a body."),
        ({}, "About us"),
    ],
)
def test_page_has_meta_description(home, client, fields, excerpts):
    publish(home, StandardPage, title="About us", slug="about", **fields)
    page = client.get("/about/").content.decode()
    assert f'<meta name="description" content="{excerpts}">' in page
    assert '<link rel="canonical" href="http://testserver/about/">' in page


def test_meta_description_is_truncated(home, client):
    publish(home, StandardPage, title="A", slug="a", introduction=f"<p>{'word ' * 200}</p>")
    found = re.search(r'name="description" content="([^"]*)"', client.get("/a/").content.decode())
    assert len(found[1]) <= 160
