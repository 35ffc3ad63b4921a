"""Sections of the home page, including those that list pages of other apps."""

from typing import Any

from django.db.models import QuerySet
from wagtail import blocks

from core.blocks.links import JoinCallBlock, LinkedPageBlock
from core.blocks.lists import StepsBlock
from core.blocks.text import TEXT_FEATURES, QuoteBlock
from events.models import MeetingPage
from news.models import NewsPage
from resources.models import ResourcePage

# Sections are as wide as the window; blocks of a body are in a column.
FULL_WIDTH_PREVIEW = "home/section_preview.html"


class SectionBlock(blocks.StructBlock):
    """Base class of sections of the home page."""

    class Meta:
        preview_template = FULL_WIDTH_PREVIEW


class ListingSectionBlock(SectionBlock):
    """Section that lists pages. Subclasses implement ``get_items(user, value)``."""

    def get_items(self, user: Any, value: Any) -> QuerySet[Any] | list[Any]:
        raise NotImplementedError

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        request = (parent_context or {}).get("request")
        context["items"] = list(self.get_items(getattr(request, "user", None), value))
        return context


def _count_block(default: int) -> blocks.IntegerBlock:
    return blocks.IntegerBlock(default=default, min_value=1, max_value=12, label="Number to show")


class LatestNewsBlock(ListingSectionBlock):
    heading = blocks.CharBlock(default="Latest news", max_length=100)
    count = _count_block(4)

    class Meta:
        icon = "doc-full"
        label = "Latest news"
        description = "The newest articles. The first is shown large."
        template = "blocks/latest_news.html"
        preview_value = {"heading": "Latest news", "count": 4}

    def get_items(self, user: Any, value: Any) -> QuerySet[Any]:
        newest = NewsPage.objects.visible_to(user).newest_first().for_listing()
        return newest[: value["count"] or 4]


class NextMeetingsBlock(ListingSectionBlock):
    heading = blocks.CharBlock(default="Next meeting", max_length=100)
    count = _count_block(1)

    class Meta:
        icon = "calendar-alt"
        label = "Next meetings"
        description = "The next meeting is shown large, with later ones below it."
        template = "blocks/next_meetings.html"
        preview_value = {"heading": "Next meeting", "count": 1}

    def get_items(self, user: Any, value: Any) -> QuerySet[Any]:
        upcoming = MeetingPage.objects.visible_to(user).upcoming().not_cancelled()
        return upcoming[: value["count"] or 1]


class FeaturedResourcesBlock(ListingSectionBlock):
    heading = blocks.CharBlock(default="Resources", max_length=100)
    resources = blocks.ListBlock(
        LinkedPageBlock(page_type="resources.ResourcePage"),
        help_text="Leave this empty to show the most recently checked resources.",
        default=[],
    )

    class Meta:
        icon = "folder-open-inverse"
        label = "Featured resources"
        description = "A few resources. Choose them yourself or show the most recently checked."
        template = "blocks/featured_resources.html"
        preview_value = {"heading": "Resources", "resources": []}

    def get_items(self, user: Any, value: Any) -> QuerySet[Any] | list[Any]:
        visible = ResourcePage.objects.visible_to(user).for_teaser()
        selected = [page.pk for page in value["resources"] if page]
        if not selected:
            return visible.order_by("-checked_on")[:3]
        return sorted(visible.filter(pk__in=selected), key=lambda page: selected.index(page.pk))


class TextSectionBlock(SectionBlock):
    heading = blocks.CharBlock(required=False, max_length=100)
    text = blocks.RichTextBlock(features=TEXT_FEATURES)

    class Meta:
        icon = "pilcrow"
        label = "Text"
        description = "A heading and a few paragraphs."
        template = "blocks/text_section.html"
        preview_value = {
            "heading": "Who we are",
            "text": "<p>We work in mental health and have been unwell ourselves. We meet, write "
            "and share what has helped us.</p>",
        }


class DefinitionBlock(blocks.StructBlock):
    term = blocks.CharBlock(max_length=80, label="Heading")
    text = blocks.TextBlock(rows=2)


class DefinitionsBlock(SectionBlock):
    heading = blocks.CharBlock(max_length=100)
    items = blocks.ListBlock(DefinitionBlock())

    class Meta:
        icon = "list-ul"
        label = "List of terms"
        description = "A list of short headings, each with a sentence."
        template = "blocks/definitions.html"
        preview_value = {
            "heading": "What members can do here",
            "items": [
                {"term": "Meetings", "text": "Peer meetings in person and online."},
                {"term": "Stories", "text": "Stories and guides by people with lived experience."},
                {"term": "Privacy", "text": "We do not keep a record of who comes to meetings."},
            ],
        }


def _label_block(default: str, label: str) -> blocks.CharBlock:
    return blocks.CharBlock(default=default, required=False, max_length=40, label=label)


class TwoIdentitiesBlock(SectionBlock):
    heading = blocks.CharBlock(required=False, max_length=100)
    lived_label = _label_block("Lived", "Lived experience label")
    lived = blocks.RichTextBlock(features=TEXT_FEATURES, label="Lived experience text")
    trained_label = _label_block("Trained", "Training label")
    trained = blocks.RichTextBlock(features=TEXT_FEATURES, label="Training text")
    both_label = _label_block("Both", "Both: label")
    both = blocks.RichTextBlock(features=TEXT_FEATURES, label="Both: text")

    class Meta:
        icon = "group"
        label = "Lived and professional experience"
        description = "Three columns: lived experience, training, and both together."
        template = "blocks/two_identities.html"
        preview_value = {
            "heading": "Lived and professional experience",
            "lived": "<p>Knowing what it is like to need help.</p>",
            "trained": "<p>Knowing how to help.</p>",
            "both": "<p>Knowing both sides.</p>",
        }


class HomeStreamBlock(blocks.StreamBlock):
    """Sections available on the home page."""

    text = TextSectionBlock()
    next_meetings = NextMeetingsBlock()
    latest_news = LatestNewsBlock()
    definitions = DefinitionsBlock()
    quote = QuoteBlock(template="blocks/quote_section.html", preview_template=FULL_WIDTH_PREVIEW)
    featured_resources = FeaturedResourcesBlock()
    two_identities = TwoIdentitiesBlock()
    steps = StepsBlock(template="blocks/steps_section.html", preview_template=FULL_WIDTH_PREVIEW)
    join_call = JoinCallBlock(
        template="blocks/join_call_section.html", preview_template=FULL_WIDTH_PREVIEW
    )
