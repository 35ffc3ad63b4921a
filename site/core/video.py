"""Addresses of film players, worked out from the address alone: the server fetches nothing."""

import re
from collections.abc import Callable, Sequence
from urllib.parse import SplitResult, parse_qs, urlsplit

YOUTUBE_KEY = re.compile(r"[\w-]{6,20}")
VIMEO_KEY = re.compile(r"\d{4,15}")


def player_address(address: str, allowed_hosts: Sequence[str]) -> str | None:
    """The private-by-default player for the film at *address*; None where we know of none."""
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("player.")
    host = "youtube.com" if host in {"m.youtube.com", "youtube-nocookie.com"} else host
    if parts.scheme != "https" or host not in allowed_hosts or host not in PLAYERS:
        return None
    return PLAYERS[host](parts)


def _youtube(parts: SplitResult) -> str | None:
    key = (
        parse_qs(parts.query).get("v", [""])[0]
        or parts.path.rstrip("/").rpartition("/")[2]
    )
    if not YOUTUBE_KEY.fullmatch(key):
        return None
    return f"https://www.youtube-nocookie.com/embed/{key}?autoplay=1"


def _vimeo(parts: SplitResult) -> str | None:
    key = next(
        (part for part in parts.path.split("/") if VIMEO_KEY.fullmatch(part)), None
    )
    return f"https://player.vimeo.com/video/{key}?dnt=1&autoplay=1" if key else None


PLAYERS: dict[str, Callable[[SplitResult], str | None]] = {
    "youtube.com": _youtube,
    "youtu.be": _youtube,
    "vimeo.com": _vimeo,
}
