"""Did you mean? Words near the ones that find nothing."""

from collections.abc import Iterator, Sequence
from itertools import islice, product

from rapidfuzz.distance import OSA, Indel

from core.search_text import Term
from core.visibility import UserOrNone
from search.hits import anything_for
from search.models import SearchWord

SHORTEST = 4
FAR, NEAR = 2, 1
# In a short word two slips make another word.
SHORT = 5
MOST_PER_WORD = 3
MOST_TRIES = 6


def did_you_mean(user: UserOrNone, terms: Sequence[Term]) -> list[Term]:
    """Words near *terms*, which find nothing, that find something; none where there are none.

    The vocabulary may be older than a page's privacy, so a stranger's search has the last word:
    what it does not find is offered to nobody.
    """
    if len(terms) == 1:
        choices = [_near_terms(terms[0])]
    else:
        choices = [_choices(user, term) for term in terms]
    tries = (list(words) for words in islice(product(*choices), MOST_TRIES))
    return next((words for words in tries if words != terms and anything_for(None, words)), [])


def _choices(user: UserOrNone, term: Term) -> list[Term]:
    if anything_for(user, [term]):
        return [term]
    return _near_terms(term)


def _near_terms(term: Term) -> list[Term]:
    return [Term(word) for word in islice(_near(term.token), MOST_PER_WORD)] or [term]


def _near(word: str) -> Iterator[str]:
    """Words of the vocabulary within reach of *word*, nearest first."""
    if len(word) < SHORTEST:
        return iter(())
    reach = NEAR if len(word) <= SHORT else FAR
    known = SearchWord.objects.of_about_length(len(word), reach).values_list("word", flat=True)
    distances = ((OSA.distance(word, other, score_cutoff=reach), other) for other in known)
    # Of two at the same distance, the one with a letter too many or few before a changed letter.
    near = sorted(
        (distance, Indel.distance(word, other), other)
        for distance, other in distances
        if distance <= reach
    )
    return (other for _, _, other in near)
