"""User groups and their initial permissions.

The app home may import all other apps, so it can use the models that permissions belong to.
Superusers change groups in the admin; a later ``migrate`` does not undo what they changed.
"""

from collections.abc import Iterable
from typing import Any

from django.apps import apps as global_apps
from django.contrib.auth import get_permission_codename
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db import models, transaction
from wagtail.admin.models import Admin
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Task,
    Workflow,
    WorkflowPage,
)

from core.models import (
    ContentNote,
    Helpline,
    NavigationSettings,
    OrganisationSettings,
    Profession,
    QuickExitSettings,
    SiteTextSettings,
    Topic,
)
from mailqueue.models import EmailTemplateSettings
from membership.models import (
    Application,
    ApplicationTextSettings,
    Member,
    MemberTextSettings,
)
from news.models import Author
from users.models import AccountTextSettings, MfaTextSettings

Model = type[models.Model]
ModelActions = tuple[Model, tuple[str, ...]]

EDIT = ("add", "change", "delete")
ACCESS_ADMIN: ModelActions = (Admin, ("access",))
GROUP_PERMISSIONS: dict[str, tuple[ModelActions, ...]] = {
    "Editors": (
        ACCESS_ADMIN,
        (Author, EDIT),
        (ContentNote, EDIT),
        (Helpline, EDIT),
        (Profession, EDIT),
        (Redirect, EDIT),
        (SearchPromotion, EDIT),
        (Topic, EDIT),
        (AccountTextSettings, ("change",)),
        (ApplicationTextSettings, ("change",)),
        (QuickExitSettings, ("change",)),
        (EmailTemplateSettings, ("change",)),
        (MemberTextSettings, ("change",)),
        (NavigationSettings, ("change",)),
        (OrganisationSettings, ("change",)),
        (MfaTextSettings, ("change",)),
        (SiteTextSettings, ("change",)),
    ),
    "Membership team": (
        ACCESS_ADMIN,
        (Application, ("list", "inspect", "export", "decide")),
        (Member, ("list", "inspect", "manage")),
    ),
    "Moderators": (ACCESS_ADMIN,),
    "Members": (),
}
# Wagtail's migrations create the other groups.
OWN_GROUPS = ("Membership team", "Members")
# For the root page and the root collection, hence for all pages and collections.
EDITORS_PAGE_ACTIONS = (Page, ("add", "change", "publish", "bulk_delete", "lock", "unlock"))
EDITORS_COLLECTION_ACTIONS = (
    (Image, (*EDIT, "choose")),
    (Document, (*EDIT, "choose")),
    (Collection, EDIT),
)
WAGTAIL_WORKFLOW = "Moderators approval"


def create_groups(using: str, apps: Any = global_apps, **kwargs: Any) -> None:
    """Create the groups that do not exist, with their permissions. A receiver of ``post_migrate``.

    Wagtail creates Editors and Moderators: they get the permissions listed here when the site's own
    groups are created, that is, once. Does nothing while a migration has left out some of the apps.
    """
    if not _are_all_migrated(apps):
        return
    groups = Group.objects.using(using)
    existing = set(groups.values_list("name", flat=True))
    is_new_site = existing.isdisjoint(OWN_GROUPS)
    names = [name for name in GROUP_PERMISSIONS if is_new_site or name not in existing]
    if not names:
        return
    with transaction.atomic(using=using):
        _create_all_permissions(using)
        for name in names:
            group = groups.get_or_create(name=name)[0]
            group.permissions.set(_get_permissions(using, GROUP_PERMISSIONS[name]))
            GroupPagePermission.objects.using(using).filter(group=group).delete()
            GroupCollectionPermission.objects.using(using).filter(group=group).delete()
        if "Editors" in names:
            _permit_editors_to_edit_all_pages_and_files(using)
        if is_new_site:
            _retire_wagtail_workflow(using)


def _are_all_migrated(apps: Any) -> bool:
    """Whether *apps*, the model state after ``migrate``, contains all models used here."""
    migrated = {model._meta.label for model in apps.get_models()}
    return all(model._meta.label in migrated for model in _get_models())


def _get_models() -> set[Model]:
    listed = (*EDITORS_COLLECTION_ACTIONS, EDITORS_PAGE_ACTIONS)
    groups = (model_actions for actions in GROUP_PERMISSIONS.values() for model_actions in actions)
    return {model for model, _ in (*listed, *groups)}


def _create_all_permissions(using: str) -> None:
    """Create permissions now: Django sends ``post_migrate`` app by app, home first."""
    for label in sorted({model._meta.app_label for model in _get_models()}):
        create_permissions(global_apps.get_app_config(label), verbosity=0, using=using)


def _get_permissions(using: str, listed: Iterable[ModelActions]) -> list[Permission]:
    return [
        Permission.objects.using(using).get(
            content_type__app_label=model._meta.app_label,
            codename=get_permission_codename(action, model._meta),
        )
        for model, actions in listed
        for action in actions
    ]


def _permit_editors_to_edit_all_pages_and_files(using: str) -> None:
    """Skip roots that do not exist: ``flush`` deletes the root page and the root collection."""
    editors = Group.objects.using(using).get(name="Editors")
    if root_page := Page.objects.using(using).filter(depth=1).first():
        for permission in _get_permissions(using, [EDITORS_PAGE_ACTIONS]):
            GroupPagePermission.objects.using(using).create(
                group=editors, page=root_page, permission=permission
            )
    if root_collection := Collection.objects.using(using).filter(depth=1).first():
        for permission in _get_permissions(using, EDITORS_COLLECTION_ACTIONS):
            GroupCollectionPermission.objects.using(using).create(
                group=editors, collection=root_collection, permission=permission
            )


def _retire_wagtail_workflow(using: str) -> None:
    """Disable Wagtail's default workflow, which would show submitted pages to Moderators."""
    WorkflowPage.objects.using(using).filter(workflow__name=WAGTAIL_WORKFLOW).delete()
    Workflow.objects.using(using).filter(name=WAGTAIL_WORKFLOW).update(active=False)
    Task.objects.using(using).filter(name=WAGTAIL_WORKFLOW).update(active=False)
