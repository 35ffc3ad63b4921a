"""Learning the words that "did you mean" chooses from. Only what a stranger may read is learnt."""

from collections.abc import Iterator

from django.db import transaction
from wagtail.models import Page

from core.models import BasePage, CustomDocument
from core.querysets import get_pages
from core.search_text import vocabulary_words
from search.models import SearchWord

PAGE_BATCH_SIZE = 100


def add_page_words(page: Page) -> None:
    """Learn the words of *page*, if strangers may read it."""
    if isinstance(page, BasePage) and get_pages().visible_to(None).filter(pk=page.pk).exists():
        SearchWord.objects.add_words(_vocabulary_of_page(page))


def add_document_words(document: CustomDocument) -> None:
    """Learn the words of the title of *document*, if strangers may open it."""
    if CustomDocument.objects.visible_to(None).filter(pk=document.pk).exists():
        SearchWord.objects.add_words(vocabulary_words([document.title]))


def rebuild_search_vocabulary() -> int:
    """Drop words that nothing public holds, and learn the others. Returns how many there are."""
    # Read first, so that what is published in the meantime stays learnt.
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
