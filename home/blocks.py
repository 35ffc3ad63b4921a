"""Sections of the home page, including those that list pages of other apps."""

from typing import Any

from django.db.models import QuerySet
from wagtail import blocks

from core.blocks.links import JoinCallBlock, LinkedPageBlock
from core.blocks.lists import StepsBlock
from core.blocks.text import TEXT_FEATURES, QuoteBlock

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
    return blocks.IntegerBlock(default=default, min_value=1, max_value=12, label="How many")


class LatestNewsBlock(ListingSectionBlock):
    heading = blocks.CharBlock(default="New writing", max_length=100)
    count = _count_block(4)

    class Meta:
        icon = "doc-full"
        label = "Latest news"
        description = "The newest pieces, the first one large."
        template = "blocks/latest_news.html"
        preview_value = {"heading": "New writing", "count": 4}

    def get_items(self, user: Any, value: Any) -> QuerySet[Any]:
        from news.models import NewsPage

        newest = NewsPage.objects.visible_to(user).newest_first().for_listing()
        return newest[: value["count"] or 4]


class NextMeetingsBlock(ListingSectionBlock):
    heading = blocks.CharBlock(default="The next meeting", max_length=100)
    count = _count_block(1)

    class Meta:
        icon = "calendar-alt"
        label = "Next meetings"
        description = "The next meeting large, further ones below it."
        template = "blocks/next_meetings.html"
        preview_value = {"heading": "The next meeting", "count": 1}

    def get_items(self, user: Any, value: Any) -> QuerySet[Any]:
        from events.models import MeetingPage

        upcoming = MeetingPage.objects.visible_to(user).upcoming().not_cancelled()
        return upcoming[: value["count"] or 1]


class FeaturedResourcesBlock(ListingSectionBlock):
    heading = blocks.CharBlock(default="From the resources", max_length=100)
    resources = blocks.ListBlock(
        LinkedPageBlock(page_type="resources.ResourcePage"),
        help_text="Leave it empty to show those checked last.",
        default=[],
    )

    class Meta:
        icon = "folder-open-inverse"
        label = "Featured resources"
        description = "A few resources, chosen by hand or the ones checked last."
        template = "blocks/featured_resources.html"
        preview_value = {"heading": "From the resources", "resources": []}

    def get_items(self, user: Any, value: Any) -> QuerySet[Any] | list[Any]:
        from resources.models import ResourcePage

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
            "text": "<p>Colleagues who know both chairs: the one for the person who is helped, and "
            "the one across from it. We meet, we write, and we collect what has helped.</p>",
        }


class DefinitionBlock(blocks.StructBlock):
    term = blocks.CharBlock(max_length=80)
    text = blocks.TextBlock(rows=2)


class DefinitionsBlock(SectionBlock):
    heading = blocks.CharBlock(max_length=100)
    items = blocks.ListBlock(DefinitionBlock())

    class Meta:
        icon = "list-ul"
        label = "What people find here"
        description = "A list of things, each with a sentence."
        template = "blocks/definitions.html"
        preview_value = {
            "heading": "What members find here",
            "items": [
                {"term": "Company", "text": "Peer meetings in person and online."},
                {"term": "Words", "text": "Stories and guides by people who have been there."},
                {"term": "Quiet", "text": "Nobody counts who comes, or how often."},
            ],
        }


def _label_block(default: str) -> blocks.CharBlock:
    return blocks.CharBlock(default=default, required=False, max_length=40, label="Word over it")


class TwoIdentitiesBlock(SectionBlock):
    heading = blocks.CharBlock(required=False, max_length=100)
    lived_label = _label_block("Lived")
    lived = blocks.RichTextBlock(features=TEXT_FEATURES)
    trained_label = _label_block("Trained")
    trained = blocks.RichTextBlock(features=TEXT_FEATURES)
    both_label = _label_block("Both")
    both = blocks.RichTextBlock(features=TEXT_FEATURES)

    class Meta:
        icon = "group"
        label = "Two identities"
        description = "What we lived, what we trained in, and what the two make together."
        template = "blocks/two_identities.html"
        preview_value = {
            "heading": "Being both",
            "lived": "<p>What it is to be helped.</p>",
            "trained": "<p>How to help.</p>",
            "both": "<p>Knowing the room from both chairs.</p>",
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
