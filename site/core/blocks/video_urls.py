"""URLs of video players, derived from the URL of a video without fetching anything."""

import re
from collections.abc import Callable, Sequence
from urllib.parse import SplitResult, parse_qs, urlsplit

YOUTUBE_ID = re.compile(r"[A-Za-z0-9_-]{6,20}")
YOUTUBE_PATHS = {"embed", "live", "shorts"}
VIMEO_ID = re.compile(r"[0-9]{4,15}")
HOST_ALIASES = {"m.youtube.com": "youtube.com", "youtube-nocookie.com": "youtube.com"}


def get_player_url(url: str, allowed_hosts: Sequence[str]) -> str | None:
    """URL of the host's player with the fewest trackers for the video at *url*.

    None if the host is not in *allowed_hosts*, or *url* is not that of a video.
    """
    parts = _split(url)
    if parts is None:
        return None
    host = (parts.hostname or "").removeprefix("www.").removeprefix("player.")
    host = HOST_ALIASES.get(host, host)
    if host not in allowed_hosts or host not in PLAYERS:
        return None
    return PLAYERS[host](parts)


def _split(url: str) -> SplitResult | None:
    """The parts of *url*; None unless it is https, without user name, port and backslash.

    Browsers read a backslash as a slash, so they could find another host in the URL than Python.
    """
    try:
        parts = urlsplit(url)
        is_plain = parts.scheme == "https" and parts.port is None and parts.username is None
    except ValueError:
        return None
    return parts if is_plain and "\\" not in url else None


def _segments(parts: SplitResult) -> list[str]:
    return [segment for segment in parts.path.split("/") if segment]


def _youtube(parts: SplitResult) -> str | None:
    match _segments(parts):
        case ["watch"]:
            return _youtube_player(parse_qs(parts.query).get("v", [""])[0])
        case [path, video_id] if path in YOUTUBE_PATHS:
            return _youtube_player(video_id)
    return None


def _youtube_short_url(parts: SplitResult) -> str | None:
    segments = _segments(parts)
    return _youtube_player(segments[0]) if len(segments) == 1 else None


def _youtube_player(video_id: str) -> str | None:
    if not YOUTUBE_ID.fullmatch(video_id):
        return None
    return f"https://www.youtube-nocookie.com/embed/{video_id}?autoplay=1"


def _vimeo(parts: SplitResult) -> str | None:
    video_id = next((part for part in _segments(parts) if VIMEO_ID.fullmatch(part)), None)
    return f"https://player.vimeo.com/video/{video_id}?dnt=1&autoplay=1" if video_id else None


PLAYERS: dict[str, Callable[[SplitResult], str | None]] = {
    "youtube.com": _youtube,
    "youtu.be": _youtube_short_url,
    "vimeo.com": _vimeo,
}
