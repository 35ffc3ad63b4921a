"""Which privacy rules hold for a page before and after an act, and adding those that get lost."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Q
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from core.request_memo import forget
from core.visibility import (
    ClosedBranch,
    closed_collection_branches,
    closed_page_branches,
    current_rules,
)

Rules = Sequence[ClosedBranch]


@dataclass(frozen=True)
class OpenedPage:
    """A page that more people could read than now, and who may read it now and then."""

    page: Page
    now: Rules
    then: Rules


def rules_at(path: str, branches: Rules) -> list[ClosedBranch]:
    """Those of *branches* that hold for the page or collection at *path*."""
    return [branch for branch in branches if path.startswith(branch.path)]


def missing_rules(before: Rules, after: Rules) -> list[ClosedBranch]:
    """The rules of *before* that have to join *after*, so that nobody more may read."""
    missing: list[ClosedBranch] = []
    for rule in sorted(before, key=lambda rule: (rule.any_user, len(rule.group_ids))):
        if not any(other.implies(rule) for other in (*after, *missing)):
            missing.append(rule)
    return missing


@transaction.atomic
def add_rules(page: Page, rules: Rules) -> None:
    """Give *page* rules of its own that say the same as *rules*."""
    for known in PageViewRestriction.objects.filter(pk__in=[rule.rule_pk for rule in rules]):
        own = PageViewRestriction(
            page=page, restriction_type=known.restriction_type, password=known.password
        )
        own.save()  # Without groups yet, it admits nobody.
        own.groups.set(known.groups.all())


def keep_private_when_copied(page: Page, copied: Page) -> None:
    """Make each page of the branch *copied* as private as the one it was copied from.

    Wagtail copies the rules of the page on top alone, and none where other rules hold already,
    none that hold because of a page further up, and none that hold for the source of an alias.
    """
    forget()
    before = closed_page_branches()
    originals = page.get_descendants(inclusive=True).order_by("path")
    copies = copied.get_descendants(inclusive=True).order_by("path")
    # Of a page that was copied without those below it, there is one pair.
    for original, new in zip(originals, copies, strict=False):
        now = rules_at(new.path, closed_page_branches())
        add_rules(new, missing_rules(rules_at(original.path, before), now))


def keep_private_when_moved(page: Page, destination: Page) -> None:
    """Add to *page* the rules that it would lose below *destination*. Call it before the move."""
    place = _place_after_move([page], destination)
    path = _current_path(page)
    after = rules_at(place(path), current_rules().moved(place).page_branches())
    add_rules(page, missing_rules(rules_at(path, closed_page_branches()), after))


def keep_private_without_source(alias: Page) -> None:
    """Add to *alias* the rules that it would lose as an ordinary page. Call it before that."""
    path = _current_path(alias)
    after = rules_at(path, current_rules().without_alias(path).page_branches())
    add_rules(alias, missing_rules(rules_at(path, closed_page_branches()), after))


@transaction.atomic
def keep_collection_private_when_moved(collection: Collection, parent: Collection) -> bool:
    """Add to *collection* the rules that it would lose in *parent*, and return whether it did.

    Call it before the move, in any code that moves one: the move itself sends no signal. Rules
    that say less than the added ones go, since Wagtail's dialog shows one alone.
    """
    branches = closed_collection_branches()
    own = [branch for branch in branches if branch.path == collection.path]
    now, after = rules_at(collection.path, branches), rules_at(parent.path, branches)
    missing = missing_rules(now, [*after, *own])
    for known in CollectionViewRestriction.objects.filter(pk__in=[it.rule_pk for it in missing]):
        rule = CollectionViewRestriction(
            collection=collection,
            restriction_type=known.restriction_type,
            password=known.password,
        )
        rule.save()  # Without groups yet, it admits nobody.
        rule.groups.set(known.groups.all())
    implied = [it.rule_pk for it in own if any(rule.implies(it) for rule in missing)]
    CollectionViewRestriction.objects.filter(pk__in=implied).delete()
    return bool(missing)


def pages_opened_by_move(pages: Iterable[Page], destination: Page) -> list[OpenedPage]:
    """Pages that more people could read if *pages* took on the privacy of *destination*.

    Among them are pages below those that move, and aliases of all these, wherever they stand.
    """
    place = _place_after_move(pages, destination)
    before, after = closed_page_branches(), current_rules().moved(place).page_branches()
    closed = Q(pk__in=[])
    for branch in before:
        closed |= Q(path__startswith=branch.path)
    found = (
        OpenedPage(page, rules_at(page.path, before), rules_at(place(page.path), after))
        for page in Page.objects.filter(closed).order_by("path")
    )
    return [opened for opened in found if missing_rules(opened.now, opened.then)]


def describe_readers(rules: Rules) -> str:
    """Whom *rules* admit, in words; superusers are not named."""
    if not rules:
        return "everybody"
    needed = missing_rules(rules, [])
    names = dict(Group.objects.values_list("pk", "name"))
    return " who are also ".join(
        "people who sign in" if rule.any_user else _in_groups(rule, names) for rule in needed
    )


def _in_groups(rule: ClosedBranch, names: dict[int, str]) -> str:
    found = sorted(names[pk] for pk in rule.group_ids)
    return f"people in the group {' or '.join(found)}" if found else "nobody"


def _place_after_move(pages: Iterable[Page], destination: Page) -> Callable[[str], str]:
    """Where what stands at a path will stand. No path that the tree uses has a "/" in it."""
    below = _current_path(destination)
    goals = {_current_path(page): f"{below}/{page.pk}/" for page in pages}

    def place(path: str) -> str:
        top = next((known for known in goals if path.startswith(known)), "")
        return goals[top] + path.removeprefix(top) if top else path

    return place


def _current_path(page: Page) -> str:
    """Wagtail moves pages one after the other, and does not tell those that it has in memory."""
    return Page.objects.values_list("path", flat=True).get(pk=page.pk)
