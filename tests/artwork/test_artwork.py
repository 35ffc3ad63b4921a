"""Generated covers: deterministic and distinct for each title, without revealing the title."""

import gzip
import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.template import Context, Template

from artwork import svg as artwork
from artwork.social_images.theme import PALETTE_COLOURS, read_colours
from artwork.svg.generated_cover import (
    MAX_CACHED_COVERS,
    SeededChoices,
    _render_cover,
    build_circles,
)
from artwork.svg.patterns import ID_PLACEHOLDER, Circles
from core.caching import request_cache

ROOT = Path(__file__).resolve().parents[2]
TITLES = [f"A title that somebody wrote, number {number}" for number in range(200)]
HOSTILE = [
    "",
    " ",
    "🧵",
    "a" * 5000,
    "<script>alert(1)</script>",
    '"/><b',
    "\0\x07",
    "\ud800",
    "مرحبا",
]
TAGS = (
    '{% load artwork_tags %}{% generated_cover "Two chairs" %}{% generated_cover "Two chairs" %}'
    '{% generated_cover "Two" size="line" %}{% generated_cover "" size="frieze" %}'
    '{% hero_venn lived="a" text="Two circles" %}{% hero_venn %}'
    "{% not_found_art %}{% logo_mark %}{% logo_mark %}{% divider %}{% divider %}"
)


def printed(template: str = TAGS, **context: str) -> str:
    with request_cache():
        return Template(template).render(Context(context))


def inside(circles: Circles, width: float, height: float) -> bool:
    return all(
        circles.radius < x < width - circles.radius and circles.radius < y < height - circles.radius
        for x, y in (circles.first, circles.second)
    )


def test_draw_cover_accepts_any_title(subtests):
    for size in artwork.COVER_SIZES:
        for title in HOSTILE:
            with subtests.test(size=size, title=title):
                drawing = ElementTree.fromstring(
                    artwork.draw_cover(title, size).replace(ID_PLACEHOLDER, "1")
                )
                assert drawing.tag == "svg"
                assert drawing.attrib["aria-hidden"] == "true"
                assert len(drawing.findall("circle")) == 2


def test_draw_cover_differs_for_different_titles(subtests):
    for size in artwork.COVER_SIZES:
        with subtests.test(size=size):
            assert len({artwork.draw_cover(title, size) for title in TITLES}) == len(TITLES)


def test_covers_are_small_without_colours_text_or_styles(subtests):
    for size in artwork.COVER_SIZES:
        with subtests.test(size=size):
            for title in TITLES[:20]:
                drawing = artwork.draw_cover(title, size)
                assert len(gzip.compress(drawing.encode())) < 700
                assert not re.search(r"#[0-9a-f]{3}|rgb|style|<text|<title|somebody", drawing)


def test_draw_cover_raises_for_unknown_size():
    with pytest.raises(KeyError):
        artwork.draw_cover("Two chairs", "square")


def test_draw_cover_is_deterministic_across_processes():
    code = (
        "from artwork.svg import COVER_SIZES, draw_cover; "
        "print(ascii([draw_cover('Two chairs', size) for size in COVER_SIZES]))"
    )
    path = os.pathsep.join([str(ROOT / "site"), str(ROOT)])
    output = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONPATH": path, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert output == {
        ascii([artwork.draw_cover("Two chairs", size) for size in artwork.COVER_SIZES])
    }


def test_covers_of_a_title_share_tint_and_palette():
    for title in TITLES[:20]:
        palettes = {
            artwork.draw_cover(title, size).split('"')[1].split()[2:][0]
            for size in artwork.COVER_SIZES
        }
        assert len(palettes) == 1


def test_circles_overlap_and_are_whole_in_cards_and_lines():
    for title in TITLES:
        for name, size in artwork.COVER_SIZES.items():
            circles = build_circles(SeededChoices.from_title(title), size)
            lens = 2 * circles.radius - circles.distance
            assert 0.6 < lens / circles.radius < 1.1, (name, title)
            assert not size.fits_whole or inside(circles, size.width, size.height), (name, title)


def test_frieze_shows_the_overlap_in_narrow_windows():
    size = artwork.COVER_SIZES["frieze"]
    seen = size.height * 2.4  # visible width on phones, see components/art.css
    for title in TITLES:
        circles = build_circles(SeededChoices.from_title(title), size)
        middle = (circles.first[0] + circles.second[0]) / 2
        half = circles.radius - circles.distance / 2
        assert (size.width - seen) / 2 < middle - half, title
        assert middle + half < (size.width + seen) / 2, title


def test_covers_are_cached_up_to_the_maximum():
    _render_cover.cache_clear()
    first = artwork.draw_cover("Two chairs", "card")
    assert artwork.draw_cover("Two chairs", "card") is first
    for number in range(MAX_CACHED_COVERS + 1):
        artwork.draw_cover(str(number), "card")
    assert _render_cover.cache_info().currsize == MAX_CACHED_COVERS


def test_ids_are_unique_on_a_page():
    page = printed()
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == 29
    assert len(set(ids)) == len(ids)
    assert set(re.findall(r"url\(#([^)]+)\)", page)) <= set(ids)
    assert ID_PLACEHOLDER not in page


def test_artwork_is_stable_between_requests():
    assert printed() == printed()


def test_hero_venn_shows_labels_and_accessible_name():
    template = "{% load artwork_tags %}{% hero_venn lived=l both=b trained=t text=x %}"
    html = printed(template, l="lived", b="<both>", t="trained", x='Two "circles"')
    root = ElementTree.fromstring(html)
    assert [text.text for text in root.iter("text")] == ["lived", "<both>", "trained"]
    assert root.attrib["aria-label"] == 'Two "circles"'
    assert root.attrib["role"] == "img"
    assert len([path for path in root.iter("path") if path.get("class") == "venn-connection"]) == 3


def test_hero_venn_omits_line_of_missing_label():
    html = printed('{% load artwork_tags %}{% hero_venn trained="trained" text="Two circles" %}')
    assert html.count('class="venn-connection"') == html.count("<text") == 1


def test_hero_venn_without_labels_is_decorative_and_cropped():
    html = printed("{% load artwork_tags %}{% hero_venn %}")
    assert 'aria-hidden="true"' in html
    assert 'viewBox="40 66 560 392"' in html
    assert "tie" not in html


def test_not_found_art_has_no_overlap():
    assert 'class="venn-overlap"' not in artwork.draw_not_found()
    assert 'class="venn-overlap"' in artwork.draw_logo_mark()


def test_palette_colours_match_style_sheet():
    sheet = (ROOT / "site/static/css/components/generated_cover.css").read_text()
    for palette, (lived, trained) in PALETTE_COLOURS.items():
        declared = re.search(rf"\.{palette} {{(.*?)}}", sheet, re.DOTALL)
        if palette == "palette-0":  # colours of the lines
            assert declared is None
            continue
        assert f"--ca: var(--{lived})" in declared[1]
        assert f"--cb: var(--{trained})" in declared[1]
        assert {lived, trained} <= set(read_colours())
