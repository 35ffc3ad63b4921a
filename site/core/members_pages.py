"""What members find on their home: what is new, and what strangers never see."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page

from core.forms import HOME_DEPTH
from core.models import CustomDocument
from core.querysets import VisiblePageQuerySet, get_pages
from core.visibility import UserOrNone, hidden_collection_ids, hidden_page_paths, restrictions_on

MOST_NEW, MOST_AT_FIRST, MOST_FOR_MEMBERS = 8, 3, 20


@dataclass(frozen=True)
class Entry:
    """A page in a list, as far as every page has it."""

    title: str
    href: str
    kind: str
    day: date | None
    is_members_only: bool


def new_since(request: HttpRequest, day: date | None) -> list[Entry]:
    """Pages that came out on *day* or later, newest first; without a day a few of the newest."""
    found = _below_home(request.user).exclude(first_published_at=None)
    found = found.order_by("-first_published_at", "-pk")
    if day is None:
        return list(_entries(request, found[:MOST_AT_FIRST]))
    begin = timezone.make_aware(datetime.combine(day, time.min))
    return list(_entries(request, found.filter(first_published_at__gte=begin)[:MOST_NEW]))


def pages_for_members(request: HttpRequest) -> list[Entry]:
    """Pages that strangers never see, in the order of the tree: no page lists those below it."""
    closed = Q(pk__in=[])
    for path in hidden_page_paths(None):
        closed |= Q(path__startswith=path)
    visible = _below_home(request.user).filter(closed).order_by("path")
    return list(_entries(request, visible[:MOST_FOR_MEMBERS]))


def documents_for_members(user: UserOrNone) -> list[CustomDocument]:
    """Documents that strangers never see, and that are listed for *viewer*; newest first."""
    listed = CustomDocument.objects.listed_for(user)
    found = listed.filter(collection__in=hidden_collection_ids(None))
    return list(found.order_by("-created_at", "-pk")[:MOST_FOR_MEMBERS])


def _below_home(user: UserOrNone) -> VisiblePageQuerySet:
    return get_pages().visible_to(user).filter(depth__gt=HOME_DEPTH).specific(defer=True)


def _entries(request: HttpRequest, found: Iterable[Page]) -> Iterable[Entry]:
    for page in found:
        if href := page.get_url(request):
            yield Entry(
                title=page.title,
                href=href,
                kind=getattr(page.specific_class, "kind_label", "Page"),
                day=_day_of(page.first_published_at),
                is_members_only=bool(restrictions_on(page)),
            )


def _day_of(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None
