"""Authors of articles."""

from typing import Any, ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel


class Author(models.Model):
    """Author, under the name they chose. All fields but the date of consent are public."""

    name = models.CharField(
        max_length=80, help_text="The name this person writes under, as readers will see it."
    )
    slug = models.SlugField(
        "address", max_length=80, unique=True, help_text="The last part of /news/author/…/."
    )
    role = models.CharField(
        max_length=120, blank=True, help_text="For example: Mental health nurse. May stay empty."
    )
    bio = models.TextField("about them", blank=True, help_text="One to three sentences.")
    photo = models.ForeignKey(
        "core.CustomImage", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    consent_given_on = models.DateField(
        null=True,
        blank=True,
        help_text="When they agreed to all of this being shown. Never shown to readers.",
    )

    panels: ClassVar[list[Any]] = [
        MultiFieldPanel(
            [
                TitleFieldPanel("name", targets=["slug"], placeholder="Name"),
                FieldPanel("slug"),
                FieldPanel("role"),
                FieldPanel("bio"),
                FieldPanel(
                    "photo", help_text="It needs no description: the name stands beside it."
                ),
            ],
            heading="What readers see",
        ),
        FieldPanel("consent_given_on"),
    ]

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name
