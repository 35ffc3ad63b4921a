"""The news index: sections, filters and pagination."""

import datetime

import pytest
from django.test import Client

from news.models import Author, NewsIndexPage, NewsPage, NewsPageTag
from tests.factories import ImageFactory, MemberFactory, restrict_to_members
from tests.html import links_in
from tests.news.conftest import Write

pytestmark = pytest.mark.database


def titles(client: Client, path: str) -> list[str]:
    return [article.title for article in client.get(path).context["items"]]


def test_index_shows_featured_article_then_cards_then_rows(client: Client, write: Write) -> None:
    for day in range(1, 8):
        write(f"Piece {day}", date=datetime.date(2026, 3, day))
    listing = client.get("/news/").context["listing"]
    assert listing.featured_article.title == "Piece 7"
    assert [article.title for article in listing.card_articles] == ["Piece 6", "Piece 5", "Piece 4"]
    assert [article.title for article in listing.row_articles] == ["Piece 3", "Piece 2", "Piece 1"]


def test_cards_are_shown_only_as_a_full_row(
    client: Client, write: Write, subtests: pytest.Subtests
) -> None:
    cases = {1: 0, 2: 0, 3: 0, 4: 3, 12: 3}
    for count in range(1, 13):
        write(f"Piece {count}")
        if count in cases:
            with subtests.test(count=count):
                listing = client.get("/news/").context["listing"]
                assert len(listing.card_articles) == cases[count]
                assert 1 + len(listing.card_articles) + len(listing.row_articles) == count


def test_tag_author_and_year_listings_show_rows_and_count(
    client: Client, write: Write, larch: Author, subtests: pytest.Subtests
) -> None:
    for day in range(1, 6):
        write(f"Piece {day}", tags=("rest",), author=larch, date=datetime.date(2026, 3, day))
    for path in ("/news/tag/rest/", "/news/author/larch/", "/news/2026/"):
        with subtests.test(path=path):
            response = client.get(path)
            listing = response.context["listing"]
            assert (listing.featured_article, listing.card_articles, len(listing.row_articles)) == (
                None,
                [],
                5,
            )
            assert "5 articles" in response.content.decode()


def test_active_filter_is_marked_as_current(client: Client, write: Write) -> None:
    write(kind="opinion", tags=("rest", "work"), date=datetime.date(2026, 3, 1))
    chosen = {
        "/news/": '<a href="/news/" aria-current="true">All</a>',
        "/news/kind/opinion/": '<a href="/news/kind/opinion/" aria-current="true">Opinion</a>',
        "/news/tag/rest/": '<a href="/news/tag/rest/" aria-current="page">rest</a>',
        "/news/2026/": '<a href="/news/2026/" aria-current="page">2026</a>',
    }
    for path, link in chosen.items():
        html = client.get(path).content.decode()
        assert link in html, path
        assert set(chosen) <= links_in(html), path


def test_tag_of_private_article_is_offered_to_members_only(
    client: Client, write: Write, warm: None
) -> None:
    secret = write("Secret", tags=("canary",))
    write("Open", tags=("rest",))
    assert "/news/tag/canary/" in client.get("/news/").content.decode()
    restrict_to_members(secret)
    assert "canary" not in client.get("/news/").content.decode()
    client.force_login(MemberFactory())
    assert "/news/tag/canary/" in client.get("/news/").content.decode()


def test_every_card_has_an_image_or_generated_cover(client: Client, write: Write) -> None:
    for number in range(4):
        picture = ImageFactory() if number % 2 else None
        write(f"Piece {number}", lead_image=picture, lead_image_decorative=True)
    article_cards = client.get("/news/").content.decode().split('<article class="article-card')[1:]
    assert len(article_cards) == 4
    for article_card in article_cards:
        assert ("<img" in article_card) is not ('class="generated-cover' in article_card)


def test_empty_index_shows_text(client: Client, index: NewsIndexPage) -> None:
    assert "There are no articles of this type yet." in client.get("/news/").content.decode()


def test_listing_shows_date_summary_and_content_notes(client: Client, write: Write) -> None:
    write("Two chairs", date=datetime.date(2026, 11, 12), notes=("burnout", "loss"))
    html = client.get("/news/").content.decode()
    for text in ("Two chairs", "12 November 2026", "A summary.", "Content note: burnout, loss."):
        assert text in html


def test_listing_filters_by_type(client: Client, write: Write) -> None:
    write("An opinion", kind="opinion")
    write("Some news", kind="news")
    assert titles(client, "/news/kind/opinion/") == ["An opinion"]


def test_only_types_with_articles_are_offered(client: Client, write: Write) -> None:
    write(kind="opinion")
    html = client.get("/news/").content.decode()
    assert "/news/kind/opinion/" in html
    assert "/news/kind/report/" not in html


def test_empty_type_is_shown_and_unknown_type_is_not_found(
    client: Client, index: NewsIndexPage
) -> None:
    assert client.get("/news/kind/report/").status_code == 200
    assert client.get("/news/kind/gossip/").status_code == 404


def test_listing_filters_by_tag(client: Client, write: Write) -> None:
    write("Tagged", tags=("going back to work",))
    write("Another")
    assert titles(client, "/news/tag/going-back-to-work/") == ["Tagged"]


def test_listing_filters_by_author(client: Client, write: Write, larch: Author) -> None:
    write("By Larch", author=larch)
    write("By nobody")
    assert titles(client, "/news/author/larch/") == ["By Larch"]
    assert "Larch writes here." in client.get("/news/author/larch/").content.decode()


def test_archive_offers_years_with_articles(client: Client, write: Write) -> None:
    write("Old", date=datetime.date(2019, 12, 31))
    write("New", date=datetime.date(2020, 1, 1))
    assert titles(client, "/news/2019/") == ["Old"]
    html = client.get("/news/").content.decode()
    assert 'href="/news/2020/"' in html
    assert 'href="/news/2018/"' not in html


def test_unknown_listings_are_not_found(
    client: Client, write: Write, subtests: pytest.Subtests
) -> None:
    write()
    cases = [
        "/news/tag/unknown/",
        "/news/tag/%00/",
        "/news/author/unknown/",
        "/news/author/%00/",
        "/news/kind/%00/",
        "/news/kind/",
        "/news/1066/",
        "/news/0000/",
        "/news/9999/",
        "/news/%D9%A1%D9%A2%D9%A3%D9%A4/",
        "/news/20201/",
        "/news/feed/x/",
        "/news/tag/" + "x" * 5000 + "/",
    ]
    for path in cases:
        with subtests.test(path=path):
            assert client.get(path).status_code == 404


def test_listing_ignores_invalid_query_parameters(
    client: Client, write: Write, subtests: pytest.Subtests
) -> None:
    write()
    cases = ["page=abc", "page=0", "page=-1", "page=999999999999999999999", "page=%00", "x=1&x=2"]
    for query in cases:
        with subtests.test(query=query):
            response = client.get(f"/news/?{query}")
            assert response.status_code == 200
            assert response.context["listing"].items.number == 1


def test_listing_is_paginated(client: Client, write: Write) -> None:
    for day in range(1, 15):
        write(f"Piece {day}", date=datetime.date(2026, 3, day))
    assert 'href="?page=2" rel="next"' in client.get("/news/").content.decode()
    response = client.get("/news/?page=2&page_size=9000")
    assert [article.title for article in response.context["items"]] == ["Piece 2", "Piece 1"]
    html = response.content.decode()
    assert '<link rel="canonical" href="http://testserver/news/?page=2">' in html


def test_drafts_are_not_listed(client: Client, index: NewsIndexPage) -> None:
    index.add_child(instance=NewsPage(title="Half a thought", date=None, live=False))
    assert "Half a thought" not in client.get("/news/").content.decode()


def test_allowed_subpage_types() -> None:
    assert NewsIndexPage.allowed_subpage_models() == [NewsPage]
    assert NewsPage.allowed_parent_page_models() == [NewsIndexPage]
    assert NewsPage.allowed_subpage_models() == []


def test_private_index_is_hidden_from_anonymous_users(client: Client, write: Write) -> None:
    write("Canary", tags=("rest",))
    restrict_to_members(NewsIndexPage.objects.get())
    for path in ("/news/", "/news/feed/", "/news/tag/rest/", "/news/kind/news/", "/news/canary/"):
        answer = client.get(path)
        assert answer.status_code != 200, path
        assert "Canary" not in answer.content.decode(), path


def test_article_tagged_twice_is_listed_once(client: Client, write: Write) -> None:
    page = write(tags=("rest",))
    NewsPageTag.objects.create(content_object=page, tag=page.tags.get())
    listing = client.get("/news/tag/rest/").context["listing"]
    assert listing.items.paginator.count == len(listing.items.object_list) == 1
