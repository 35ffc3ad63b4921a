"""Search for a member by pseudonym or a confusable one, by reference, or by email address."""

from django.db.models import Q, QuerySet

from formats.references import parse_reference
from membership.models import Member
from membership.pseudonyms import get_confusable_skeleton

# The maximum length of an email address.
MAX_QUERY_LENGTH = 320


def search(rows: QuerySet[Member], query: str) -> QuerySet[Member]:
    """*rows* that match *query*. Email addresses and references have to match exactly."""
    if len(query) > MAX_QUERY_LENGTH or "\0" in query:
        return rows.none()
    if "@" in query:
        return rows.filter(user__email=query.lower())
    similar = (
        Q(pseudonym_skeleton=get_confusable_skeleton(query))
        if get_confusable_skeleton(query)
        else Q(pk=None)
    )
    reference = parse_reference(query)
    return rows.filter(similar | Q(user__reference=reference) if reference else similar)
