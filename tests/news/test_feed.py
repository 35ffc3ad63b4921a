"""The Atom feed."""

import datetime
import re
from xml.etree import ElementTree

import pytest
from django.test import Client

from news.feed_markup import sanitise_for_feed
from news.models import Author
from tests.factories import DocumentFactory, ImageFactory, MemberFactory, restrict_to_members
from tests.news.conftest import Write

ATOM = "{http://www.w3.org/2005/Atom}"
HERE = "http://testserver/news/two-chairs/"


def read(client: Client) -> ElementTree.Element:
    return ElementTree.fromstring(client.get("/news/feed/").content)


def text(element: ElementTree.Element, *path: str) -> str:
    return element.findtext("/".join(f"{ATOM}{step}" for step in path)) or ""


def entry(client: Client) -> ElementTree.Element:
    found = read(client).find(f"{ATOM}entry")
    assert found is not None
    return found


def test_feed_metadata(client: Client, write: Write) -> None:
    write(date=datetime.date(2026, 7, 1))
    assert client.get("/news/feed/")["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = read(client)
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {
        "alternate": "http://testserver/news/",
        "self": "http://testserver/news/feed/",
    }
    assert text(feed, "title") == "News – in2gr8mentalhealth"
    assert text(feed, "updated") == "2026-07-01T00:00:00+01:00"


def test_feed_without_articles_is_valid(client: Client, index: object) -> None:
    assert read(client).findall(f"{ATOM}entry") == []


def test_feed_is_the_same_for_members(client: Client, write: Write) -> None:
    """Also within the texts: a member's feed reader could show the feed to others."""
    private = write("Among us", slug="among-us")
    restrict_to_members(private)
    link = f'<p><a linktype="page" id="{private.pk}">Among us</a></p>'
    write("Two chairs", body=[("rich_text", link)])
    client.force_login(MemberFactory())
    assert "among-us" in client.get("/news/two-chairs/").content.decode()
    fetched = client.get("/news/feed/").content.decode()
    assert "among-us" not in fetched
    assert "/account/login/" in fetched


def test_entry_contains_the_whole_article(client: Client, write: Write, larch: Author) -> None:
    page = write(
        "Two chairs & one room",
        author=larch,
        tags=("identity", "work"),
        date=datetime.date(2026, 1, 2),
        updated_on=datetime.date(2026, 7, 1),
    )
    found = entry(client)
    assert text(found, "title") == "Two chairs & one room"
    assert text(found, "summary") == "A summary."
    assert "<p>The body.</p>" in text(found, "content")
    assert text(found, "author", "name") == "Larch"
    assert text(found, "published") == "2026-01-02T00:00:00+00:00"
    assert text(found, "updated") == "2026-07-01T00:00:00+01:00"
    assert [tag.get("term") for tag in found.findall(f"{ATOM}category")] == ["identity", "work"]
    link = found.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == page.full_url == f"http://testserver{page.url}"


def test_entry_summary_is_replaced_by_content_notes(client: Client, write: Write) -> None:
    write(notes=("burnout", "loss"))
    found = entry(client)
    assert text(found, "summary") == "Content note: burnout, loss."
    assert text(found, "content").startswith("<p><strong>Content note: burnout, loss.</strong></p>")
    assert "The body." in text(found, "content")


def test_entry_id_survives_a_changed_slug(client: Client, write: Write) -> None:
    page = write()
    before = text(entry(client), "id")
    page.slug = "elsewhere"
    page.save_revision().publish()
    assert text(entry(client), "id") == before


@pytest.mark.database
def test_feed_lists_published_articles_newest_first(client: Client, write: Write) -> None:
    write("Old", date=datetime.date(2020, 1, 1))
    write("New", date=datetime.date(2021, 1, 1))
    write("Withdrawn").unpublish()
    assert [text(found, "title") for found in read(client).findall(f"{ATOM}entry")] == [
        "New",
        "Old",
    ]


def test_video_becomes_a_link(client: Client, write: Write) -> None:
    video = {
        "title": "Three ways",
        "url": "https://vimeo.com/76979871",
        "transcript": "<p>Hello, and thank you.</p>",
    }
    write(body=[("video", video)])
    content = text(entry(client), "content")
    assert '<a href="https://vimeo.com/76979871">Video: Three ways</a>' in content
    assert "Hello, and thank you." in content
    for markup in ("<button", "<script", "<iframe", "player.vimeo.com"):
        assert markup not in content


def test_references_continue_numbering(client: Client, write: Write) -> None:
    source = {"text": "<p>A <i>book</i>.</p>", "url": "https://example.org/", "label": "Read it"}
    lists = [{"heading": heading, "items": [source]} for heading in ("Books", "Laws")]
    write(body=[("references", value) for value in lists])
    content = re.sub(r"\s+", " ", text(entry(client), "content"))
    assert "<h2>Books</h2>" in content
    assert '<p>A <i>book</i>.</p> <a href="https://example.org/">Read it</a>' in content
    assert '<ol start="2">' in content


def test_entry_urls_are_absolute(client: Client, write: Write) -> None:
    document = DocumentFactory()
    write(
        body=[
            ("rich_text", f'<p><a linktype="document" id="{document.pk}">Words</a></p>'),
            ("image", {"image": ImageFactory(), "caption": "Threads."}),
        ]
    )
    content = text(entry(client), "content")
    assert f'href="http://testserver{document.url}"' in content
    assert 'src="http://testserver/media/images/' in content
    assert 'src="/' not in content
    assert 'href="/' not in content


@pytest.mark.database
def test_invalid_xml_characters_are_stripped(client: Client, write: Write) -> None:
    write("Two\x0b chairs", body=[("quote", {"text": "Held\x0c fast", "attribution": ""})])
    assert text(entry(client), "title") == "Two chairs"
    assert "Held fast" in text(entry(client), "content")


def test_sanitise_for_feed(subtests: pytest.Subtests) -> None:
    cases = [
        ('<p class="x" onclick="y" id="z">A &amp; B</p>', "<p>A &amp; B</p>"),
        ('<a href="/join/">Join</a>', '<a href="http://testserver/join/">Join</a>'),
        ('<a href="#ref">1</a>', f'<a href="{HERE}#ref">1</a>'),
        ('<p>1<script>alert("<p>")</script>2</p>', "<p>12</p>"),
        ('<svg><use href="#i"/><path></path></svg>After', "After"),
        ("<button>Play <img src=x><span>it</span></button>After", "After"),
        ("<details><summary>Q?</summary><p>A</p></details>", "<strong>Q?</strong><p>A</p>"),
        ("a<br>b<br/>c", "a<br>b<br>c"),
        ("</svg></button>text", "text"),
        ('<a title="&quot;x">t</a>', '<a title="&quot;x">t</a>'),
    ]
    for ours, theirs in cases:
        with subtests.test(ours=ours, theirs=theirs):
            assert sanitise_for_feed(ours, HERE) == theirs
