"""The one door, part two: the words in which every listing asks for what a person may see."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.documents.models import DocumentQuerySet
from wagtail.images.models import ImageQuerySet
from wagtail.models import Page, ReferenceIndex
from wagtail.query import PageQuerySet

from core.visibility import UserOrNone, hidden_collection_ids, hidden_page_paths


class VisiblePageQuerySet(PageQuerySet):
    """Pages, with the door. Both words survive ``.search()``: they use indexed columns only."""

    def published(self) -> "VisiblePageQuerySet":
        """Pages that are out, private ones among them. Ask ``visible_to`` to show them."""
        return self.filter(live=True)

    def visible_to(self, user: UserOrNone) -> "VisiblePageQuerySet":
        """Published pages that *user* may read; None and anonymous are a stranger."""
        hidden = Q()
        for path in hidden_page_paths(user):
            hidden |= Q(path__startswith=path)
        visible = self.published()
        return visible.exclude(hidden) if hidden else visible


class CollectionMemberQuerySetMixin:
    def visible_to(self, user: UserOrNone) -> Any:
        """Those in collections that *user* may open; None and anonymous are a stranger."""
        hidden = hidden_collection_ids(user)
        return self.exclude(collection__in=hidden) if hidden else self.all()  # type: ignore[attr-defined]


class VisibleDocumentQuerySet(CollectionMemberQuerySetMixin, DocumentQuerySet):
    """Documents, with the door."""

    def listed_for(self, user: UserOrNone) -> "VisibleDocumentQuerySet":
        """Those that lists and search show to *user*.

        Of documents that strangers cannot open, these are the ones that an editor has listed, or
        that a published page uses which *user* may read.
        """
        visible: VisibleDocumentQuerySet = self.visible_to(user)
        private = set(hidden_collection_ids(None)) - set(hidden_collection_ids(user))
        if not private:
            return visible
        used = Q(pk__in=self._used_on_pages_for(user))
        return visible.filter(~Q(collection__in=private) | Q(is_listed_for_members=True) | used)

    def _used_on_pages_for(self, user: UserOrNone) -> list[int]:
        """Keys of the documents that pages use which *user* may read."""
        types = ContentType.objects.get_for_models(Page, self.model)
        uses = ReferenceIndex.objects.filter(
            base_content_type=types[Page], to_content_type=types[self.model]
        )
        rows = [(int(page), int(it)) for page, it in uses.values_list("object_id", "to_object_id")]
        read = get_pages().visible_to(user).filter(pk__in={page for page, _ in rows})
        readable = set(read.values_list("pk", flat=True))
        return sorted({document for page, document in rows if page in readable})


class VisibleImageQuerySet(CollectionMemberQuerySetMixin, ImageQuerySet):
    """Images, with the door."""


def get_pages() -> VisiblePageQuerySet:
    """All pages of whatever type, with the door."""
    return VisiblePageQuerySet(Page)
