"""The one door, part one: which branches of the page and collection trees are closed to whom.

A branch is closed by Wagtail's own privacy (sign-in, or groups); there is no second way of being
private. The rules are read once per request (core.request_memo).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
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

from core.request_memo import remember

# In place of a group, in rows that name none.
NOBODY = Value(None, output_field=IntegerField())

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

    def implies(self, other: "ClosedBranch") -> bool:
        """Whether *other* admits everybody whom this rule admits, whoever is in which group."""
        return other.any_user or (not self.any_user and self.group_ids <= other.group_ids)


def group_ids(user: Any) -> frozenset[int]:
    """Keys of the groups that *user* is in, read once per request."""
    return remember(
        ("group_ids", user.pk),
        lambda: frozenset(user.groups.values_list("pk", flat=True)),
    )


def closed_page_branches() -> tuple[ClosedBranch, ...]:
    """Every private branch of the page tree, aliases of private pages included."""
    return remember("closed_page_branches", lambda: current_rules().page_branches())


def closed_collection_branches() -> tuple[ClosedBranch, ...]:
    """Every private branch of the collection tree."""
    return current_rules().collections


def barred_page_paths(user: Viewer) -> list[str]:
    """Paths of the branches of the page tree that *user* may not see."""
    return [branch.path for branch in closed_page_branches() if not branch.admits(user)]


def barred_collection_ids(user: Viewer) -> list[int]:
    """Keys of the collections whose images and documents *user* may not see."""
    paths = [branch.path for branch in closed_collection_branches() if not branch.admits(user)]
    if not paths:
        return []
    return [pk for pk, path in current_rules().places if path.startswith(tuple(paths))]


def rules_over(page: Page) -> list[int]:
    """Keys of the privacy rules that rule *page*; with any at all, strangers never see it."""
    return [
        branch.rule_pk for branch in closed_page_branches() if page.path.startswith(branch.path)
    ]


def may_see(user: Viewer, page: Page) -> bool:
    """Whether the privacy of *page* lets *user* in."""
    return not page.path.startswith(tuple(barred_page_paths(user)))


@dataclass(frozen=True)
class Rules:
    """The rules of both trees, and which page is an alias of which: pairs of paths."""

    pages: tuple[ClosedBranch, ...]
    collections: tuple[ClosedBranch, ...]
    aliases: tuple[tuple[str, str], ...]
    # All collections there are: they are few, and asking for them apart would be one more query.
    places: tuple[tuple[int, str], ...]

    def page_branches(self) -> tuple[ClosedBranch, ...]:
        """Every private branch of the page tree, aliases of private pages included."""
        return (*self.pages, *_aliases_of(self.pages, self.aliases)) if self.pages else ()

    def moved(self, place: Callable[[str], str]) -> "Rules":
        """As they would be if each page stood at what *place* makes of its path."""
        return replace(
            self,
            pages=tuple(replace(branch, path=place(branch.path)) for branch in self.pages),
            aliases=tuple((place(path), place(source)) for path, source in self.aliases),
        )

    def without_alias(self, path: str) -> "Rules":
        """As they would be if the page at *path* were an ordinary page."""
        return replace(self, aliases=tuple(pair for pair in self.aliases if pair[0] != path))


def current_rules() -> Rules:
    """All rules there are, read once per request."""
    return remember("closed_branches", _read_rules)


def _read_rules() -> Rules:
    """All of them, in one query."""
    groups: dict[tuple[str, int], set[int]] = defaultdict(set)
    rules: dict[tuple[str, int], tuple[str, str]] = {}
    rows = _rules_of(PageViewRestriction, "page").union(
        _rules_of(CollectionViewRestriction, "collection"), _aliases(), _places(), all=True
    )
    for tree, pk, path, kind, group in rows:
        rules[tree, pk] = (path, kind)
        groups[tree, pk] |= {group} if group else set()

    def branches(tree: str) -> tuple[ClosedBranch, ...]:
        return tuple(
            ClosedBranch(path, pk, kind == BaseViewRestriction.LOGIN, frozenset(groups[of, pk]))
            for (of, pk), (path, kind) in rules.items()
            if of == tree
        )

    aliases = tuple(known for (of, _), known in rules.items() if of == "alias")
    places = tuple((pk, path) for (of, pk), (path, _) in rules.items() if of == "place")
    return Rules(branches("page"), branches("collection"), aliases, places)


def _rules_of(model: Any, tree: str) -> QuerySet[Any, Any]:
    """A row for each group that a rule admits; one without a group where it names none."""
    rules = model._default_manager.order_by()
    path = F(f"{tree}__path")
    return rules.values_list(Value(tree), "pk", path, "restriction_type", "groups")


def _aliases() -> QuerySet[Any, Any]:
    """A row for each alias: its path, and that of its source in place of the kind of rule."""
    aliases = Page.objects.filter(alias_of__isnull=False).order_by()
    return aliases.values_list(Value("alias"), "pk", "path", "alias_of__path", NOBODY)


def _places() -> QuerySet[Any, Any]:
    """A row for each collection."""
    rows = Collection.objects.order_by()
    return rows.values_list(Value("place"), "pk", "path", Value(""), NOBODY)


def _aliases_of(
    branches: Iterable[ClosedBranch], aliases: Iterable[tuple[str, str]]
) -> list[ClosedBranch]:
    # An alias shows its source's content, so it is as private as its source, wherever it stands;
    # and its source may itself be an alias, or stand below one.
    found: dict[ClosedBranch, None] = {}
    fresh = list(branches)
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
