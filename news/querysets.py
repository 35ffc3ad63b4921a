"""The words in which lists of pieces are asked for."""

from typing import TYPE_CHECKING

from django.db.models import Count, Prefetch, Q
from wagtail.images import get_image_model

from core.querysets import VisiblePageQuerySet
from news.kinds import Kind

if TYPE_CHECKING:
    from news.models import Author, NewsPage

# The sizes in which lists show the picture of a piece; templates ask for exactly these.
LISTING_PICTURES = ("fill-480x288|format-webp", "fill-960x576|format-webp")
# The lead picture over a piece, and the face of its author.
LEAD_PICTURES = ("fill-640x267|format-webp", "fill-1216x507|format-webp")
AUTHOR_PICTURES = ("fill-96x96|format-webp",)


def renditions_of(images: str, *specs: str) -> Prefetch:
    """The sizes *specs* of *images* (a path of fields): one query for any number of pieces."""
    sizes = get_image_model().get_rendition_model().objects.filter(filter_spec__in=specs)
    return Prefetch(f"{images}__renditions", queryset=sizes, to_attr="prefetched_renditions")


class NewsPageQuerySet(VisiblePageQuerySet):
    """Pieces, with the door."""

    def newest_first(self) -> "NewsPageQuerySet":
        return self.order_by("-date", "-pk")

    def for_listing(self) -> "NewsPageQuerySet":
        """Without bodies, and with all that a list shows of a piece."""
        pieces = self.defer_streamfields().select_related("author", "lead_image")
        return pieces.prefetch_related(
            "content_notes", renditions_of("lead_image", *LISTING_PICTURES)
        )

    def for_reading(self) -> "NewsPageQuerySet":
        """With all that stands in the row of a piece and in those it points to."""
        return self.select_related("author__photo", "lead_image")

    def for_feed(self) -> "NewsPageQuerySet":
        """With bodies, and with all that a feed says of a piece."""
        return self.select_related("author").prefetch_related("content_notes", "tagged_items__tag")

    def of_kind(self, kind: str) -> "NewsPageQuerySet":
        return self.filter(kind=kind)

    def tagged(self, slug: str) -> "NewsPageQuerySet":
        # Through the table of tags, so that a piece tagged twice is listed once.
        through = self.model._meta.get_field("tagged_items").related_model
        return self.filter(pk__in=through.objects.filter(tag__slug=slug).values("content_object"))

    def shown_as_by(self, author: "Author") -> "NewsPageQuerySet":
        """Pieces that name *author*. Never a story that is told under another name."""
        return self.filter(author=author).exclude(Q(kind=Kind.STORY) & ~Q(attributed_name=""))

    def in_year(self, year: int) -> "NewsPageQuerySet":
        return self.filter(date__year=year)

    def related_to(self, page: "NewsPage") -> "NewsPageQuerySet":
        """Other pieces that share tags with *page*: those that share most first."""
        tags = [tag.pk for tag in page.tag_list]
        shared = Count("tagged_items", filter=Q(tagged_items__tag__in=tags))
        others = self.exclude(pk=page.pk).filter(tagged_items__tag__in=tags)
        return others.annotate(shared_tags=shared).order_by("-shared_tags", "-date", "-pk")
