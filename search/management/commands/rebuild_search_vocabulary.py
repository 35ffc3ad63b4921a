"""Rebuild the vocabulary for spelling suggestions."""

from typing import Any

from django.core.management.base import BaseCommand

from search.vocabulary import rebuild_search_vocabulary


class Command(BaseCommand):
    help = "Rebuild the list of words used for search spelling suggestions."

    def handle(self, *args: Any, **options: Any) -> None:
        count = rebuild_search_vocabulary()
        self.stdout.write(f"The list has {count} words from public pages and documents.")
