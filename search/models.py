"""The words of public pages, for those who misspell one. What people ask for is kept nowhere."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models.functions import Length

# SQLite takes only so many parameters.
BATCH_SIZE = 500


class SearchWordQuerySet(models.QuerySet[Any]):
    def with_similar_length(self, length: int, tolerance: int) -> "SearchWordQuerySet":
        """Words that are at most *tolerance* letters longer or shorter than *length*."""
        lengths = (length - tolerance, length + tolerance)
        return self.alias(length=Length("word")).filter(length__range=lengths)

    def add_words(self, words: Iterable[str]) -> None:
        """Add those of *words* that are new."""
        rows: list[Any] = [SearchWord(word=word) for word in sorted(words)]
        self.bulk_create(rows, ignore_conflicts=True, batch_size=BATCH_SIZE)

    def remove_words(self, words: Iterable[str]) -> None:
        """Delete *words*."""
        ordered = sorted(words)
        for start in range(0, len(ordered), BATCH_SIZE):
            self.filter(word__in=ordered[start : start + BATCH_SIZE]).delete()


class SearchWord(models.Model):
    """A word that was on a public page or document when it was learnt.

    It may have become private a moment ago: whoever shows one asks first (search.spelling).
    """

    word = models.CharField(max_length=60, unique=True)

    objects = SearchWordQuerySet.as_manager()

    def __str__(self) -> str:
        return self.word
