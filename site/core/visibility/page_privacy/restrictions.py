"""Find the view restrictions that a change would lose, and add them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Q
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from core.caching import clear_request_cache
from core.visibility.restrictions import (
    RestrictedSubtree,
    Restrictions,
    get_restricted_collection_subtrees,
    get_restricted_page_subtrees,
    get_view_restrictions,
    missing_restrictions,
    restrictions_at,
)


@dataclass(frozen=True)
class OpenedPage:
    """A page that would become visible to more people, with its restrictions before and after."""

    page: Page
    now: Restrictions
    then: Restrictions


@transaction.atomic
def add_restrictions(page: Page, restrictions: Restrictions) -> None:
    """Add copies of *restrictions* to *page*."""
    for known in PageViewRestriction.objects.filter(
        pk__in=[restriction.restriction_pk for restriction in restrictions]
    ):
        own = PageViewRestriction(
            page=page, restriction_type=known.restriction_type, password=known.password
        )
        own.save()  # Without groups yet, it allows superusers only.
        own.groups.set(known.groups.all())


def copy_view_restrictions(page: Page, copied: Page) -> None:
    """Make each page of the subtree *copied* as private as the one it was copied from.

    Wagtail copies only the restrictions of the top page, and none if the copy is restricted
    already. It copies no inherited restrictions, and none of an alias's source.
    """
    clear_request_cache()
    before = get_restricted_page_subtrees()
    originals = page.get_descendants(inclusive=True).order_by("path")
    copies = copied.get_descendants(inclusive=True).order_by("path")
    # A page copied without its descendants gives one pair.
    for original, new in zip(originals, copies, strict=False):
        now = restrictions_at(new.path, get_restricted_page_subtrees())
        add_restrictions(new, missing_restrictions(restrictions_at(original.path, before), now))


def preserve_restrictions_on_move(page: Page, destination: Page) -> None:
    """Add to *page* the restrictions that it would lose by moving to *destination*.

    Must be called before the move.
    """
    map_path = _get_path_mapping([page], destination)
    path = _read_path(page)
    after = restrictions_at(
        map_path(path),
        get_view_restrictions().with_paths_changed(map_path).get_restricted_page_subtrees(),
    )
    add_restrictions(
        page, missing_restrictions(restrictions_at(path, get_restricted_page_subtrees()), after)
    )


def preserve_restrictions_without_source(alias: Page) -> None:
    """Add to *alias* the restrictions that it would lose by becoming an ordinary page.

    Must be called before the change.
    """
    path = _read_path(alias)
    after = restrictions_at(
        path, get_view_restrictions().without_alias(path).get_restricted_page_subtrees()
    )
    add_restrictions(
        alias, missing_restrictions(restrictions_at(path, get_restricted_page_subtrees()), after)
    )


@transaction.atomic
def preserve_collection_restrictions_on_move(collection: Collection, parent: Collection) -> bool:
    """Add to *collection* the restrictions it would lose by moving to *parent*.

    Returns whether any were added. Code that moves a collection must call this before the move,
    which sends no signal. Weaker restrictions are deleted, since Wagtail's dialog shows only one.
    """
    subtrees = get_restricted_collection_subtrees()
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
        restriction.save()  # Without groups yet, it allows superusers only.
        restriction.groups.set(known.groups.all())
    implied = [
        it.restriction_pk for it in own if any(restriction.implies(it) for restriction in missing)
    ]
    CollectionViewRestriction.objects.filter(pk__in=implied).delete()
    return bool(missing)


def get_pages_opened_by_move(pages: Iterable[Page], destination: Page) -> list[OpenedPage]:
    """Pages that would become visible to more people if *pages* moved to *destination*.

    Includes their descendants, and all aliases of these pages.
    """
    map_path = _get_path_mapping(pages, destination)
    before, after = (
        get_restricted_page_subtrees(),
        get_view_restrictions().with_paths_changed(map_path).get_restricted_page_subtrees(),
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
    """Describe the users that *restrictions* allow. Superusers are not mentioned."""
    if not restrictions:
        return "everyone"
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
    """A function that maps the path of a page to its path after the move.

    Future paths contain "/", so that they cannot equal an existing path.
    """
    below = _read_path(destination)
    new_paths = {_read_path(page): f"{below}/{page.pk}/" for page in pages}

    def map_path(path: str) -> str:
        top = next((known for known in new_paths if path.startswith(known)), "")
        return new_paths[top] + path.removeprefix(top) if top else path

    return map_path


def _read_path(page: Page) -> str:
    """Read the path again, since a bulk move does not update the paths of pages in memory."""
    return Page.objects.values_list("path", flat=True).get(pk=page.pk)
