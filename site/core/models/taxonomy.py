"""Taxonomies: topics, professions, content notes and career stages."""

from django.db import models


class TaxonomyTerm(models.Model):
    """A term that pages can be tagged with, with a slug for URLs."""

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(
        "web address",
        max_length=80,
        unique=True,
        help_text="The last part of the web address.",
    )

    class Meta:
        abstract = True
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Topic(TaxonomyTerm):
    """What a resource is about."""


class Profession(TaxonomyTerm):
    """A profession that a resource is for."""


class ContentNote(models.Model):
    """A content warning that is shown before a text."""

    name = models.CharField(
        "content note",
        max_length=80,
        unique=True,
        help_text="For example: a hospital stay",
    )
    explanation = models.TextField(blank=True, help_text="Explains the content note to readers.")

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Stage(models.TextChoices):
    """A stage of a career."""

    ASPIRING = "aspiring", "Hoping to train"
    ASSISTANT = "assistant", "Assistant"
    TRAINEE = "trainee", "In training"
    QUALIFIED = "qualified", "Qualified"
    RETIRED = "retired", "Retired"
