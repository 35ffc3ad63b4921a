"""How people join. The form and what becomes of it come with their own models."""

from typing import Any, ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from core.models import IntroducedPage
from core.text import plain_text


class JoinPage(IntroducedPage):
    """Who can join, what happens next, and whether sign-up is open."""

    who_can_join = RichTextField(blank=False, null=True)
    what_happens_next = RichTextField(blank=False, null=True)
    closed = models.BooleanField("sign-up is closed", default=False)
    closed_text = RichTextField(
        blank=True, help_text="Shown instead of the form while sign-up is closed."
    )

    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("who_can_join"),
        FieldPanel("what_happens_next"),
        MultiFieldPanel(
            [FieldPanel("closed"), FieldPanel("closed_text")], heading="Open or closed"
        ),
    ]
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    template = "membership/join_page.html"

    class Meta:
        verbose_name = "join page"

    @property
    def body_text(self) -> str:
        return plain_text(f"{self.who_can_join or ''} {self.what_happens_next or ''}")
