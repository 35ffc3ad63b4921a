"""Blocks for images, documents and videos."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock, ImageChooserBlock

from core.blocks.text import TEXT_FEATURES
from core.blocks.video_urls import get_player_url
from core.response_headers import allow_frame_source
from core.visibility.current_user import can_link_to_document

ALT_TEXT_HELP = (
    "Screen readers read the alt text to people who cannot see the image. Tick “decorative” if the "
    "page makes sense without the image."
)


def first_public_image() -> Any:
    """The oldest public image, for block previews; None if there is none."""
    return get_image_model().objects.visible_to(None).order_by("pk").first()


class FigureBlock(blocks.StructBlock):
    image = ImageBlock(help_text=ALT_TEXT_HELP)
    caption = blocks.CharBlock(
        required=False,
        max_length=250,
        help_text="The image’s credit and licence are added after the caption.",
    )

    class Meta:
        icon = "image"
        label = "Image"
        description = "An image with alt text and a caption."
        template = "blocks/image.html"

    def get_searchable_content(self, value: Any) -> list[str]:
        """None: the index is the same for all users, and users who cannot view the image must not
        find its caption."""
        return []

    def get_preview_value(self) -> Any:
        return self.normalize({"image": first_public_image(), "caption": "Our meeting room."})


class ImageTextBlock(blocks.StructBlock):
    image = ImageBlock(help_text=ALT_TEXT_HELP)
    text = blocks.RichTextBlock(features=TEXT_FEATURES)
    side = blocks.ChoiceBlock(
        choices=[("left", "Image on the left"), ("right", "Image on the right")],
        default="left",
        label="Image position",
    )

    class Meta:
        icon = "image"
        label = "Image beside text"
        description = "An image next to a few sentences."
        template = "blocks/image_text.html"

    def get_searchable_content(self, value: Any) -> list[str]:
        """The text, without the alt text of the image (see FigureBlock)."""
        return self.child_blocks["text"].get_searchable_content(value["text"])

    def get_preview_value(self) -> Any:
        text = "<p>The room is on the <b>ground floor</b>, next to the entrance.</p>"
        return self.normalize({"image": first_public_image(), "text": text, "side": "left"})


class DocumentBlock(blocks.StructBlock):
    document = DocumentChooserBlock()
    description = blocks.CharBlock(required=False, max_length=250)

    class Meta:
        icon = "doc-full"
        label = "Document"
        description = "A file to download, with its type and size."
        template = "blocks/document.html"

    def get_searchable_content(self, value: Any) -> list[str]:
        """None: users who cannot open the document must not find its description."""
        return []

    def get_preview_value(self) -> Any:
        document = get_document_model().objects.visible_to(None).order_by("pk").first()
        return self.normalize({"document": document, "description": "2 pages, ready to print."})

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        document = value.get("document")
        shown = document if document and can_link_to_document(document) else None
        return {**super().get_context(value, parent_context=parent_context), "document": shown}


class VideoValue(blocks.StructValue):
    @cached_property
    def player(self) -> str | None:
        """The URL of the player; None if the host is not in VIDEO_HOSTS."""
        return get_player_url(self.get("url") or "", settings.VIDEO_HOSTS)

    @property
    def referrer(self) -> str:
        """Referrer policy of the player: YouTube does not play without our host name."""
        is_youtube = "youtube" in (self.player or "")
        return "strict-origin-when-cross-origin" if is_youtube else "no-referrer"


class VideoBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=160)
    url = blocks.URLBlock(
        label="Web address of the video",
        help_text="The page of the video, for example on YouTube or Vimeo.",
    )
    minutes = blocks.IntegerBlock(required=False, min_value=1, label="Length (minutes)")
    poster = ImageChooserBlock(
        required=False,
        label="Cover image",
        help_text="Shown until someone plays the video. You do not need alt text because the title "
        "appears beside it. If you leave it empty, a pattern is shown.",
    )
    transcript = blocks.RichTextBlock(
        features=TEXT_FEATURES,
        help_text="Everything that is said, and anything important that is shown.",
    )

    class Meta:
        icon = "media"
        label = "Video with transcript"
        description = "Loads nothing from other websites until the reader plays it."
        template = "blocks/video.html"
        value_class = VideoValue
        preview_value = {
            "title": "Three ways to start a peer meeting",
            "url": "https://vimeo.com/76979871",
            "minutes": 9,
            "transcript": "<p>Hello, and thank you for being here.</p>",
        }

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        request = (parent_context or {}).get("request")
        if request is not None and value.player:
            allow_frame_source(request, value.player)
        return super().get_context(value, parent_context=parent_context)

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if cleaned.get("url") and not cleaned.player:
            hosts = ", ".join(settings.VIDEO_HOSTS)
            error = ValidationError(f"You can only add videos from these websites: {hosts}.")
            raise StructBlockValidationError(block_errors={"url": error})
        return cleaned
