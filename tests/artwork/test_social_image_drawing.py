"""Rendering of social images for any title."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from artwork.social_images.drawing import LOGO_MARK, render_png, render_svg
from artwork.social_images.social_image import SocialImage
from artwork.social_images.text_layout import TYPE_SIZES, measure_width, wrap_lines
from core.views.social_images import get_social_image, get_social_image_url
from home.models import StandardPage
from news.models import NewsIndexPage, NewsPage
from tests.factories import publish

ICONS = Path(__file__).resolve().parents[2] / "site" / "static" / "icons.svg"


def picture(png: bytes) -> Image.Image:
    opened = Image.open(BytesIO(png))
    opened.load()
    return opened.convert("RGB")


@pytest.mark.django_db
def test_social_image_is_a_png_with_title(home, client):
    about = publish(home, StandardPage, title="About us", slug="about")
    response = client.get(get_social_image_url(about, get_social_image(about)))
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "image/png"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    rendered = picture(response.content)
    assert rendered.size == (1200, 630)
    title = rendered.crop((60, 400, 700, 560))
    assert len(title.getcolors(maxcolors=title.width * title.height)) > 10
    assert len(response.content) < 60_000


def test_social_images_differ_for_different_titles():
    titles = ["About us", "Urgent help", "Two chairs, one room"]
    assert len({render_png(SocialImage(title, "", "Our name")) for title in titles}) == len(titles)


@pytest.mark.django_db
def test_social_image_of_home_page_shows_its_heading(home):
    assert get_social_image(home) == SocialImage("You belong here.", "", "in2gr8mentalhealth")


@pytest.mark.django_db
def test_social_image_of_article_shows_its_type(home):
    index = publish(home, NewsIndexPage, title="News", slug="news")
    article = publish(
        index, NewsPage, title="Two chairs", slug="two", kind="opinion", summary="A thought."
    )
    assert get_social_image(article) == SocialImage("Two chairs", "Opinion", "in2gr8mentalhealth")
    assert get_social_image(index).label == ""


def test_render_png_accepts_any_title(subtests):
    cases = [
        "",
        " \t\n",
        "🧵🧵",
        "مرحبا 中文 Привет",
        "<script>alert('&amp;')</script>",
        "]]><!--&#0;",
        "Control \0 \x07 \x1b \ufffe \u202e characters",
        "e\u0301 ﬁ ² Ａ ŵ ŷ",
        "\ud800",
        "a" * 5000,
        "a word " * 800,
        "W" * 60 + " i",
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    ]
    for title in cases:
        with subtests.test(title=title):
            for card in (
                SocialImage(title, "News", "An organisation"),
                SocialImage("News", title, title),
            ):
                assert picture(render_png(card)).size == (1200, 630)
            lines = wrap_lines(title)
            assert len(lines.lines) <= lines.type_size.lines
            assert all(
                measure_width(line, lines.type_size.size) <= lines.type_size.width
                for line in lines.lines
            )


def test_wrap_lines_uses_large_size_for_short_and_fits_long_titles():
    assert wrap_lines("Two chairs, one room").type_size == TYPE_SIZES[0]
    long = (
        "A title of a hundred and sixty letters, as editors write one when there is much to say "
        * 2
    )
    lines = wrap_lines(long[:160])
    assert " ".join(lines.lines) == long[:160].strip()
    assert wrap_lines("so many words " * 30).lines[-1].endswith("…")


def test_unprintable_title_falls_back_to_organisation():
    assert (
        render_svg(SocialImage("🧵", "", "Our name"))
        .rpartition("<text")[2]
        .endswith(">Our name</text></svg>")
    )


def test_wrap_lines_balances_line_lengths():
    assert wrap_lines("You belong here").lines == ("You belong", "here")
    widths = [measure_width(line, 66) for line in wrap_lines("word " * 16).lines]
    assert max(widths) - min(widths) < max(widths) / 2


def test_logo_mark_matches_icons():
    mark = ICONS.read_text().partition('<symbol id="mark"')[2].partition("</symbol>")[0]
    assert re.findall(r' (?:d|cx|cy|r)="[^"]*"', LOGO_MARK) == re.findall(
        r' (?:d|cx|cy|r)="[^"]*"', mark
    )
