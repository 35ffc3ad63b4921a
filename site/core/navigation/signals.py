"""Renew caches when content, settings or view restrictions change."""

from typing import Any

from django.db.models.signals import m2m_changed, post_delete, post_save
from django.dispatch import receiver
from wagtail.models import (
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
    Site,
)
from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
)

from core.caching import clear_request_cache
from core.models import (
    Helpline,
    NavigationSettings,
    OrganisationSettings,
    QuickExitSettings,
    SiteTextSettings,
)
from core.navigation.snapshot import renew_snapshot

SITE_CHROME_MODELS = (
    Helpline,
    QuickExitSettings,
    NavigationSettings,
    OrganisationSettings,
    Site,
    SiteTextSettings,
)
RESTRICTION_MODELS = (PageViewRestriction, CollectionViewRestriction)


@receiver([post_save, post_delete])
def renew_on_change(sender: type, **kwargs: Any) -> None:
    """Renew caches after settings, helplines or view restrictions were saved or deleted."""
    if kwargs.get("raw") or sender not in (*SITE_CHROME_MODELS, *RESTRICTION_MODELS):
        return
    clear_request_cache()
    renew_snapshot()


@receiver(m2m_changed)
def renew_on_changed_groups(sender: type, **kwargs: Any) -> None:
    """Renew caches after the groups of a view restriction have changed."""
    if sender in {model.groups.through for model in RESTRICTION_MODELS}:
        clear_request_cache()
        renew_snapshot()


@receiver([page_published, page_unpublished, page_slug_changed, post_page_move])
def renew_on_page_change(sender: type, **kwargs: Any) -> None:
    """Renew caches after the status, slug or path of a page has changed: menus may link to it."""
    clear_request_cache()
    renew_snapshot()


@receiver(post_delete)
def renew_on_page_deletion(sender: type, **kwargs: Any) -> None:
    if issubclass(sender, Page):
        clear_request_cache()
        renew_snapshot()
