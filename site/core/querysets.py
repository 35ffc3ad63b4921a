"""The one door, part two: the words in which every listing asks for what a person may see."""

from typing import Any

from django.db.models import Q
from wagtail.documents.models import DocumentQuerySet
from wagtail.images.models import ImageQuerySet
from wagtail.models import Page
from wagtail.query import PageQuerySet

from core.visibility import Viewer, barred_collection_ids, barred_page_paths


class VisiblePageQuerySet(PageQuerySet):
    """Pages, with the door. Both words survive ``.search()``: they use indexed columns only."""

    def published(self) -> "VisiblePageQuerySet":
        """Pages that are out, private ones among them. Ask ``visible_to`` to show them."""
        return self.filter(live=True)

    def visible_to(self, user: Viewer) -> "VisiblePageQuerySet":
        """Published pages that *user* may read; None and anonymous are a stranger."""
        barred = Q()
        for path in barred_page_paths(user):
            barred |= Q(path__startswith=path)
        visible = self.published()
        return visible.exclude(barred) if barred else visible


class _CollectedQuerySetMixin:
    def visible_to(self, user: Viewer) -> Any:
        """Those in collections that *user* may open; None and anonymous are a stranger."""
        barred = barred_collection_ids(user)
        return self.exclude(collection__in=barred) if barred else self.all()  # type: ignore[attr-defined]


class VisibleDocumentQuerySet(_CollectedQuerySetMixin, DocumentQuerySet):
    """Documents, with the door."""


class VisibleImageQuerySet(_CollectedQuerySetMixin, ImageQuerySet):
    """Images, with the door."""


def pages() -> VisiblePageQuerySet:
    """All pages of whatever type, with the door."""
    return VisiblePageQuerySet(Page)
