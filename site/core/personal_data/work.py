"""What the admin keeps of whoever works there: pages, pictures, versions, comments, the log.

Titles are given as they were when somebody did it. A page may be called something else since, which
is told only to those who may see that page.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import QuerySet
from django.utils.text import capfirst
from wagtail.models import ModelLogEntry, PageLogEntry
from wagtail.permission_policies.pages import PagePermissionPolicy

from core.personal_data.account import label_of
from core.personal_data.registry import Covering, Plain, Row, Section, deleted, join, kept, unnamed
from core.querysets import get_pages
from users.models import User

LOG_STAYS = "the log of the admin keeps a number that leads to nobody once the account is gone"
CLOSED_PAGE = "a page that is not open to you now"


@dataclass(frozen=True)
class Trace:
    """A field that names whoever did something. *called*, *at*: fields that say what, and when."""

    what: str
    model: str
    field: str
    called: str = ""
    at: str = ""

    def rows(self, user: User) -> Iterator[Row]:
        fields = [name for name in (self.called, self.at) if name]
        found = apps.get_model(self.model)._base_manager.filter(**{self.field: user})
        for values in found.order_by("pk").values(*fields or ["pk"]):
            told = {"Which": str(values[self.called])} if self.called else {}
            when = {"When": values[self.at]} if self.at else {}
            yield {"What": self.what, **told, **when}


TRACES = (
    Trace("You saved a version", "wagtailcore.Revision", "user", "object_str", "created_at"),
    Trace("You asked for approval", "wagtailcore.WorkflowState", "requested_by", "", "created_at"),
    Trace("You approved, or sent back", "wagtailcore.TaskState", "finished_by", "", "finished_at"),
    Trace("You commented", "wagtailcore.Comment", "user", "text", "created_at"),
    Trace("You settled a comment", "wagtailcore.Comment", "resolved_by", "", "resolved_at"),
    Trace("You answered a comment", "wagtailcore.CommentReply", "user", "text", "created_at"),
    Trace("You are editing", "wagtailadmin.EditingSession", "user", "", "last_seen_at"),
    Trace("Not saved yet", "wagtailadmin.FormState", "user", "", "last_updated_at"),
    Trace("You follow a page", "wagtailcore.PageSubscription", "user"),
    Trace("Picture you added", "core.CustomImage", "uploaded_by_user", "title", "created_at"),
    Trace("Document you added", "core.CustomDocument", "uploaded_by_user", "title", "created_at"),
    Trace("File being added", "wagtailcore.UploadedFile", "uploaded_by_user", "file"),
    # Wagtail's own tables, in place of which ours are used.
    Trace("Picture you added", "wagtailimages.Image", "uploaded_by_user", "title", "created_at"),
    Trace("Document you added", "wagtaildocs.Document", "uploaded_by_user", "title", "created_at"),
)


def work(user: User) -> Iterator[Row]:
    """All that *user* did in the admin, kind by kind."""
    yield from _pages_of(user, "owner", "You began a page", "first_published_at")
    yield from _pages_of(user, "locked_by", "You locked a page", "locked_at")
    for trace in TRACES:
        yield from trace.rows(user)
    yield from _log_of(user, PageLogEntry)
    yield from _log_of(user, ModelLogEntry)


def preferences(user: User) -> Iterator[Row]:
    """How somebody has set up the admin for themselves."""
    profile = apps.get_model("wagtailusers.UserProfile").objects.filter(user=user).first()
    if profile is None:
        return
    left_out = {"id", "user", "avatar"}
    fields = [field for field in profile._meta.fields if field.name not in left_out]
    told: Row = {_label(field): _plain(getattr(profile, field.name)) for field in fields}
    yield {**told, "Picture of yourself": profile.avatar.name if profile.avatar else ""}


def _label(field: Any) -> str:
    return capfirst(str(field.verbose_name))


def _plain(value: Any) -> Plain:
    """What has been clicked away is a dictionary: its names."""
    return sorted(value) if isinstance(value, dict) else value


def _pages_of(user: User, field: str, what: str, at: str) -> Iterator[Row]:
    theirs = get_pages().filter(**{field: user})
    open_to_them = _open_to(user, theirs)
    for page in theirs.order_by("pk").values("pk", "title", at):
        title = page["title"] if page["pk"] in open_to_them else CLOSED_PAGE
        yield {"What": what, "Which": title, "When": page[at]}


def _open_to(user: User, theirs: Any) -> set[int]:
    """Keys of those pages among *theirs* that *user* may read or change."""
    changed = PagePermissionPolicy().instances_user_has_permission_for(user, "change")
    keys = [*theirs.visible_to(user).values_list("pk", flat=True)]
    return {*keys, *theirs.filter(pk__in=_keys(changed)).values_list("pk", flat=True)}


def _keys(rows: QuerySet[Any]) -> Any:
    return rows.order_by().values("pk")


def _log_of(user: User, model: Any) -> Iterator[Row]:
    for entry in model.objects.filter(user=user).order_by("pk"):
        yield {"What": f"Log: {label_of(entry)}", "Which": entry.label, "When": entry.timestamp}


def join_all() -> None:
    """What everybody has who has worked in the admin."""
    for section in SECTIONS:
        join(section)


GONE_WITH = ("Comment", "CommentReply", "PageSubscription", "EditingSession", "FormState")


def _covering(trace: Trace) -> Covering:
    goes = trace.model.endswith(GONE_WITH) and trace.field == "user"
    return (deleted if goes else unnamed)(trace.model, trace.field)


SECTIONS = (
    Section(
        "How you set up the admin",
        preferences,
        covers=(deleted("wagtailusers.UserProfile", "user", "avatar"),),
        order=200,
    ),
    Section(
        "What you did in the admin",
        work,
        covers=(
            *map(_covering, TRACES),
            unnamed("wagtailcore.Page", "owner", "locked_by"),
            kept("wagtailcore.PageLogEntry", "user", why=LOG_STAYS),
            kept("wagtailcore.ModelLogEntry", "user", why=LOG_STAYS),
        ),
        order=210,
    ),
)
