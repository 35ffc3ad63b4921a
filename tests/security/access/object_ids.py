"""Primary keys of more objects for URLs of the admin, beyond those of the fixture site.

They differ between databases, so they are read from there.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.models import (
    GroupApprovalTask,
    Page,
    Site,
    UploadedFile,
    Workflow,
    WorkflowState,
    WorkflowTask,
)

from core.models import ContentNote, CustomImage, Helpline, Profession, Topic
from core.views.social_images import get_social_image
from news.models import Author
from tests.security.disclosure.fixtures_site import FixtureSite
from tests.security.disclosure.urls import SETTINGS_MODELS

Values = Callable[[FixtureSite], list[Any]]
FOLDERS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (Author, ("snippets/news/author", "snippets/choose/news/author")),
    (ContentNote, ("snippets/core/contentnote", "snippets/choose/core/contentnote")),
    (Helpline, ("snippets/core/helpline", "snippets/choose/core/helpline")),
    (Topic, ("topic",)),
    (Profession, ("profession",)),
    (Group, ("groups",)),
)


def create_objects(fixture_site: FixtureSite) -> dict[str, Values]:
    """Create objects, and return values for URL parameters (as ``urls.VALUES``)."""
    state = submit_to_workflow(fixture_site.pages["draft"], fixture_site.roles["editor"].user)
    upload = UploadedFile.objects.create(
        for_content_type=ContentType.objects.get_for_model(CustomImage),
        uploaded_by_user=fixture_site.roles["superuser"].user,
        file="nothing.png",
    )
    session = create_editing_session(
        fixture_site.pages["draft"], fixture_site.roles["superuser"].user
    )
    _reset_settings_pks()
    return {
        **_create_terms(),
        **_get_user_pks(fixture_site),
        "workflow_pk": _always([state.workflow_id]),
        "admin/workflows/:pk": _always([state.workflow_id]),
        "workflow_state_id": _always([state.pk]),
        "admin/workflows/tasks/:pk": _always([state.current_task_state.task_id]),
        "task_id": _always([state.current_task_state.task_id]),
        "task_state_id": _always([state.current_task_state_id]),
        "session_id": _always([session.pk]),
        "uploaded_file_id": _always([upload.pk]),
        "admin/settings/:pk": _always([1]),
        "name": _always(_private_rendition(fixture_site)),
        "admin/sites/:pk": _always(Site.objects.values_list("pk", flat=True)),
    }


def get_explicit_urls(fixture_site: FixtureSite) -> dict[str, list[str]]:
    """Members-only URLs for public patterns that are too general to be filled."""
    page, document = fixture_site.pages["members' section"].specific, fixture_site.files.document
    file = [f"/documents/{document.pk}/{document.filename}"]
    return {
        "^documents/(\\d+)/(.*)$": file,
        "documents/^(\\d+)/(.*)$": file,
        "^social-card/([0-9]{1,9})-([0-9a-f]{16})\\.png$": [
            f"/social-card/{page.pk}-{get_social_image(page).digest}.png"
        ],
        "^((?:[\\w\\-]+/)*)$": [page.get_url()],
    }


def _always(pks: Iterable[Any]) -> Values:
    known = list(pks)
    return lambda fixture_site: known


def _create_terms() -> dict[str, Values]:
    review = timezone.localdate()
    Helpline.objects.create(name="A line", number="Ring", url="tel:116123", review_by=review)
    Profession.objects.create(name="Nursing", slug="nursing")
    values: dict[str, Values] = {}
    for model, folders in FOLDERS:
        pks = list(model.objects.order_by("pk").values_list("pk", flat=True)[:2])
        assert pks, f"there is no {model.__name__} to request"
        values |= {f"admin/{folder}/:pk": _always(pks) for folder in folders}
    return values


def _get_user_pks(fixture_site: FixtureSite) -> dict[str, Values]:
    users = [fixture_site.roles[name].user.pk for name in ("second", "editor", "superuser")]
    return {"admin/users/:pk": _always(users)}


def submit_to_workflow(page: Page, by: Any) -> WorkflowState:
    """Start a workflow: *by* submits *page* for an editor's approval."""
    task = GroupApprovalTask.objects.create(name="An editor approves")
    task.groups.add(Group.objects.get(name="Editors"))
    workflow = Workflow.objects.create(name="Approval")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    return workflow.start(Page.objects.get(pk=page.pk).specific, by)


def create_editing_session(page: Page, by: Any) -> EditingSession:
    """An editing session of *by* on *page*."""
    return EditingSession.objects.create(
        user=by,
        content_type=ContentType.objects.get_for_model(page.specific_class),
        object_id=page.pk,
        last_seen_at=timezone.now(),
    )


def _reset_settings_pks() -> None:
    """Give each settings row the primary key 1, as on a real site."""
    for label, name in SETTINGS_MODELS:
        model = apps.get_model(label, name)
        model.load()
        model.objects.update(id=1)


def _private_rendition(fixture_site: FixtureSite) -> list[str]:
    file = fixture_site.files.picture.get_rendition("width-400").file
    return [file.name.removeprefix("images/")]
