"""The one door, part one: which branches of the page and collection trees are closed to whom.

A branch is closed by Wagtail's own privacy (sign-in, or groups); there is no second way of being
private. The rules are read once per request (core.request_memo).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
)

from core.request_memo import remember

Viewer = AbstractBaseUser | AnonymousUser | None


@dataclass(frozen=True)
class ClosedBranch:
    """A branch of a tree, by the path of its root, and who may enter it."""

    path: str
    rule_pk: int
    any_user: bool
    group_ids: frozenset[int]

    def admits(self, user: Any) -> bool:
        if user is None or not user.is_authenticated or not user.is_active:
            return False
        return self.any_user or user.is_superuser or bool(self.group_ids & group_ids(user))


def group_ids(user: Any) -> frozenset[int]:
    """Keys of the groups that *user* is in, read once per request."""
    return remember(
        ("group_ids", user.pk),
        lambda: frozenset(user.groups.values_list("pk", flat=True)),
    )


def closed_page_branches() -> tuple[ClosedBranch, ...]:
    """Every private branch of the page tree, aliases of private pages included."""
    return remember("closed_page_branches", _read_closed_page_branches)


def closed_collection_branches() -> tuple[ClosedBranch, ...]:
    """Every private branch of the collection tree."""
    return remember(
        "closed_collection_branches",
        lambda: tuple(_branches(CollectionViewRestriction, "collection")),
    )


def barred_page_paths(user: Viewer) -> list[str]:
    """Paths of the branches of the page tree that *user* may not see."""
    return [branch.path for branch in closed_page_branches() if not branch.admits(user)]


def barred_collection_ids(user: Viewer) -> list[int]:
    """Keys of the collections whose images and documents *user* may not see."""
    paths = [branch.path for branch in closed_collection_branches() if not branch.admits(user)]
    if not paths:
        return []
    collections = Collection.objects.values_list("pk", "path")
    return [pk for pk, path in collections if path.startswith(tuple(paths))]


def rules_over(page: Page) -> list[int]:
    """Keys of the privacy rules that rule *page*; with any at all, strangers never see it."""
    return [
        branch.rule_pk for branch in closed_page_branches() if page.path.startswith(branch.path)
    ]


def may_see(user: Viewer, page: Page) -> bool:
    """Whether the privacy of *page* lets *user* in."""
    return not page.path.startswith(tuple(barred_page_paths(user)))


def _read_closed_page_branches() -> tuple[ClosedBranch, ...]:
    branches = list(_branches(PageViewRestriction, "page"))
    return tuple(branches + _aliases_of(branches)) if branches else ()


def _branches(model: Any, node: str) -> Iterable[ClosedBranch]:
    restrictions = model._default_manager.select_related(node).prefetch_related("groups")
    for restriction in restrictions:
        yield ClosedBranch(
            path=getattr(restriction, node).path,
            rule_pk=restriction.pk,
            any_user=restriction.restriction_type == restriction.LOGIN,
            group_ids=frozenset(group.pk for group in restriction.groups.all()),
        )


def _aliases_of(branches: list[ClosedBranch]) -> list[ClosedBranch]:
    # An alias shows its source's content, so it is as private as its source, wherever it stands;
    # and its source may itself be an alias, or stand below one.
    aliases = Page.objects.filter(alias_of__isnull=False).values_list("path", "alias_of__path")
    found: dict[ClosedBranch, None] = {}
    fresh = branches
    while fresh:
        copies = [
            replace(branch, path=path)
            for path, source_path in aliases
            for branch in fresh
            if source_path.startswith(branch.path)
        ]
        fresh = [copy for copy in dict.fromkeys(copies) if copy not in found]
        found |= dict.fromkeys(fresh)
    return list(found)
