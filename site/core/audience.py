"""Who may open what lies in a collection, in words for whoever uploads into it."""

from django.contrib.auth.models import Group
from wagtail.models import Collection

from core.request_memo import remember
from core.visibility import ClosedBranch, closed_collection_branches
from users.models import MEMBERS_GROUP

EVERYONE, SIGNED_IN = "everyone", "everyone who is signed in"


def describe_audience(collection: Collection) -> str:
    """For example "everyone", or "only members and Trustees"; superusers always may."""
    groups = [_names(branch) for branch in _rules_over(collection) if not branch.any_user]
    if groups:
        return ", and of these ".join(f"only {names}" for names in groups)
    return SIGNED_IN if _rules_over(collection) else EVERYONE


def is_for_members(collection: Collection) -> bool:
    """Whether members may open what lies in *collection*, and strangers may not."""
    branches = _rules_over(collection)
    members = {pk for pk, name in _group_names().items() if name == MEMBERS_GROUP}
    return bool(branches) and all(it.any_user or it.group_ids & members for it in branches)


def _rules_over(collection: Collection) -> list[ClosedBranch]:
    path = collection.path
    return [branch for branch in closed_collection_branches() if path.startswith(branch.path)]


def _names(branch: ClosedBranch) -> str:
    names = sorted(_group_names()[pk] for pk in branch.group_ids)
    named = ["members" if name == MEMBERS_GROUP else name for name in names]
    return " and ".join(named) or "superusers"


def _group_names() -> dict[int, str]:
    return remember("group_names", lambda: dict(Group.objects.values_list("pk", "name")))
