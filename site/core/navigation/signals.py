"""Renew caches and delete leftover data when content, settings or view restrictions change."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.dispatch import receiver
from modelsearch.index import class_is_indexed
from wagtail.admin.models import FormState
from wagtail.models import (
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
    PreviewableMixin,
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
from core.navigation.chrome import renew_snapshot
from privacy.database_cleanup import remove_deleted_content
from scheduler.jobs import make_due
from users.models import User

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


@receiver(post_delete)
def remove_content_of_deleted(sender: type, **kwargs: Any) -> None:
    """Schedule the removal of deleted contents after indexed content or a user was deleted."""
    if class_is_indexed(sender) or sender is User:
        make_due(remove_deleted_content)


@receiver(post_delete)
def delete_previews_of_deleted(sender: type, instance: Any, **kwargs: Any) -> None:
    """Delete the form data that Wagtail stores for previews of a deleted object.

    Previews of unsaved objects have no primary key, so all such previews of this type are deleted.
    An editor who is creating another page gets a new preview with the next change.
    """
    if issubclass(sender, PreviewableMixin):
        content_type = ContentType.objects.get_for_model(sender, for_concrete_model=False)
        object_ids = ("", str(instance.pk))
        FormState.objects.filter(content_type=content_type, object_id__in=object_ids).delete()
