"""QuerySets that filter pages, images and documents by view restrictions."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.documents.models import DocumentQuerySet
from wagtail.images.models import ImageQuerySet
from wagtail.models import Page, ReferenceIndex
from wagtail.query import PageQuerySet

from core.visibility.restrictions import (
    UserOrNone,
    get_hidden_collection_ids,
    get_hidden_page_paths,
)

# Depth of home pages in the page tree.
HOME_DEPTH = 2


class VisiblePageQuerySet(PageQuerySet):
    """Filters pages by visibility, on indexed fields only, so that ``.search()`` works."""

    def published(self) -> "VisiblePageQuerySet":
        """Published pages, including private ones. Use ``visible_to`` to show them."""
        return self.filter(live=True)

    def visible_to(self, user: UserOrNone) -> "VisiblePageQuerySet":
        """Published pages that *user* can view; None means an anonymous user."""
        hidden = Q()
        for path in get_hidden_page_paths(user):
            hidden |= Q(path__startswith=path)
        visible = self.published()
        return visible.exclude(hidden) if hidden else visible


class CollectionMemberQuerySetMixin:
    def visible_to(self, user: UserOrNone) -> Any:
        """Objects in collections that *user* can view; None means an anonymous user."""
        hidden = get_hidden_collection_ids(user)
        return self.exclude(collection__in=hidden) if hidden else self.all()  # type: ignore[attr-defined]


class VisibleDocumentQuerySet(CollectionMemberQuerySetMixin, DocumentQuerySet):
    """Filters documents by visibility."""

    def listed_for(self, user: UserOrNone) -> "VisibleDocumentQuerySet":
        """Documents that listings and search results show to *user*.

        A document in a private collection is included if an editor has listed it for members, or
        if a published page that *user* can view uses it.
        """
        visible: VisibleDocumentQuerySet = self.visible_to(user)
        private = set(get_hidden_collection_ids(None)) - set(get_hidden_collection_ids(user))
        if not private:
            return visible
        used = Q(pk__in=self._used_on_pages_for(user))
        return visible.filter(~Q(collection__in=private) | Q(is_listed_for_members=True) | used)

    def _used_on_pages_for(self, user: UserOrNone) -> list[int]:
        """Primary keys of the documents used on pages that *user* can view."""
        types = ContentType.objects.get_for_models(Page, self.model)
        uses = ReferenceIndex.objects.filter(
            base_content_type=types[Page], to_content_type=types[self.model]
        )
        rows = [(int(page), int(it)) for page, it in uses.values_list("object_id", "to_object_id")]
        read = get_pages().visible_to(user).filter(pk__in={page for page, _ in rows})
        readable = set(read.values_list("pk", flat=True))
        return sorted({document for page, document in rows if page in readable})


class VisibleImageQuerySet(CollectionMemberQuerySetMixin, ImageQuerySet):
    """Filters images by visibility."""


def get_pages() -> VisiblePageQuerySet:
    """All pages of any type."""
    return VisiblePageQuerySet(Page)
