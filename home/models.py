"""Pages without behaviour of their own: the home page, and pages that simply say something."""

from typing import Any, ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from core.linked_pages import address_of, linked_pages
from core.models import BasePage, ContentPage, IntroducedPage
from core.text import words_of
from home.blocks import HomeStreamBlock
from home.structured_data import organization


class HomePage(BasePage):
    """The front door: who this is for, two ways on, then what is new."""

    heading = models.CharField(max_length=160, help_text="One sentence: who this is for.")
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
        "what the picture shows",
        max_length=200,
        blank=True,
        help_text="Empty: decoration only.",
    )
    first_way_label = models.CharField(max_length=60, blank=True, default="How to join")
    first_way = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    second_way_label = models.CharField(max_length=60, blank=True, default="Read what we write")
    second_way = models.ForeignKey(
        "wagtailcore.Page",
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
        MultiFieldPanel([FieldPanel("image"), FieldPanel("image_alt")], heading="Picture"),
        MultiFieldPanel(
            [
                FieldPanel("first_way_label"),
                PageChooserPanel("first_way"),
                FieldPanel("second_way_label"),
                PageChooserPanel("second_way"),
            ],
            heading="Two ways on",
        ),
        FieldPanel("sections"),
    ]
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    max_count = 1
    template = "home/home_page.html"

    class Meta:
        verbose_name = "home page"

    @property
    def ways_on(self) -> list[tuple[str, str]]:
        """Label and address of the two ways on, as far as both are filled and published."""
        pages = linked_pages([self.first_way_id, self.second_way_id])
        labels = (self.first_way_label, self.second_way_label)
        ways = [(label, address_of(page)) for label, page in zip(labels, pages, strict=True)]
        return [way for way in ways if all(way)]

    @property
    def summary_text(self) -> str:
        return self.introduction

    @property
    def body_text(self) -> str:
        return f"{self.heading} {words_of(self.sections)}"

    def structured_data(self) -> dict[str, Any]:
        return organization()


class StandardPage(ContentPage, IntroducedPage):
    """A page that says something and stands still: about, privacy, guidelines, urgent help."""

    show_crisis_lines = models.BooleanField(
        "show the urgent-help lines",
        default=False,
        help_text="Prints the numbers large, above the text.",
    )

    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("show_crisis_lines"),
        FieldPanel("body"),
    ]
    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "home.StandardPage"]
    subpage_types: ClassVar[list[str]] = ["home.StandardPage"]
    template = "home/standard_page.html"

    class Meta:
        verbose_name = "standard page"
