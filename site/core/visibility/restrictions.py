"""Which subtrees of pages and collections a user can view, by Wagtail's view restrictions.

View restrictions (sign-in, or groups) are the only way to make content private. They are read once
per request (core.caching). core.visibility.querysets filters pages, images and documents by them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import F, IntegerField, QuerySet, Value
from wagtail.models import (
    BaseViewRestriction,
    Collection,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
)

from core.caching import cached_for_request

# The group column of rows without a group.
NO_GROUP = Value(None, output_field=IntegerField())

UserOrNone = AbstractBaseUser | AnonymousUser | None


@dataclass(frozen=True)
class RestrictedSubtree:
    """A subtree, given by the path of its root, and the users that its restriction allows.

    Without groups and *any_user* it allows superusers only.
    """

    path: str
    restriction_pk: int
    any_user: bool
    group_ids: frozenset[int]

    def allows(self, user: Any) -> bool:
        if user is None or not user.is_authenticated or not user.is_active:
            return False
        return self.any_user or user.is_superuser or bool(self.group_ids & get_group_ids(user))

    def implies(self, other: "RestrictedSubtree") -> bool:
        """Whether *other* allows all users whom this restriction allows, whatever their groups."""
        return other.any_user or (not self.any_user and self.group_ids <= other.group_ids)


Restrictions = Sequence[RestrictedSubtree]


def restrictions_at(path: str, subtrees: Restrictions) -> list[RestrictedSubtree]:
    """The *subtrees* that contain the page or collection at *path*."""
    return [subtree for subtree in subtrees if path.startswith(subtree.path)]


def missing_restrictions(before: Restrictions, after: Restrictions) -> list[RestrictedSubtree]:
    """The restrictions of *before* that must be added to *after* to allow no further users."""
    missing: list[RestrictedSubtree] = []
    for restriction in sorted(
        before, key=lambda restriction: (restriction.any_user, len(restriction.group_ids))
    ):
        if not any(other.implies(restriction) for other in (*after, *missing)):
            missing.append(restriction)
    return missing


def get_group_ids(user: Any) -> frozenset[int]:
    """Primary keys of the user's groups, read once per request."""
    return cached_for_request(
        ("group_ids", user.pk),
        lambda: frozenset(user.groups.values_list("pk", flat=True)),
    )


def get_restricted_page_subtrees() -> tuple[RestrictedSubtree, ...]:
    """Every restricted subtree of pages, including aliases of private pages."""
    return cached_for_request(
        "get_restricted_page_subtrees",
        lambda: get_view_restrictions().get_restricted_page_subtrees(),
    )


def get_restricted_collection_subtrees() -> tuple[RestrictedSubtree, ...]:
    """Every restricted subtree of collections."""
    return get_view_restrictions().collections


def get_hidden_page_paths(user: UserOrNone) -> list[str]:
    """Paths of the page subtrees that *user* cannot view."""
    return [subtree.path for subtree in get_restricted_page_subtrees() if not subtree.allows(user)]


def get_hidden_collection_ids(user: UserOrNone) -> list[int]:
    """Primary keys of the collections whose images and documents *user* cannot view."""
    paths = [
        subtree.path for subtree in get_restricted_collection_subtrees() if not subtree.allows(user)
    ]
    if not paths:
        return []
    return [
        pk for pk, path in get_view_restrictions().collection_paths if path.startswith(tuple(paths))
    ]


def get_restriction_ids(page: Page) -> list[int]:
    """Primary keys of the view restrictions that apply to *page*, including inherited ones."""
    return [
        subtree.restriction_pk
        for subtree in get_restricted_page_subtrees()
        if page.path.startswith(subtree.path)
    ]


def can_view(user: UserOrNone, page: Page) -> bool:
    """Whether the view restrictions of *page* allow *user*."""
    return not page.path.startswith(tuple(get_hidden_page_paths(user)))


@dataclass(frozen=True)
class ViewRestrictions:
    """The view restrictions of pages and collections, and the aliases of pages.

    An alias is a pair of paths: its own, and that of its source.
    """

    pages: tuple[RestrictedSubtree, ...]
    collections: tuple[RestrictedSubtree, ...]
    aliases: tuple[tuple[str, str], ...]
    # All collections. They are few, and a separate query for them would take longer.
    collection_paths: tuple[tuple[int, str], ...]

    def get_restricted_page_subtrees(self) -> tuple[RestrictedSubtree, ...]:
        """Every restricted subtree of pages, including aliases of private pages."""
        return (*self.pages, *_get_alias_subtrees(self.pages, self.aliases)) if self.pages else ()

    def with_paths_changed(self, map_path: Callable[[str], str]) -> "ViewRestrictions":
        """The restrictions as they would be with every page at the path *map_path* returns."""
        return replace(
            self,
            pages=tuple(replace(subtree, path=map_path(subtree.path)) for subtree in self.pages),
            aliases=tuple((map_path(path), map_path(source)) for path, source in self.aliases),
        )

    def without_alias(self, path: str) -> "ViewRestrictions":
        """The restrictions as they would be if the page at *path* were not an alias."""
        return replace(self, aliases=tuple(pair for pair in self.aliases if pair[0] != path))


def get_view_restrictions() -> ViewRestrictions:
    """All view restrictions, read once per request."""
    return cached_for_request("view_restrictions", _read_view_restrictions)


def _read_view_restrictions() -> ViewRestrictions:
    """Read all view restrictions in one query."""
    groups: dict[tuple[str, int], set[int]] = defaultdict(set)
    restrictions: dict[tuple[str, int], tuple[str, str]] = {}
    rows = _get_restriction_rows(PageViewRestriction, "page").union(
        _get_restriction_rows(CollectionViewRestriction, "collection"),
        _get_alias_rows(),
        _get_collection_rows(),
        all=True,
    )
    for tree, pk, path, restriction_type, group in rows:
        restrictions[tree, pk] = (path, restriction_type)
        groups[tree, pk] |= {group} if group else set()

    def subtrees(tree: str) -> tuple[RestrictedSubtree, ...]:
        return tuple(
            RestrictedSubtree(
                path, pk, restriction_type == BaseViewRestriction.LOGIN, frozenset(groups[of, pk])
            )
            for (of, pk), (path, restriction_type) in restrictions.items()
            if of == tree
        )

    aliases = tuple(known for (of, _), known in restrictions.items() if of == "alias")
    collection_paths = tuple(
        (pk, path) for (of, pk), (path, _) in restrictions.items() if of == "collection_path"
    )
    return ViewRestrictions(subtrees("page"), subtrees("collection"), aliases, collection_paths)


def _get_restriction_rows(model: Any, tree: str) -> QuerySet[Any, Any]:
    """A row for each group of each view restriction; one row for a restriction without groups."""
    restrictions = model._default_manager.order_by()
    path = F(f"{tree}__path")
    return restrictions.values_list(Value(tree), "pk", path, "restriction_type", "groups")


def _get_alias_rows() -> QuerySet[Any, Any]:
    """A row for each alias: its path, and its source's path in place of the restriction type."""
    aliases = Page.objects.filter(alias_of__isnull=False).order_by()
    return aliases.values_list(Value("alias"), "pk", "path", "alias_of__path", NO_GROUP)


def _get_collection_rows() -> QuerySet[Any, Any]:
    """A row for each collection."""
    rows = Collection.objects.order_by()
    return rows.values_list(Value("collection_path"), "pk", "path", Value(""), NO_GROUP)


def _get_alias_subtrees(
    subtrees: Iterable[RestrictedSubtree], aliases: Iterable[tuple[str, str]]
) -> list[RestrictedSubtree]:
    # An alias shows the content of its source, so it must be as private. The source may itself be
    # an alias, or a descendant of one.
    found: dict[RestrictedSubtree, None] = {}
    fresh = list(subtrees)
    while fresh:
        copies = [
            replace(subtree, path=path)
            for path, source_path in aliases
            for subtree in fresh
            if source_path.startswith(subtree.path)
        ]
        fresh = [copy for copy in dict.fromkeys(copies) if copy not in found]
        found |= dict.fromkeys(fresh)
    return list(found)
