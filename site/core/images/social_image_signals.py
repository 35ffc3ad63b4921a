"""Deletes outdated social images to save space. The view decides which images are served."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from artwork.social_images import cache


@receiver([page_published, page_unpublished])
def discard_page_image(sender: type, instance: Page, **kwargs: Any) -> None:
    transaction.on_commit(partial(cache.discard, instance.pk))


@receiver(post_delete)
def discard_deleted_page_image(sender: type, instance: Any, **kwargs: Any) -> None:
    if issubclass(sender, Page):
        transaction.on_commit(partial(cache.discard, instance.pk))


@receiver(post_page_move)
@receiver(post_save, sender=PageViewRestriction)
def discard_all_images(sender: type, **kwargs: Any) -> None:
    """A subtree may have become private. Querying for its pages would not be worth it."""
    transaction.on_commit(cache.discard_all)
