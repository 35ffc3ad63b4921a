"""A search query, its hits and its spelling correction."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from core.search_text import Term, parse_terms
from core.visibility.restrictions import UserOrNone
from search.backend import SearchHit, get_hits
from search.choices import RESULT_TYPES, ResultType, find_result_type, get_result_type
from search.promotions import get_promotions
from search.spelling import suggest_terms

MAX_QUERY_LENGTH = 200


def clean_query(text: str) -> str:
    """Return *text* on one line, without control characters, cut to MAX_QUERY_LENGTH."""
    printable = (character if character.isprintable() else " " for character in text[:2000])
    return " ".join("".join(printable).split())[:MAX_QUERY_LENGTH].strip()


@dataclass(frozen=True)
class ResultTab:
    """A result type and its number of hits."""

    label: str
    key: str
    count: int
    is_selected: bool


class SearchQuery:
    """Search by *user* with the query parameters *params*."""

    def __init__(self, user: UserOrNone, params: Mapping[str, str]) -> None:
        self.user = user
        self.text = clean_query(params.get("q", ""))
        self.kind: ResultType | None = find_result_type(params.get("kind", ""))

    @cached_property
    def query_terms(self) -> list[Term]:
        return parse_terms(self.text)

    @cached_property
    def promotions(self) -> list[Any]:
        return get_promotions(self.text)

    @cached_property
    def _query_hits(self) -> list[SearchHit]:
        if not self.text:
            return []
        promoted = [promotion.page_id for promotion in self.promotions if promotion.page_id]
        return get_hits(self.user, self.query_terms, promoted)

    @cached_property
    def _corrected_terms(self) -> list[Term]:
        if self._query_hits or not self.query_terms:
            return []
        return suggest_terms(self.user, self.query_terms)

    @property
    def suggestion(self) -> str:
        """Corrected spelling; empty if the query has hits, or no correction has any."""
        return " ".join(term.token for term in self._corrected_terms)

    @property
    def terms(self) -> list[Term]:
        """Terms that were searched for: corrected ones if there are any."""
        return self._corrected_terms or self.query_terms

    @cached_property
    def all_hits(self) -> list[SearchHit]:
        return get_hits(self.user, self.terms) if self._corrected_terms else self._query_hits

    @property
    def hits(self) -> list[SearchHit]:
        """Hits of the selected type, or all hits."""
        if self.kind is None:
            return self.all_hits
        return [hit for hit in self.all_hits if get_result_type(hit.content_type_id) == self.kind]

    @property
    def promoted_links(self) -> list[Any]:
        """Promoted results that link to external URLs."""
        return [promotion for promotion in self.promotions if promotion.external_link_url]

    @property
    def tabs(self) -> list[ResultTab]:
        counts: Counter[ResultType] = Counter()
        for content_type_id, count in Counter(hit.content_type_id for hit in self.all_hits).items():
            counts[get_result_type(content_type_id)] += count
        all_tab = ResultTab("All", "", len(self.all_hits), self.kind is None)
        return [all_tab] + [
            ResultTab(kind.plural, kind.key, counts[kind], kind == self.kind)
            for kind in RESULT_TYPES
            if counts[kind] or kind == self.kind
        ]
