"""Signal receivers that keep the vocabulary for spelling suggestions up to date."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from core.models import CustomDocument
from scheduler.jobs import make_due
from search.vocabulary import add_document_words, add_page_words, rebuild_search_vocabulary


@receiver(page_published)
def add_words_of_published_page(sender: type, instance: Page, **kwargs: Any) -> None:
    add_page_words(instance)


@receiver(post_save, sender=CustomDocument)
def add_words_of_saved_document(sender: type, instance: CustomDocument, **kwargs: Any) -> None:
    if not kwargs.get("raw"):
        add_document_words(instance)


@receiver([page_unpublished, post_page_move])
def drop_words_of_withdrawn_page(sender: type, **kwargs: Any) -> None:
    """The page may no longer be public."""
    make_due(rebuild_search_vocabulary)


@receiver(post_delete)
def drop_words_of_deleted(sender: type, **kwargs: Any) -> None:
    """A page or document was deleted."""
    if issubclass(sender, (Page, CustomDocument)):
        make_due(rebuild_search_vocabulary)


@receiver(post_save, sender=PageViewRestriction)
@receiver(post_save, sender=CollectionViewRestriction)
def drop_words_of_restricted(sender: type, **kwargs: Any) -> None:
    """A page with its descendants, or a collection, was made private."""
    if not kwargs.get("raw"):
        make_due(rebuild_search_vocabulary)
