"""Rebuild the vocabulary for spelling suggestions."""

from typing import Any

from django.core.management.base import BaseCommand

from search.vocabulary import rebuild_search_vocabulary


class Command(BaseCommand):
    help = "Forgets the words that search offers to those who misspelt one, and learns them again."

    def handle(self, *args: Any, **options: Any) -> None:
        count = rebuild_search_vocabulary()
        self.stdout.write(f"{count} words learnt from what is public.")
