"""Descriptions of who can open the files of a collection, for people who upload files."""

from typing import Any

from django.contrib.auth.models import Group
from django.utils.html import format_html
from wagtail.models import Collection

from core.caching import cached_for_request
from core.visibility.restrictions import (
    RestrictedSubtree,
    get_restricted_collection_subtrees,
    missing_restrictions,
    restrictions_at,
)
from users.models import MEMBERS_GROUP

EVERYONE, SIGNED_IN = "everyone", "everyone who is signed in"


def describe_audience(collection: Collection) -> str:
    """Who can open files in *collection*: "everyone", or "only members and Trustees".

    Superusers always can, so they are not mentioned.
    """
    groups = [
        _describe_groups(subtree)
        for subtree in _restrictions_on(collection)
        if not subtree.any_user
    ]
    if groups:
        return ", and of these ".join(f"only {names}" for names in groups)
    return SIGNED_IN if _restrictions_on(collection) else EVERYONE


def get_collection_choices(collections: Any) -> list[tuple[int, str]]:
    """Form choices for the QuerySet *collections*, such as "Root – everyone"."""
    names = dict(collections.get_indented_choices())
    return [
        (it.pk, format_html("{} – {}", names[it.pk], describe_audience(it))) for it in collections
    ]


def widens_audience(before: Collection, after: Collection) -> bool:
    """Whether more people can open files in *after* than in *before*."""
    return bool(missing_restrictions(_restrictions_on(before), _restrictions_on(after)))


def is_for_members(collection: Collection) -> bool:
    """Whether members can open files in *collection*, and anonymous users cannot."""
    subtrees = _restrictions_on(collection)
    members = {pk for pk, name in _get_group_names().items() if name == MEMBERS_GROUP}
    return bool(subtrees) and all(it.any_user or it.group_ids & members for it in subtrees)


def _restrictions_on(collection: Collection) -> list[RestrictedSubtree]:
    return restrictions_at(collection.path, get_restricted_collection_subtrees())


def _describe_groups(subtree: RestrictedSubtree) -> str:
    names = sorted(_get_group_names()[pk] for pk in subtree.group_ids)
    named = ["members" if name == MEMBERS_GROUP else name for name in names]
    return " and ".join(named) or "superusers"


def _get_group_names() -> dict[int, str]:
    return cached_for_request("group_names", lambda: dict(Group.objects.values_list("pk", "name")))
