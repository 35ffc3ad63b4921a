"""What somebody asks, and the answer to it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from core.search_text import Term, parse_terms
from core.visibility import UserOrNone
from search.hits import Hit, hits_for
from search.kinds import KINDS, Kind, kind_named, kind_of
from search.promotions import promotions_for
from search.spelling import did_you_mean

LONGEST_QUESTION = 200


def cleaned(text: str) -> str:
    """*text* on one line, without control characters and not too long."""
    printable = (character if character.isprintable() else " " for character in text[:2000])
    return " ".join("".join(printable).split())[:LONGEST_QUESTION].strip()


@dataclass(frozen=True)
class Tab:
    """A sort of thing that was found, and how often."""

    label: str
    key: str
    count: int
    is_chosen: bool


class Answer:
    """What *viewer* is shown for the question in the address *query*."""

    def __init__(self, user: UserOrNone, query: Mapping[str, str]) -> None:
        self.user = user
        self.text = cleaned(query.get("q", ""))
        self.kind: Kind | None = kind_named(query.get("kind", ""))

    @cached_property
    def asked_terms(self) -> list[Term]:
        return parse_terms(self.text)

    @cached_property
    def promotions(self) -> list[Any]:
        return promotions_for(self.text)

    @cached_property
    def _asked_hits(self) -> list[Hit]:
        if not self.text:
            return []
        chosen = [promotion.page_id for promotion in self.promotions if promotion.page_id]
        return hits_for(self.user, self.asked_terms, chosen)

    @cached_property
    def _meant_terms(self) -> list[Term]:
        if self._asked_hits or not self.asked_terms:
            return []
        return did_you_mean(self.user, self.asked_terms)

    @property
    def meant(self) -> str:
        """What they may have meant; empty where their own words find something, or nothing does."""
        return " ".join(term.token for term in self._meant_terms)

    @property
    def terms(self) -> list[Term]:
        """The words that were looked for in the end."""
        return self._meant_terms or self.asked_terms

    @cached_property
    def all_hits(self) -> list[Hit]:
        return hits_for(self.user, self.terms) if self._meant_terms else self._asked_hits

    @property
    def hits(self) -> list[Hit]:
        """Those of the chosen kind."""
        if self.kind is None:
            return self.all_hits
        return [hit for hit in self.all_hits if kind_of(hit.content_type_id) == self.kind]

    @property
    def links(self) -> list[Any]:
        """Promoted addresses elsewhere."""
        return [promotion for promotion in self.promotions if promotion.external_link_url]

    @property
    def tabs(self) -> list[Tab]:
        counts: Counter[Kind] = Counter()
        for content_type_id, count in Counter(hit.content_type_id for hit in self.all_hits).items():
            counts[kind_of(content_type_id)] += count
        everything = Tab("Everything", "", len(self.all_hits), self.kind is None)
        return [everything] + [
            Tab(kind.plural, kind.key, counts[kind], kind == self.kind)
            for kind in KINDS
            if counts[kind] or kind == self.kind
        ]
