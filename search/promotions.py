"""What editors want found first for certain words (Wagtail's promoted search results)."""

from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.search.utils import normalise_query_string


def promotions_for(text: str) -> list[SearchPromotion]:
    """The promotions for exactly these words, in the editors' order. Nothing is counted or kept."""
    words = normalise_query_string(text)
    return list(SearchPromotion.objects.filter(query__query_string=words)) if words else []
