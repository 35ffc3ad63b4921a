"""Vocabulary for spelling suggestions. Search queries are not stored."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models.functions import Length

# SQLite limits the number of query parameters.
BATCH_SIZE = 500


class SearchWordQuerySet(models.QuerySet[Any]):
    def with_similar_length(self, length: int, tolerance: int) -> "SearchWordQuerySet":
        """Words that are at most *tolerance* letters longer or shorter than *length*."""
        lengths = (length - tolerance, length + tolerance)
        return self.alias(length=Length("word")).filter(length__range=lengths)

    def add_words(self, words: Iterable[str]) -> None:
        """Add *words*, ignoring known ones."""
        rows: list[Any] = [SearchWord(word=word) for word in sorted(words)]
        self.bulk_create(rows, ignore_conflicts=True, batch_size=BATCH_SIZE)

    def remove_words(self, words: Iterable[str]) -> None:
        """Delete *words* in batches of BATCH_SIZE."""
        ordered = sorted(words)
        for start in range(0, len(ordered), BATCH_SIZE):
            self.filter(word__in=ordered[start : start + BATCH_SIZE]).delete()


class SearchWord(models.Model):
    """A word of a page or document that was public when the word was added.

    The source may have become private since: check for public results before showing the word
    (``search.spelling``).
    """

    word = models.CharField(max_length=60, unique=True)

    objects = SearchWordQuerySet.as_manager()

    def __str__(self) -> str:
        return self.word
