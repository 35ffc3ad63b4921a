"""Discards outdated images to keep the folder small. What is shown is decided by the view."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from core.social_images import cache


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
    """The subtree can have become private; looking its pages up is not worth a query."""
    transaction.on_commit(cache.discard_all)
