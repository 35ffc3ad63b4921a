"""Images and documents.

Original files are in private storage. Documents and renditions are served by views that check
visibility (core.views.media).
"""

import posixpath
from pathlib import PurePath
from typing import Any, ClassVar

from django.core.files import File
from django.db import models
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Filter,
    WagtailImageField,
    get_upload_to,
)
from wagtail.search import index

from core.images.file_names import generate_file_name
from core.images.filters import SafeFilter
from core.images.storage import get_private_storage
from core.search_text import build_index_text
from core.visibility.querysets import VisibleDocumentQuerySet, VisibleImageQuerySet


class CustomImage(AbstractImage):
    """An image with a description, credit and licence."""

    file = WagtailImageField(
        verbose_name="file",
        upload_to=get_upload_to,
        storage=get_private_storage,
        width_field="width",
        height_field="height",
    )
    credit = models.CharField(
        max_length=255, blank=True, help_text="Who made the image, as readers will see it."
    )
    licence = models.CharField(
        max_length=100,
        blank=True,
        help_text="For example: CC BY 4.0, or Used with permission",
    )

    objects = VisibleImageQuerySet.as_manager()

    admin_form_fields = (
        "title",
        "file",
        "description",
        "credit",
        "licence",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = "image"
        verbose_name_plural = "images"

    @property
    def default_alt_text(self) -> str:
        """The description. Never the title, which only editors see."""
        return self.description

    def get_upload_to(self, filename: str) -> str:
        """A random name, because the file names of renditions, which are public, contain it."""
        return generate_file_name(filename)

    def generate_rendition_file(self, filter: Filter, *, source: File | None = None) -> File:
        """Wagtail's rendition without metadata such as the camera's."""
        return super().generate_rendition_file(SafeFilter(filter.spec), source=source)


class CustomRendition(AbstractRendition):
    """An image resized and converted for one use."""

    image = models.ForeignKey(CustomImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)

    @staticmethod
    def construct_cache_key(image: CustomImage, filter_cache_key: str, filter_spec: str) -> str:
        """Wagtail's key with the name of the original, so that a replaced file gives new ones."""
        key = AbstractRendition.construct_cache_key(image, filter_cache_key, filter_spec)
        return f"{key}-{PurePath(image.file.name).stem}"


class CustomDocument(AbstractDocument):
    """A file that users can open or download."""

    file = models.FileField(upload_to="documents", storage=get_private_storage, verbose_name="file")

    is_listed_for_members = models.BooleanField(
        "list for members",
        default=False,
        help_text="Shows the document on the members’ home and in members’ search. Otherwise, "
        "members only see it there if it is used on a page that they can read.",
    )

    objects = VisibleDocumentQuerySet.as_manager()

    admin_form_fields = ("title", "file", "collection", "is_listed_for_members", "tags")
    search_fields: ClassVar[list[Any]] = [
        *AbstractDocument.search_fields,
        index.FilterField("is_listed_for_members"),
        index.AutocompleteField("search_text"),
    ]

    class Meta(AbstractDocument.Meta):
        verbose_name = "document"
        verbose_name_plural = "documents"

    def clean(self) -> None:
        """Skip Wagtail's checks if a form has already rejected the file."""
        if self.file:
            super().clean()

    @property
    def search_text(self) -> str:
        """Text for the search index."""
        tags = " ".join(tag.name for tag in self.tags.all())
        return build_index_text(self.title, tags)

    @property
    def kind(self) -> str:
        """The file extension in capitals, such as "PDF"."""
        return posixpath.splitext(self.filename)[1].lstrip(".").upper()
