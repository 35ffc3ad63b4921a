"""Places on a page that other apps fill: each offers its part when it is ready, none imports."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest


@dataclass(frozen=True)
class Part:
    """What an app puts into a place: a template and what it prints. *order*: lowest first."""

    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    order: int = 100


Offer = Callable[[HttpRequest], Part | None]

MEMBERS_HOME = "members' home"
_offers: dict[str, list[Offer]] = defaultdict(list)


def fill(slot: str, offer: Offer) -> None:
    """Have *offer* asked for its part whenever *slot* is shown. (In ``AppConfig.ready``.)"""
    if offer not in _offers[slot]:
        _offers[slot].append(offer)


def parts_of(slot: str, request: HttpRequest) -> list[Part]:
    """What stands in *slot* for the person asking, in order."""
    offered = (offer(request) for offer in _offers[slot])
    return sorted((part for part in offered if part), key=lambda part: part.order)
