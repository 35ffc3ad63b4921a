"""Keep view restrictions when a page moves or the source of an alias is deleted."""

from typing import Any

from django.db.models import QuerySet
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import pre_page_move

from core.visibility.page_privacy.restrictions import (
    preserve_restrictions_on_move,
    preserve_restrictions_without_source,
)


@receiver(pre_page_move)
def preserve_privacy_of_moved_page(
    sender: type, instance: Page, parent_page_after: Page, **kwargs: Any
) -> None:
    """Add restrictions before the move, so that the page is never public in between."""
    preserve_restrictions_on_move(instance, parent_page_after)


@receiver(pre_delete, sender=Page)
def preserve_privacy_of_aliases(sender: type, instance: Page, origin: Any, **kwargs: Any) -> None:
    """Add restrictions to aliases whose source is deleted: they become ordinary pages."""
    aliases = Page.objects.filter(alias_of=instance)
    if isinstance(origin, QuerySet) and origin.model is Page:
        aliases = aliases.exclude(pk__in=origin.order_by().values("pk"))
    for alias in aliases:
        preserve_restrictions_without_source(alias)
