"""Wagtail's promoted search results."""

from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.search.utils import normalise_query_string


def get_promotions(text: str) -> list[SearchPromotion]:
    """Promotions of exactly this query, in the editors' order. Queries are not recorded."""
    query_string = normalise_query_string(text)
    return (
        list(SearchPromotion.objects.filter(query__query_string=query_string))
        if query_string
        else []
    )
