"""Maintain the vocabulary for spelling suggestions, from public pages and documents only."""

from collections.abc import Iterator

from django.db import transaction
from wagtail import hooks
from wagtail.models import Page

from core.models import BasePage, CustomDocument
from core.search_text import vocabulary_words
from core.visibility.querysets import get_pages
from search.models import SearchWord

PAGE_BATCH_SIZE = 100


def add_page_words(page: Page) -> None:
    """Add the words of *page*, if it is public."""
    if isinstance(page, BasePage) and get_pages().visible_to(None).filter(pk=page.pk).exists():
        SearchWord.objects.add_words(_vocabulary_of_page(page))


def add_document_words(document: CustomDocument) -> None:
    """Add the words of the title of *document*, if it is public."""
    if CustomDocument.objects.visible_to(None).filter(pk=document.pk).exists():
        SearchWord.objects.add_words(vocabulary_words([document.title]))


@hooks.register("run_daily_job")
def rebuild_search_vocabulary() -> int:
    """Make the vocabulary equal to the words of public content. Returns their number."""
    # Read first, so that words of pages published in the meantime are not removed.
    known = set(SearchWord.objects.values_list("word", flat=True))
    words: set[str] = set()
    for page in get_pages().visible_to(None).order_by("pk").specific().iterator(PAGE_BATCH_SIZE):
        words |= _vocabulary_of_page(page) if isinstance(page, BasePage) else set()
    words |= vocabulary_words(_document_texts())
    with transaction.atomic():
        SearchWord.objects.remove_words(known - words)
        SearchWord.objects.add_words(words - known)
    return len(words)


def _vocabulary_of_page(page: BasePage) -> set[str]:
    return vocabulary_words([page.title, page.summary_text, page.body_text])


def _document_texts() -> Iterator[str]:
    for document in CustomDocument.objects.visible_to(None).prefetch_related("tags"):
        yield document.title
        yield from (tag.name for tag in document.tags.all())
