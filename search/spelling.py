"""Spelling suggestions ("did you mean") for queries without results."""

from collections.abc import Iterator, Sequence
from itertools import islice, product

from rapidfuzz.distance import OSA, Indel

from core.search_text import Term
from core.visibility.restrictions import UserOrNone
from search.backend import has_results
from search.models import SearchWord

MIN_TERM_LENGTH = 4
MAX_DISTANCE, MAX_DISTANCE_SHORT = 2, 1
# In a short word, two edits make a different word.
SHORT_TERM_LENGTH = 5
MAX_CANDIDATES = 3
MAX_ATTEMPTS = 6


def suggest_terms(user: UserOrNone, terms: Sequence[Term]) -> list[Term]:
    """Similar terms that have results, for *terms* that have none; empty if there are none.

    The vocabulary may be older than the privacy of a page. So a suggestion is made, to any user,
    only if an anonymous visitor's search for it has results.
    """
    if len(terms) == 1:
        choices = [_candidate_terms(terms[0])]
    else:
        choices = [_term_choices(user, term) for term in terms]
    attempts = (list(candidate) for candidate in islice(product(*choices), MAX_ATTEMPTS))
    return next(
        (
            candidate
            for candidate in attempts
            if candidate != terms and has_results(None, candidate)
        ),
        [],
    )


def _term_choices(user: UserOrNone, term: Term) -> list[Term]:
    if has_results(user, [term]):
        return [term]
    return _candidate_terms(term)


def _candidate_terms(term: Term) -> list[Term]:
    return [Term(word) for word in islice(_candidates(term.token), MAX_CANDIDATES)] or [term]


def _candidates(word: str) -> Iterator[str]:
    """Similar words of the vocabulary, by edit distance."""
    if len(word) < MIN_TERM_LENGTH:
        return iter(())
    reach = MAX_DISTANCE_SHORT if len(word) <= SHORT_TERM_LENGTH else MAX_DISTANCE
    known = SearchWord.objects.with_similar_length(len(word), reach).values_list("word", flat=True)
    distances = ((OSA.distance(word, other, score_cutoff=reach), other) for other in known)
    # At the same distance, prefer an added or missing letter to a changed one.
    near = sorted(
        (distance, Indel.distance(word, other), other)
        for distance, other in distances
        if distance <= reach
    )
    return (other for _, _, other in near)
