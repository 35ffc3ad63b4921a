"""Which privacy rules hold for a page before and after an act, and adding those that get lost."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Q
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from core.caching import clear_request_cache
from core.visibility import (
    RestrictedSubtree,
    get_view_restrictions,
    restricted_collection_subtrees,
    restricted_page_subtrees,
)

Restrictions = Sequence[RestrictedSubtree]


@dataclass(frozen=True)
class OpenedPage:
    """A page that more people could read than now, and who may read it now and then."""

    page: Page
    now: Restrictions
    then: Restrictions


def restrictions_at(path: str, subtrees: Restrictions) -> list[RestrictedSubtree]:
    """Those of *branches* that hold for the page or collection at *path*."""
    return [subtree for subtree in subtrees if path.startswith(subtree.path)]


def missing_restrictions(before: Restrictions, after: Restrictions) -> list[RestrictedSubtree]:
    """The rules of *before* that have to join *after*, so that nobody more may read."""
    missing: list[RestrictedSubtree] = []
    for restriction in sorted(
        before, key=lambda restriction: (restriction.any_user, len(restriction.group_ids))
    ):
        if not any(other.implies(restriction) for other in (*after, *missing)):
            missing.append(restriction)
    return missing


@transaction.atomic
def add_restrictions(page: Page, restrictions: Restrictions) -> None:
    """Give *page* rules of its own that say the same as *rules*."""
    for known in PageViewRestriction.objects.filter(
        pk__in=[restriction.restriction_pk for restriction in restrictions]
    ):
        own = PageViewRestriction(
            page=page, restriction_type=known.restriction_type, password=known.password
        )
        own.save()  # Without groups yet, it admits nobody.
        own.groups.set(known.groups.all())


def copy_view_restrictions(page: Page, copied: Page) -> None:
    """Make each page of the branch *copied* as private as the one it was copied from.

    Wagtail copies the rules of the page on top alone, and none where other rules hold already,
    none that hold because of a page further up, and none that hold for the source of an alias.
    """
    clear_request_cache()
    before = restricted_page_subtrees()
    originals = page.get_descendants(inclusive=True).order_by("path")
    copies = copied.get_descendants(inclusive=True).order_by("path")
    # Of a page that was copied without those below it, there is one pair.
    for original, new in zip(originals, copies, strict=False):
        now = restrictions_at(new.path, restricted_page_subtrees())
        add_restrictions(new, missing_restrictions(restrictions_at(original.path, before), now))


def preserve_restrictions_on_move(page: Page, destination: Page) -> None:
    """Add to *page* the rules that it would lose below *destination*. Call it before the move."""
    map_path = _get_path_mapping([page], destination)
    path = _read_path(page)
    after = restrictions_at(
        map_path(path),
        get_view_restrictions().with_paths_changed(map_path).restricted_page_subtrees(),
    )
    add_restrictions(
        page, missing_restrictions(restrictions_at(path, restricted_page_subtrees()), after)
    )


def preserve_restrictions_without_source(alias: Page) -> None:
    """Add to *alias* the rules that it would lose as an ordinary page. Call it before that."""
    path = _read_path(alias)
    after = restrictions_at(
        path, get_view_restrictions().without_alias(path).restricted_page_subtrees()
    )
    add_restrictions(
        alias, missing_restrictions(restrictions_at(path, restricted_page_subtrees()), after)
    )


@transaction.atomic
def preserve_collection_restrictions_on_move(collection: Collection, parent: Collection) -> bool:
    """Add to *collection* the rules that it would lose in *parent*, and return whether it did.

    Call it before the move, in any code that moves one: the move itself sends no signal. Restrictions
    that say less than the added ones go, since Wagtail's dialog shows one alone.
    """
    subtrees = restricted_collection_subtrees()
    own = [subtree for subtree in subtrees if subtree.path == collection.path]
    now, after = restrictions_at(collection.path, subtrees), restrictions_at(parent.path, subtrees)
    missing = missing_restrictions(now, [*after, *own])
    for known in CollectionViewRestriction.objects.filter(
        pk__in=[it.restriction_pk for it in missing]
    ):
        restriction = CollectionViewRestriction(
            collection=collection,
            restriction_type=known.restriction_type,
            password=known.password,
        )
        restriction.save()  # Without groups yet, it admits nobody.
        restriction.groups.set(known.groups.all())
    implied = [
        it.restriction_pk for it in own if any(restriction.implies(it) for restriction in missing)
    ]
    CollectionViewRestriction.objects.filter(pk__in=implied).delete()
    return bool(missing)


def get_pages_opened_by_move(pages: Iterable[Page], destination: Page) -> list[OpenedPage]:
    """Pages that more people could read if *pages* took on the privacy of *destination*.

    Among them are pages below those that move, and aliases of all these, wherever they stand.
    """
    map_path = _get_path_mapping(pages, destination)
    before, after = (
        restricted_page_subtrees(),
        get_view_restrictions().with_paths_changed(map_path).restricted_page_subtrees(),
    )
    hidden = Q(pk__in=[])
    for subtree in before:
        hidden |= Q(path__startswith=subtree.path)
    found = (
        OpenedPage(
            page, restrictions_at(page.path, before), restrictions_at(map_path(page.path), after)
        )
        for page in Page.objects.filter(hidden).order_by("path")
    )
    return [opened for opened in found if missing_restrictions(opened.now, opened.then)]


def describe_readers(restrictions: Restrictions) -> str:
    """Whom *rules* admit, in words; superusers are not named."""
    if not restrictions:
        return "everybody"
    needed = missing_restrictions(restrictions, [])
    names = dict(Group.objects.values_list("pk", "name"))
    return " who are also ".join(
        "people who sign in" if restriction.any_user else _describe_groups(restriction, names)
        for restriction in needed
    )


def _describe_groups(restriction: RestrictedSubtree, names: dict[int, str]) -> str:
    found = sorted(names[pk] for pk in restriction.group_ids)
    return f"people in the group {' or '.join(found)}" if found else "nobody"


def _get_path_mapping(pages: Iterable[Page], destination: Page) -> Callable[[str], str]:
    """Where what stands at a path will stand. No path that the tree uses has a "/" in it."""
    below = _read_path(destination)
    new_paths = {_read_path(page): f"{below}/{page.pk}/" for page in pages}

    def map_path(path: str) -> str:
        top = next((known for known in new_paths if path.startswith(known)), "")
        return new_paths[top] + path.removeprefix(top) if top else path

    return map_path


def _read_path(page: Page) -> str:
    """Wagtail moves pages one after the other, and does not tell those that it has in memory."""
    return Page.objects.values_list("path", flat=True).get(pk=page.pk)
