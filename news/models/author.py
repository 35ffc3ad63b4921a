"""Authors of articles."""

from typing import Any, ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel


class Author(models.Model):
    """Author, under the name they chose. All fields but the date of consent are public."""

    name = models.CharField(
        max_length=80, help_text="The name this person publishes under, as readers will see it."
    )
    slug = models.SlugField(
        "web address",
        max_length=80,
        unique=True,
        help_text="The last part of the web address: /news/author/…/",
    )
    role = models.CharField(
        max_length=120, blank=True, help_text="Optional. For example: Mental health nurse"
    )
    bio = models.TextField("biography", blank=True, help_text="One to three sentences.")
    photo = models.ForeignKey(
        "core.CustomImage", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    consent_given_on = models.DateField(
        "date of consent",
        null=True,
        blank=True,
        help_text="The date this person agreed to these details being published. Readers do not "
        "see it.",
    )

    panels: ClassVar[list[Any]] = [
        MultiFieldPanel(
            [
                TitleFieldPanel("name", targets=["slug"], placeholder="Name"),
                FieldPanel("slug"),
                FieldPanel("role"),
                FieldPanel("bio"),
                FieldPanel(
                    "photo",
                    help_text="You do not need alt text because the name appears beside the photo.",
                ),
            ],
            heading="Shown to readers",
        ),
        FieldPanel("consent_given_on"),
    ]

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name
