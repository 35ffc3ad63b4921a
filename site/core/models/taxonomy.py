"""Taxonomies that several apps share: topics, professions, content notes."""

from django.db import models


class TaxonomyTerm(models.Model):
    """A term that pages are tagged with."""

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
    """Whom a resource is for, by work."""


class ContentNote(models.Model):
    """A warning that is shown before a text."""

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
