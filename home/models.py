"""The home page and standard pages."""

from typing import Any, ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from core.blocks.body_structure import table_of_contents
from core.models import BasePage, ContentPage, IntroPage
from core.text import stream_text
from core.visibility.links import get_linked_pages, get_visible_url
from home.blocks import HomeStreamBlock

# Pages with fewer headings have no table of contents.
MIN_SECTIONS = 3


class HomePage(BasePage):
    """The home page: heading, introduction, hero links and sections."""

    heading = models.CharField(
        max_length=160, help_text="One sentence that says who the site is for."
    )
    introduction = models.TextField(
        blank=True, help_text="Two or three sentences under the heading."
    )
    image = models.ForeignKey(
        "core.CustomImage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    image_alt = models.CharField(
        "alt text",
        max_length=200,
        blank=True,
        help_text="Describes the image to people who cannot see it. Screen readers read it aloud.",
    )
    image_decorative = models.BooleanField(
        "decorative image",
        default=False,
        help_text="Tick if the page makes sense without the image. Screen readers will skip it.",
    )
    venn_lived_label = models.CharField(
        "label in the left circle", max_length=20, blank=True, default="lived"
    )
    venn_both_label = models.CharField(
        "label where the circles overlap", max_length=20, blank=True, default="both"
    )
    venn_trained_label = models.CharField(
        "label in the right circle", max_length=20, blank=True, default="trained"
    )
    venn_alt = models.CharField(
        "alt text of the drawing",
        max_length=250,
        blank=True,
        default="Two overlapping circles of thread. One represents lived experience and the other "
        "professional training. Where they overlap, the threads are woven together.",
        help_text="Describes the drawing to people who cannot see it.",
    )
    primary_link_label = models.CharField(
        "first button text", max_length=60, blank=True, default="How to join"
    )
    primary_link = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name="first button page",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    secondary_link_label = models.CharField(
        "second button text", max_length=60, blank=True, default="Read our news"
    )
    secondary_link = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name="second button page",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    sections = StreamField(HomeStreamBlock(), blank=True)

    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("heading"),
        FieldPanel("introduction"),
        MultiFieldPanel(
            [FieldPanel("image"), FieldPanel("image_alt"), FieldPanel("image_decorative")],
            heading="Image",
        ),
        MultiFieldPanel(
            [
                FieldPanel("venn_lived_label"),
                FieldPanel("venn_both_label"),
                FieldPanel("venn_trained_label"),
                FieldPanel("venn_alt"),
            ],
            heading="Drawing (shown if there is no image)",
        ),
        MultiFieldPanel(
            [
                FieldPanel("primary_link_label"),
                PageChooserPanel("primary_link"),
                FieldPanel("secondary_link_label"),
                PageChooserPanel("secondary_link"),
            ],
            heading="Buttons under the introduction",
        ),
        FieldPanel("sections"),
    ]
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    max_count = 1
    template = "home/home_page.html"

    class Meta:
        verbose_name = "home page"

    @property
    def hero_links(self) -> list[tuple[str, str]]:
        """Label and URL of each link that has a label and a public page."""
        pages = get_linked_pages([self.primary_link_id, self.secondary_link_id])
        labels = (self.primary_link_label, self.secondary_link_label)
        links = [(label, get_visible_url(page)) for label, page in zip(labels, pages, strict=True)]
        return [link for link in links if all(link)]

    @property
    def social_image_title(self) -> str:
        return self.heading or self.title

    def get_publishing_errors(self) -> dict[str, str]:
        """The image needs alt text, or must be marked as decorative."""
        if self.image_id and not (self.image_alt or self.image_decorative):
            return {"image_alt": "Enter alt text, or tick “decorative image”"}
        return {}

    @property
    def image_alt_text(self) -> str:
        """Alt text of the image; empty if it is decorative."""
        return "" if self.image_decorative else self.image_alt

    @property
    def summary_text(self) -> str:
        return self.introduction

    @property
    def body_text(self) -> str:
        return f"{self.heading} {stream_text(self.sections)}"


class StandardPage(ContentPage, IntroPage):
    """A page of text, such as about, privacy, guidelines or urgent help."""

    show_helplines = models.BooleanField(
        "show helplines",
        default=False,
        help_text="Shows the helpline numbers in large text above the page’s text.",
    )

    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("show_helplines"),
        FieldPanel("body"),
    ]
    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "home.StandardPage"]
    subpage_types: ClassVar[list[str]] = ["home.StandardPage"]
    template = "home/standard_page.html"

    class Meta:
        verbose_name = "standard page"

    @property
    def is_contact_page(self) -> bool:
        """Whether the site's contact links lead to this page, so that it shows contact details."""
        return self._is_site_page("contact_page")

    @property
    def contents(self) -> list[Any]:
        """Table of contents; empty with fewer than MIN_SECTIONS headings."""
        sections = table_of_contents(self.body)
        return sections if len(sections) >= MIN_SECTIONS else []
