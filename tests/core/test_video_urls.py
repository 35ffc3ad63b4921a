"""Video URLs: the player URLs of allowed hosts, and refused URLs."""

import pytest
from django.template.loader import render_to_string
from wagtail.blocks.struct_block import StructBlockValidationError

from core.blocks.media import VideoBlock
from core.blocks.video_urls import get_player_url
from tests.factories import ImageFactory
from tests.html import loaded_from

HOSTS = ["youtube.com", "youtu.be", "vimeo.com"]
YOUTUBE = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1"
VIMEO = "https://player.vimeo.com/video/76979871?dnt=1&autoplay=1"


def test_get_player_url_finds_private_player(subtests):
    cases = [
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ", YOUTUBE),
        ("https://youtube.com/watch?list=abc&v=dQw4w9WgXcQ&t=42s", YOUTUBE),
        ("https://m.youtube.com/watch?v=dQw4w9WgXcQ", YOUTUBE),
        ("https://youtu.be/dQw4w9WgXcQ", YOUTUBE),
        ("https://youtu.be/dQw4w9WgXcQ?si=tracking", YOUTUBE),
        ("https://www.youtube.com/embed/dQw4w9WgXcQ", YOUTUBE),
        ("https://www.youtube.com/shorts/dQw4w9WgXcQ/", YOUTUBE),
        ("https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0", YOUTUBE),
        ("https://YouTube.com/watch?v=dQw4w9WgXcQ", YOUTUBE),
        ("https://vimeo.com/76979871", VIMEO),
        ("https://www.vimeo.com/76979871/", VIMEO),
        ("https://player.vimeo.com/video/76979871?h=abc", VIMEO),
        ("https://vimeo.com/channels/staffpicks/76979871", VIMEO),
    ]
    for address, player in cases:
        with subtests.test(address=address, player=player):
            assert get_player_url(address, HOSTS) == player


def test_get_player_url_refuses_other_urls(subtests):
    cases = [
        "",
        "youtube.com/watch?v=dQw4w9WgXcQ",
        "http://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "//www.youtube.com/watch?v=dQw4w9WgXcQ",
        "javascript:alert('https://www.youtube.com/watch?v=dQw4w9WgXcQ')",
        "javascript://youtube.com/%0Aalert(1)",
        "data:text/html,https://youtu.be/dQw4w9WgXcQ",
        "https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ",
        "https://notyoutube.com/watch?v=dQw4w9WgXcQ",
        "https://youtube.com@evil.example/watch?v=dQw4w9WgXcQ",
        "https://evil.example/https://youtube.com/watch?v=dQw4w9WgXcQ",
        "https://evil.example#https://youtu.be/dQw4w9WgXcQ",
        "https://evil.example\\@youtube.com/watch?v=dQw4w9WgXcQ",
        "https://youtube.com:evil/watch?v=dQw4w9WgXcQ",
        "https://xn--youtbe-4va.com/watch?v=dQw4w9WgXcQ",
        "https://[half/watch?v=dQw4w9WgXcQ",
        "https://www.youtube.com/",
        "https://www.youtube.com/playlist?list=PL1234567890",
        "https://www.youtube.com/feed/trending",
        "https://www.youtube.com/watch?v=%22onload%3Dalert(1)",
        "https://youtu.be/../../evil.example",
        "https://youtu.be/dQw4w9WgXcQ%22%3E%3Cscript%3E",
        "https://vimeo.com/",
        "https://vimeo.com/about",
        "https://dailymotion.com/video/x84sh87",
    ]
    for address in cases:
        with subtests.test(address=address):
            assert get_player_url(address, HOSTS) is None


def test_get_player_url_accepts_allowed_hosts_only():
    assert get_player_url("https://vimeo.com/76979871", ["youtube.com"]) is None


def test_get_player_url_refuses_allowed_host_without_player():
    assert get_player_url("https://evil.example/1234567", ["evil.example"]) is None


def video(**values):
    return VideoBlock().to_python(
        {"title": "Opening", "transcript": "<p>Hello.</p>", "minutes": 1, **values}
    )


def test_video_block_loads_nothing_before_play(subtests):
    for address in ("https://vimeo.com/76979871", "https://youtu.be/dQw4w9WgXcQ"):
        with subtests.test(address=address):
            page = VideoBlock().render(video(url=address))
            assert loaded_from(page) == set()
            assert "<iframe" not in page
            assert "style=" not in page
            assert "<script" not in page
            assert "Hello." in page


def test_video_poster_is_served_by_site(db):
    poster = ImageFactory()
    block = VideoBlock()
    value = block.normalize({"title": "A", "url": "https://vimeo.com/1234", "poster": poster})
    page = block.render(value)
    assert 'src="/media/images/' in page
    assert loaded_from(page) == set()


def test_video_block_names_allowed_hosts_in_error():
    block = VideoBlock()
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(video(url="https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ"))
    assert "youtube.com, youtu.be, vimeo.com" in str(refused.value.block_errors["url"])


def test_video_block_never_prints_refused_url(subtests):
    for address in ("javascript:alert(1)", "https://[half", "not an address"):
        with subtests.test(address=address):
            page = VideoBlock().render(video(url=address))
            assert address not in page
            assert "data-src" not in page
            assert "Hello." in page


def test_video_referrer_policy_per_host():
    youtube = VideoBlock().render(video(url="https://youtu.be/dQw4w9WgXcQ"))
    vimeo = VideoBlock().render(video(url="https://vimeo.com/1234"))
    assert 'data-referrer="strict-origin-when-cross-origin"' in youtube
    assert 'data-referrer="no-referrer"' in vimeo


def test_video_title_is_escaped():
    page = VideoBlock().render(video(title='"><script>x</script>', url="https://vimeo.com/1234"))
    assert "<script" not in page


def test_video_player_needs_site_script():
    assert "js/site.js" in render_to_string("500.html", {"site_chrome": {}})
