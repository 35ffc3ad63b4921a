"""Addresses of film players, worked out from the address alone: the server fetches nothing."""

import re
from collections.abc import Callable, Sequence
from urllib.parse import SplitResult, parse_qs, urlsplit

YOUTUBE_KEY = re.compile(r"[A-Za-z0-9_-]{6,20}")
YOUTUBE_FOLDERS = {"embed", "live", "shorts"}
VIMEO_KEY = re.compile(r"[0-9]{4,15}")
OTHER_NAMES = {"m.youtube.com": "youtube.com", "youtube-nocookie.com": "youtube.com"}


def player_address(address: str, allowed_hosts: Sequence[str]) -> str | None:
    """The private-by-default player for the film at *address*; None where we know of none."""
    parts = _split(address)
    if parts is None:
        return None
    host = (parts.hostname or "").removeprefix("www.").removeprefix("player.")
    host = OTHER_NAMES.get(host, host)
    if host not in allowed_hosts or host not in PLAYERS:
        return None
    return PLAYERS[host](parts)


def _split(address: str) -> SplitResult | None:
    """The parts of a plain https address: without a name, port or sign that readers may misread."""
    try:
        parts = urlsplit(address)
        plain = parts.scheme == "https" and parts.port is None and parts.username is None
    except ValueError:
        return None
    return parts if plain and "\\" not in address else None


def _segments(parts: SplitResult) -> list[str]:
    return [segment for segment in parts.path.split("/") if segment]


def _youtube(parts: SplitResult) -> str | None:
    match _segments(parts):
        case ["watch"]:
            return _youtube_player(parse_qs(parts.query).get("v", [""])[0])
        case [folder, key] if folder in YOUTUBE_FOLDERS:
            return _youtube_player(key)
    return None


def _youtube_in_short(parts: SplitResult) -> str | None:
    segments = _segments(parts)
    return _youtube_player(segments[0]) if len(segments) == 1 else None


def _youtube_player(key: str) -> str | None:
    if not YOUTUBE_KEY.fullmatch(key):
        return None
    return f"https://www.youtube-nocookie.com/embed/{key}?autoplay=1"


def _vimeo(parts: SplitResult) -> str | None:
    key = next((part for part in _segments(parts) if VIMEO_KEY.fullmatch(part)), None)
    return f"https://player.vimeo.com/video/{key}?dnt=1&autoplay=1" if key else None


PLAYERS: dict[str, Callable[[SplitResult], str | None]] = {
    "youtube.com": _youtube,
    "youtu.be": _youtube_in_short,
    "vimeo.com": _vimeo,
}
