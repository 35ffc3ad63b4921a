"""Blocks with links: buttons, link cards and the call to join, and the base of menu items."""

from collections.abc import Iterable
from typing import Any

from django.utils.functional import cached_property
from wagtail import blocks
from wagtail.models import Page

from core.validators import validate_contact_url
from core.visibility.links import get_linked_page, get_linked_pages, get_visible_url
from core.visibility.restrictions import UserOrNone, can_view


class LinkedPageBlock(blocks.PageChooserBlock):
    """Page chooser whose pages come from the cache (core.visibility.links).

    Only their titles and URLs are used.
    """

    def bulk_to_python(self, values: Iterable[int | None]) -> list[Page | None]:
        return get_linked_pages(values)

    def to_python(self, value: Any) -> Page | None:
        return value if isinstance(value, Page) else get_linked_page(value)

    def deconstruct(self) -> tuple[str, Any, Any]:
        # Migrations contain Wagtail's page chooser instead.
        _, args, kwargs = super().deconstruct()
        return "wagtail.blocks.PageChooserBlock", args, kwargs


class LinkValue(blocks.StructValue):
    """A link that can be rendered even if it is incomplete."""

    @cached_property
    def target(self) -> Any:
        """The chosen page if it is live, else None."""
        page = self.get("page")
        return page if page and page.live else None

    @cached_property
    def href(self) -> str:
        """The URL; empty if there is none, or if the page is not live or hidden from the user."""
        if self.get("page"):
            return get_visible_url(self.target)
        return self.get("url") or ""

    def get_label(self, user: UserOrNone) -> str:
        """The label or title of the block, else the title of the page if *user* can view it."""
        label = self.get("label") or self.get("title")
        if label or not self.target:
            return label or ""
        return self.target.title if can_view(user, self.target) else ""

    @cached_property
    def description(self) -> str:
        """The sentence below the label; empty if there is none."""
        return self.get("text") or ""


class LinkBlock(blocks.StructBlock):
    """A link to a page of this site or to a URL. The page takes precedence."""

    label = blocks.CharBlock(
        required=False,
        max_length=80,
        label="Link text",
        help_text="If you leave this empty, the title of the page is used.",
    )
    page = LinkedPageBlock(required=False, label="Page on this site")
    url = blocks.CharBlock(
        required=False,
        max_length=500,
        label="Or web address",
        validators=[validate_contact_url],
        help_text="A full web address, or tel: followed by a phone number.",
    )

    class Meta:
        icon = "link"
        value_class = LinkValue


class ButtonBlock(LinkBlock):
    class Meta:
        icon = "link"
        label = "Button"
        description = "One clear link to the next step. Use it sparingly."
        template = "blocks/button.html"
        value_class = LinkValue
        preview_value = {"label": "How to join", "url": "https://example.org/"}

    def get_searchable_content(self, value: Any) -> list[str]:
        """None: buttons to private pages are hidden, and the index is the same for all users."""
        return []


class CardBlock(blocks.StructBlock):
    title = blocks.CharBlock(
        required=False,
        max_length=100,
        help_text="If you leave this empty, the title of the page is used.",
    )
    text = blocks.TextBlock(required=False, rows=2)
    page = LinkedPageBlock(required=False, label="Page on this site")
    url = blocks.CharBlock(
        required=False,
        max_length=500,
        label="Or web address",
        validators=[validate_contact_url],
    )

    class Meta:
        icon = "link"
        value_class = LinkValue


class LinkCardsBlock(blocks.StructBlock):
    cards = blocks.ListBlock(CardBlock())

    def get_searchable_content(self, value: Any) -> list[str]:
        """Text of cards with a title of their own, which all users see."""
        titled = [card for card in value["cards"] if card.get("title")]
        return [text for card in titled for text in (card["title"], card.get("text")) if text]

    class Meta:
        icon = "list-ul"
        label = "Link cards"
        description = "Several links, each with a sentence."
        template = "blocks/link_cards.html"
        preview_value = {
            "cards": [
                {
                    "title": "Meetings",
                    "text": "When and how we meet.",
                    "url": "https://example.org/",
                },
                {
                    "title": "Resources",
                    "text": "Guides, books and helplines we recommend.",
                    "url": "https://example.org/",
                },
            ]
        }


class JoinCallBlock(blocks.StructBlock):
    heading = blocks.CharBlock(max_length=120)
    text = blocks.TextBlock(required=False, rows=3)
    label = blocks.CharBlock(max_length=60, default="How to join", label="Button text")
    page = LinkedPageBlock(required=False, page_type="membership.JoinPage")

    class Meta:
        icon = "group"
        label = "Invitation to join"
        description = "Says who is welcome and links to the join page."
        template = "blocks/join_call.html"
        value_class = LinkValue
        preview_value = {
            "heading": "You are welcome here",
            "text": "If you work or train in mental health and have been unwell yourself.",
            "label": "How to join",
        }
