"""Taxonomies: topics, professions, content notes and career stages."""

from django.db import models


class TaxonomyTerm(models.Model):
    """A term that pages can be tagged with, with a slug for URLs."""

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=80, unique=True)

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
        "word", max_length=80, unique=True, help_text="For example: a stay in hospital"
    )
    explanation = models.TextField(
        blank=True, help_text="What we mean by it. Shown to readers who ask."
    )

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Stage(models.TextChoices):
    """A stage of a career."""

    ASPIRING = "aspiring", "Aspiring"
    ASSISTANT = "assistant", "Assistant"
    TRAINEE = "trainee", "Trainee"
    QUALIFIED = "qualified", "Qualified"
    RETIRED = "retired", "Retired"
