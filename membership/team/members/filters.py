"""Finding one member: by pseudonym, or one that looks like it, by reference, or whole address."""

from django.db.models import Q, QuerySet

from core.references import parse_reference
from membership.models import Member
from membership.pseudonyms import skeleton_of

# The longest that an e-mail address can be.
LONGEST = 320


def found(rows: QuerySet[Member], words: str) -> QuerySet[Member]:
    """Those of *rows* that *words* name."""
    if len(words) > LONGEST or "\0" in words:
        return rows.none()
    if "@" in words:
        return rows.filter(user__email=words.lower())
    alike = Q(pseudonym_skeleton=skeleton_of(words)) if skeleton_of(words) else Q(pk=None)
    reference = parse_reference(words)
    return rows.filter(alike | Q(user__reference=reference) if reference else alike)
