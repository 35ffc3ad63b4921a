"""Personal data of admin users: pages, images, revisions, comments, log entries.

Titles are those at the time of the action. The current title of a page is shown only to users who
can view or change that page.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import QuerySet
from django.utils.text import capfirst
from wagtail import hooks
from wagtail.models import ModelLogEntry, PageLogEntry
from wagtail.permission_policies.pages import PagePermissionPolicy

from core.visibility.querysets import get_pages
from privacy.account_data import get_action_label
from privacy.registry import (
    JsonValue,
    PersonalDataField,
    Row,
    SectionDefinition,
    anonymise_fields,
    delete_fields,
    keep_fields,
)
from users.models import User

LOG_RETENTION_REASON = (
    "the admin log keeps a number that no longer identifies anyone once the account is deleted"
)
RESTRICTED_PAGE_TITLE = "a page you no longer have access to"


@dataclass(frozen=True)
class UserReference:
    """A field that refers to the user. *label_field* says what it is about, *time_field* when."""

    what: str
    model: str
    field: str
    label_field: str = ""
    time_field: str = ""

    def rows(self, user: User) -> Iterator[Row]:
        fields = [name for name in (self.label_field, self.time_field) if name]
        found = apps.get_model(self.model)._base_manager.filter(**{self.field: user})
        for values in found.order_by("pk").values(*fields or ["pk"]):
            title = {"Item": str(values[self.label_field])} if self.label_field else {}
            when = {"When": values[self.time_field]} if self.time_field else {}
            yield {"What": self.what, **title, **when}


USER_REFERENCES = (
    UserReference(
        "You saved a version", "wagtailcore.Revision", "user", "object_str", "created_at"
    ),
    UserReference(
        "You submitted for approval", "wagtailcore.WorkflowState", "requested_by", "", "created_at"
    ),
    UserReference(
        "You approved or rejected", "wagtailcore.TaskState", "finished_by", "", "finished_at"
    ),
    UserReference("You commented", "wagtailcore.Comment", "user", "text", "created_at"),
    UserReference(
        "You resolved a comment", "wagtailcore.Comment", "resolved_by", "", "resolved_at"
    ),
    UserReference(
        "You replied to a comment", "wagtailcore.CommentReply", "user", "text", "created_at"
    ),
    UserReference("You are editing", "wagtailadmin.EditingSession", "user", "", "last_seen_at"),
    UserReference("Unsaved changes", "wagtailadmin.FormState", "user", "", "last_updated_at"),
    UserReference("You are subscribed to a page", "wagtailcore.PageSubscription", "user"),
    UserReference("Image you added", "core.CustomImage", "uploaded_by_user", "title", "created_at"),
    UserReference(
        "Document you added", "core.CustomDocument", "uploaded_by_user", "title", "created_at"
    ),
    UserReference("File being uploaded", "wagtailcore.UploadedFile", "uploaded_by_user", "file"),
    # Wagtail's own models, which this site replaces with custom ones.
    UserReference(
        "Image you added", "wagtailimages.Image", "uploaded_by_user", "title", "created_at"
    ),
    UserReference(
        "Document you added", "wagtaildocs.Document", "uploaded_by_user", "title", "created_at"
    ),
)


def get_staff_activity(user: User) -> Iterator[Row]:
    """Everything that is stored about what *user* did in the admin."""
    yield from _get_page_rows(user, "owner", "You created a page", "first_published_at")
    yield from _get_page_rows(user, "locked_by", "You locked a page", "locked_at")
    for reference in USER_REFERENCES:
        yield from reference.rows(user)
    yield from _get_log_rows(user, PageLogEntry)
    yield from _get_log_rows(user, ModelLogEntry)


def get_admin_preferences(user: User) -> Iterator[Row]:
    """The admin preferences of *user*."""
    profile = apps.get_model("wagtailusers.UserProfile").objects.filter(user=user).first()
    if profile is None:
        return
    left_out = {"id", "user", "avatar"}
    fields = [field for field in profile._meta.fields if field.name not in left_out]
    values: Row = {
        _get_label(field): _to_json_value(getattr(profile, field.name)) for field in fields
    }
    yield {**values, "Profile picture": profile.avatar.name if profile.avatar else ""}


def _get_label(field: Any) -> str:
    return capfirst(str(field.verbose_name))


def _to_json_value(value: Any) -> JsonValue:
    """*value* for JSON; only the keys of a dictionary (dismissibles)."""
    return sorted(value) if isinstance(value, dict) else value


def _get_page_rows(user: User, field: str, what: str, at: str) -> Iterator[Row]:
    own_pages = get_pages().filter(**{field: user})
    accessible_ids = _get_accessible_ids(user, own_pages)
    for page in own_pages.order_by("pk").values("pk", "title", at):
        title = page["title"] if page["pk"] in accessible_ids else RESTRICTED_PAGE_TITLE
        yield {"What": what, "Item": title, "When": page[at]}


def _get_accessible_ids(user: User, own_pages: Any) -> set[int]:
    """Primary keys of the *own_pages* that *user* can view or change."""
    changed = PagePermissionPolicy().instances_user_has_permission_for(user, "change")
    ids = [*own_pages.visible_to(user).values_list("pk", flat=True)]
    return {*ids, *own_pages.filter(pk__in=_get_ids(changed)).values_list("pk", flat=True)}


def _get_ids(rows: QuerySet[Any]) -> Any:
    return rows.order_by().values("pk")


def _get_log_rows(user: User, model: Any) -> Iterator[Row]:
    for entry in model.objects.filter(user=user).order_by("pk"):
        yield {
            "What": f"Log: {get_action_label(entry)}",
            "Item": entry.label,
            "When": entry.timestamp,
        }


DELETED_WITH_USER = ("Comment", "CommentReply", "PageSubscription", "EditingSession", "FormState")


def _build_field(reference: UserReference) -> PersonalDataField:
    is_deleted = reference.model.endswith(DELETED_WITH_USER) and reference.field == "user"
    return (delete_fields if is_deleted else anonymise_fields)(reference.model, reference.field)


SECTIONS = (
    SectionDefinition(
        "Your admin preferences",
        get_admin_preferences,
        fields=(delete_fields("wagtailusers.UserProfile", "user", "avatar"),),
        order=200,
    ),
    SectionDefinition(
        "Your activity in the admin",
        get_staff_activity,
        fields=(
            *map(_build_field, USER_REFERENCES),
            anonymise_fields("wagtailcore.Page", "owner", "locked_by"),
            keep_fields("wagtailcore.PageLogEntry", "user", reason=LOG_RETENTION_REASON),
            keep_fields("wagtailcore.ModelLogEntry", "user", reason=LOG_RETENTION_REASON),
        ),
        order=210,
    ),
)


@hooks.register("register_personal_data")
def get_sections() -> tuple[SectionDefinition, ...]:
    """The sections of admin users."""
    return SECTIONS
