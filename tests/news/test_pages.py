"""Article pages as shown to readers."""

import datetime
import re

import html5lib
import pytest
from django.test import Client

from core.models import SiteTextSettings
from news.models import Author, DailyViews, NewsIndexPage
from news.structured_data import build_news_article
from tests.factories import ImageFactory, MemberFactory, restrict_to_members
from tests.news.conftest import Write, paragraph

READER = {"HTTP_USER_AGENT": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0"}


def test_page_shows_article_and_facts(client: Client, write: Write, larch: Author) -> None:
    page = write(
        "Two chairs",
        kind="opinion",
        date=datetime.date(2026, 11, 12),
        author=larch,
        tags=("identity",),
    )
    html = client.get(page.url).content.decode()
    for text in (
        "<h1>Two chairs</h1>",
        "Opinion",
        "A summary.",
        "12 November 2026",
        '<a href="/news/author/larch/">Larch</a>, Mental health nurse',
        "1 minute read",
        '<a href="/news/tag/identity/">identity</a>',
        "The body.",
        "Larch writes here.",
        "We do not use share buttons",
        "http://testserver/news/two-chairs/",
    ):
        assert text in html


def test_page_links_to_the_feed(client: Client, write: Write) -> None:
    html = client.get(write().url).content.decode()
    assert 'type="application/atom+xml" title="News" href="/news/feed/"' in html


def test_mentioned_content_note_leaves_body_open(client: Client, write: Write) -> None:
    html = client.get(write(notes=("burnout",)).url).content.decode()
    assert '<details class="collapsible" open>' in html
    assert "Content note: burnout." in html
    assert html.index("Content note: burnout.") < html.index("The body.")


def test_described_content_note_collapses_body(client: Client, write: Write) -> None:
    html = client.get(
        write(notes=("burnout",), content_note_level="described").url
    ).content.decode()
    assert '<details class="collapsible">' in html


def test_body_without_content_notes_is_not_collapsible(client: Client, write: Write) -> None:
    assert "collapsible" not in client.get(write().url).content.decode()


def test_lead_image_has_alt_text(client: Client, write: Write) -> None:
    page = write(lead_image=ImageFactory(), lead_image_alt="Two chairs by a window")
    assert 'alt="Two chairs by a window"' in client.get(page.url).content.decode()


def test_decorative_lead_image_has_empty_alt_text(client: Client, write: Write) -> None:
    page = write(lead_image=ImageFactory(), lead_image_alt="Chairs", lead_image_decorative=True)
    html = client.get(page.url).content.decode()
    assert re.search(r'<figure class="lead-image">\s*<picture>\s*<img [^>]*alt=""', html)
    assert "Chairs" not in html


def test_page_renders_without_image_file(client: Client, write: Write) -> None:
    page = write(lead_image=ImageFactory(), lead_image_decorative=True)
    page.lead_image.renditions.all().delete()
    page.lead_image.file.storage.delete(page.lead_image.file.name)
    assert client.get(page.url).status_code == 200
    assert client.get("/news/").status_code == 200


@pytest.mark.database
def test_views_are_shown_only_when_enabled(client: Client, write: Write) -> None:
    quiet = write("Quiet", legacy_views=85)
    shown = write("Shown", legacy_views=85, show_views=True)
    DailyViews.objects.create(page=shown, day=datetime.date(2020, 1, 1), count=4)
    assert "views" not in client.get(quiet.url).content.decode()
    assert "<span>89 views</span>" in client.get(shown.url).content.decode()


@pytest.mark.database
def test_related_articles_keep_the_selected_order(client: Client, write: Write) -> None:
    first, second = write("First choice"), write("Second choice")
    write("Merely tagged", tags=("identity",))
    page = write("Page", tags=("identity",))
    page.related = [("article", second), ("article", first)]
    page.save_revision().publish()
    titles = [article.title for article in client.get(page.url).context["related"]]
    assert titles == ["Second choice", "First choice"]


@pytest.mark.database
def test_related_articles_are_ordered_by_shared_tags(write: Write) -> None:
    write("One tag", tags=("identity", "work"))
    write("Two tags", tags=("identity", "training"))
    write("No tag", tags=("work",))
    page = write("Page", tags=("identity", "training"))
    assert [article.title for article in page.related_articles(None)] == ["Two tags", "One tag"]


def test_private_related_article_is_hidden_from_anonymous_users(
    client: Client, write: Write
) -> None:
    secret, page = write("Canary"), write("Page")
    page.related = [("article", secret)]
    page.save_revision().publish()
    restrict_to_members(secret)
    assert "Canary" not in client.get(page.url).content.decode()
    client.force_login(MemberFactory())
    assert "Canary" in client.get(page.url).content.decode()


def test_private_article_is_visible_to_members_only(
    client: Client, write: Write, index: NewsIndexPage, larch: Author
) -> None:
    write("Open", tags=("identity",))
    secret = write("Canary", kind="report", tags=("identity", "hidden"), author=larch)
    restrict_to_members(secret)
    everywhere = ["/news/", "/news/tag/identity/", "/news/open/", f"/news/{secret.date.year}/"]
    missing = ["/news/tag/hidden/", "/news/author/larch/"]
    for path in everywhere:
        assert "Canary" not in client.get(path).content.decode(), path
    assert "kind/report" not in client.get("/news/").content.decode()
    assert [client.get(path).status_code for path in missing] == [404, 404]
    client.force_login(MemberFactory())
    for path in [*everywhere, *missing]:
        assert "Canary" in client.get(path).content.decode(), path


def test_feed_never_contains_private_articles(client: Client, write: Write) -> None:
    restrict_to_members(write("Canary"))
    client.force_login(MemberFactory())
    assert "Canary" not in client.get("/news/feed/").content.decode()


def test_story_shows_attributed_name_instead_of_author(
    client: Client, write: Write, larch: Author
) -> None:
    page = write(
        "Ward round",
        kind="story",
        author=larch,
        attribution="pseudonym",
        attributed_name="Juniper",
        consent_given_on=datetime.date(2026, 1, 2),
    )
    for path in (page.url, "/news/", "/news/feed/"):
        html = client.get(path).content.decode()
        assert "Juniper" in html, path
        assert "Larch" not in html, path
    assert client.get("/news/author/larch/").status_code == 404


def test_story_is_signed(client: Client, write: Write) -> None:
    page = write(
        kind="story",
        attribution="pseudonym",
        attributed_name="Juniper",
        consent_given_on=datetime.date(2026, 1, 2),
    )
    html = re.sub(r"\s+", " ", client.get(page.url).content.decode())
    assert "<span>By Juniper</span>" in html
    assert '<div class="article-signature"> Juniper <small>This is a pseudonym</small>' in html
    page.attribution = "first_name"
    page.save_revision().publish()
    assert "This is a pseudonym" not in client.get(page.url).content.decode()


def test_other_types_are_not_signed(client: Client, write: Write, larch: Author) -> None:
    html = client.get(write(kind="opinion", author=larch).url).content.decode()
    assert 'class="article-signature"' not in html
    assert "This is a pseudonym" not in html


def test_generated_cover_only_without_image_and_video(client: Client, write: Write) -> None:
    assert 'class="generated-cover frieze' in client.get(write("One").url).content.decode()
    assert (
        'class="generated-cover frieze'
        not in client.get(write("Two", kind="video").url).content.decode()
    )
    pictured = write("Three", lead_image=ImageFactory(), lead_image_decorative=True)
    assert 'class="generated-cover frieze' not in client.get(pictured.url).content.decode()


def test_headings_around_article_are_editable(client: Client, write: Write) -> None:
    site_text = SiteTextSettings.load()
    site_text.share_heading, site_text.related_heading = "Take it along", "What else there is"
    site_text.save()
    write("Another", tags=("rest",))
    html = client.get(write(tags=("rest",)).url).content.decode()
    assert "Take it along</h2>" in html
    assert "What else there is</h2>" in html


def test_article_url_is_shown_without_a_button(client: Client, write: Write) -> None:
    html = client.get(write().url).content.decode()
    assert '<p class="copyable" data-copy>http://testserver/news/two-chairs/</p>' in html
    assert "<button" not in html


def test_consent_dates_are_never_shown(client: Client, write: Write, larch: Author) -> None:
    larch.consent_given_on = datetime.date(1987, 6, 5)
    larch.save()
    page = write(
        kind="story",
        author=larch,
        attribution="pseudonym",
        consent_given_on=datetime.date(1987, 6, 5),
        review_on=datetime.date(1987, 6, 5),
    )
    for path in (page.url, "/news/", "/news/feed/", "/news/author/larch/"):
        assert "1987" not in client.get(path).content.decode(), path


def test_structured_data_contain_public_facts(write: Write, larch: Author) -> None:
    page = write("Two chairs", author=larch, date=datetime.date(2026, 11, 12), tags=("work",))
    assert build_news_article(page) == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "Two chairs",
        "description": "A summary.",
        "url": "http://testserver/news/two-chairs/",
        "mainEntityOfPage": "http://testserver/news/two-chairs/",
        "datePublished": "2026-11-12",
        "dateModified": "2026-11-12",
        "articleSection": "News",
        "keywords": ["work"],
        "inLanguage": "en-GB",
        "isAccessibleForFree": True,
        "author": {"@type": "Person", "name": "Larch"},
        "publisher": {"@type": "Organization", "name": "in2gr8mentalhealth"},
    }


def test_tag_without_slug_is_ignored(client: Client, write: Write) -> None:
    page = write(tags=("!!!", "café"))
    html = client.get(page.url).content.decode()
    assert "!!!" not in html
    assert client.get("/news/tag/café/").status_code == 200


def test_readers_get_no_cookie(client: Client, write: Write) -> None:
    page = write()
    for path in (page.url, "/news/", "/news/feed/"):
        client.get(path, **READER)
    assert not client.cookies


@pytest.mark.database
def test_reading_time_is_stored_for_lists(write: Write) -> None:
    assert write(body=paragraph("word " * 500)).minutes_to_read == 3


def test_unknown_urls_are_not_found(
    client: Client, write: Write, subtests: pytest.Subtests
) -> None:
    write()
    for path in ("/news/two-chairs/x/", "/news/nothing/"):
        with subtests.test(path=path):
            assert client.get(path).status_code == 404


def test_every_page_is_valid_html_with_unique_ids(
    client: Client, write: Write, larch: Author
) -> None:
    larch.photo = ImageFactory()
    larch.save()
    for number in range(14):
        page = write(
            f"Piece {number}",
            author=larch,
            tags=("rest",),
            notes=("loss",),
            lead_image=ImageFactory() if number % 2 else None,
            lead_image_decorative=True,
            show_views=True,
            updated_on=datetime.date(2026, 1, 1),
        )
    for path in (page.url, "/news/", "/news/?page=2", "/news/tag/rest/", "/news/author/larch/"):
        document = html5lib.HTMLParser(strict=True).parse(client.get(path).content.decode())
        ids = [element.get("id") for element in document.iter() if element.get("id")]
        assert len(ids) == len(set(ids)), path
        assert sum(element.tag.endswith("}h1") for element in document.iter()) == 1, path
