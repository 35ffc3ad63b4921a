"""Counts of page views, without cookies or identities.

Each web process keeps its counts in memory and adds them to DailyViews every
PAGE_VIEW_FLUSH_SECONDS (0: only when flush_views is called) and at exit. If the process is killed,
counts that were not yet written are lost. An error in counting never breaks a page.
"""

import datetime
import logging
import os
import re
import threading
from collections import Counter
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from wagtail import hooks
from wagtail.models import Page

from news.models import DailyViews, NewsPage

ROBOT = re.compile(
    r"bot|crawl|spider|slurp|archiver|scrap|scan|monitor|uptime|preview|fetch|feed|rss|headless"
    r"|lighthouse|facebookexternalhit|whatsapp|curl|wget|python|java/|go-http|okhttp|httpx|perl"
    r"|ruby|php|axios|node|validator|checker",
    re.IGNORECASE,
)

logger = logging.getLogger(__name__)
ViewCounts = Counter[tuple[int, datetime.date]]
ServePage = Callable[[Page, HttpRequest, Any, Any], HttpResponseBase]


@hooks.register("on_serve_page")
def count_views_of_articles(serve_page: ServePage) -> ServePage:
    """Count a view of each article that is served."""

    def serve(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponseBase:
        response = serve_page(page, request, args, kwargs)
        if isinstance(page, NewsPage):
            count_view(page.pk, request)
        return response

    return serve


def count_view(page_pk: int, request: HttpRequest) -> None:
    """Count a view of the page, unless *request* comes from staff or a robot."""
    if is_countable(request):
        view_counter.add(page_pk, timezone.localdate())


def is_countable(request: HttpRequest) -> bool:
    """Whether to count the view: not previews, prefetches, robots or staff."""
    if request.method != "GET" or getattr(request, "is_preview", False):
        return False
    if "prefetch" in request.headers.get("Sec-Purpose", request.headers.get("Purpose", "")):
        return False
    return not is_robot(request.headers.get("User-Agent", "")) and not _is_staff(request)


def is_robot(user_agent: str) -> bool:
    """Whether the user agent is empty or that of a robot."""
    return not user_agent.strip() or bool(ROBOT.search(user_agent))


def _is_staff(request: HttpRequest) -> bool:
    user = request.user
    return user.is_authenticated and user.can_enter_admin


class ViewCounter:
    """Counts of one process, and the thread that flushes them."""

    def __init__(self) -> None:
        self._counts: ViewCounts = Counter()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def add(self, page_pk: int, day: datetime.date) -> None:
        with self._lock:
            self._counts[page_pk, day] += 1
            if self._thread is None:
                self._start()

    def flush(self) -> None:
        """Add all counts to the database; on an error, keep all of them for the next attempt."""
        counts = self._take()
        if not counts:
            return
        try:
            _save_counts(counts)
        except Exception as error:
            # No error may end the thread or the process, or lose a count.
            self._put_back(counts)
            logger.warning("Page views not saved yet: %s", type(error).__name__)

    def _take(self) -> ViewCounts:
        with self._lock:
            counts, self._counts = self._counts, Counter()
        return counts

    def _put_back(self, counts: ViewCounts) -> None:
        with self._lock:
            self._counts.update(counts)

    def _start(self) -> None:
        period = settings.PAGE_VIEW_FLUSH_SECONDS
        if not period:
            return
        self._thread = threading.Thread(
            target=self._flush_periodically, args=(period,), name="page views", daemon=True
        )
        self._thread.start()

    def _flush_periodically(self, period: float) -> None:
        pause = threading.Event()
        while not pause.wait(period):
            self.flush()
            # Do not keep a connection open while the thread sleeps.
            connection.close()


def _save_counts(counts: ViewCounts) -> None:
    """Save all of *counts* in one transaction, without pages deleted since."""
    with transaction.atomic():
        pks = {page_pk for page_pk, _ in counts}
        known = set(Page.objects.filter(pk__in=pks).values_list("pk", flat=True))
        # The same order in all processes prevents deadlocks.
        keys = sorted(key for key in counts if key[0] in known)
        rows = [DailyViews(page_id=page_pk, day=day) for page_pk, day in keys]
        DailyViews.objects.bulk_create(rows, ignore_conflicts=True)
        for page_pk, day in keys:
            views = DailyViews.objects.filter(page_id=page_pk, day=day)
            views.update(count=F("count") + counts[page_pk, day])


view_counter = ViewCounter()


@hooks.register("before_process_exit")
def flush_views() -> None:
    """Save the counts of this process now."""
    view_counter.flush()


def _reset_after_fork() -> None:
    global view_counter
    view_counter = ViewCounter()


# The parent process flushes its own counts; its thread does not exist in the child, and its lock
# might stay locked forever.
os.register_at_fork(after_in_child=_reset_after_fork)
