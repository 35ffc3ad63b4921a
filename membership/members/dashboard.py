"""Contents of the members' home: new pages, and members-only pages and documents."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page

from core.models import CustomDocument
from core.visibility.querysets import HOME_DEPTH, VisiblePageQuerySet, get_pages
from core.visibility.restrictions import (
    UserOrNone,
    get_hidden_collection_ids,
    get_hidden_page_paths,
    get_restriction_ids,
)

MAX_NEW, MAX_ON_FIRST_VISIT, MAX_MEMBERS_ONLY = 8, 3, 20


@dataclass(frozen=True)
class DashboardItem:
    """A page in a list of the members' home."""

    title: str
    href: str
    kind: str
    day: date | None
    is_members_only: bool


def get_pages_published_since(request: HttpRequest, day: date | None) -> list[DashboardItem]:
    """Pages first published on *day* or later, newest first; the newest few if *day* is None."""
    found = _below_home(request.user).exclude(first_published_at=None)
    found = found.order_by("-first_published_at", "-pk")
    if day is None:
        return list(_items(request, found[:MAX_ON_FIRST_VISIT]))
    begin = timezone.make_aware(datetime.combine(day, time.min))
    return list(_items(request, found.filter(first_published_at__gte=begin)[:MAX_NEW]))


def get_members_only_pages(request: HttpRequest) -> list[DashboardItem]:
    """Pages hidden from anonymous users, in tree order."""
    closed = Q(pk__in=[])
    for path in get_hidden_page_paths(None):
        closed |= Q(path__startswith=path)
    visible = _below_home(request.user).filter(closed).order_by("path")
    return list(_items(request, visible[:MAX_MEMBERS_ONLY]))


def get_members_only_documents(user: UserOrNone) -> list[CustomDocument]:
    """Documents hidden from anonymous users and listed for *user*, newest first."""
    listed = CustomDocument.objects.listed_for(user)
    found = listed.filter(collection__in=get_hidden_collection_ids(None))
    return list(found.order_by("-created_at", "-pk")[:MAX_MEMBERS_ONLY])


def _below_home(user: UserOrNone) -> VisiblePageQuerySet:
    return get_pages().visible_to(user).filter(depth__gt=HOME_DEPTH).specific(defer=True)


def _items(request: HttpRequest, found: Iterable[Page]) -> Iterable[DashboardItem]:
    for page in found:
        if href := page.get_url(request):
            yield DashboardItem(
                title=page.title,
                href=href,
                kind=getattr(page.specific_class, "type_label", "Page"),
                day=_get_day(page.first_published_at),
                is_members_only=bool(get_restriction_ids(page)),
            )


def _get_day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None
