"""Looking for each canary by its beginning, wherever something can be looked for."""

import re
from collections.abc import Iterable

from tests.disclosure.crawl import Walk, body_of
from tests.disclosure.songs import song

# Beginnings of a canary that suggestions are asked for: all begin with the same two letters.
BEGINNINGS = (4, 6, 8)
NONSENSE = "qqvvxxqqvv"
# Differs from answer to answer, for everybody.
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')
IN_ADMIN = (
    "/admin/pages/search/?q={}",
    "/admin/choose-page/search/?q={}",
    "/admin/images/?q={}",
    "/admin/images/chooser/results/?q={}",
    "/admin/documents/?q={}",
    "/admin/documents/chooser/results/?q={}",
    "/admin/users/?q={}",
    "/admin/snippets/news/author/?q={}",
    "/admin/snippets/choose/news/author/results/?q={}",
    "/admin/tag-autocomplete/?term={}",
    "/admin/redirects/?q={}",
    "/admin/searchpicks/?q={}",
    "/admin/api/main/pages/?search={}",
    "/admin/api/main/pages/?fields=*&limit=20&for_explorer=1&child_of=1#{}",
)


def search_as_readers_do(walk: Walk, canaries: Iterable[str]) -> None:
    """Suggestions for each beginning, results for nearly all of each canary."""
    for name in canaries:
        for letters in BEGINNINGS:
            walk.ask(f"/search/suggest/?q={song(name)[:letters]}")
        walk.ask(f"/search/?q={song(name)[:8]}")


def compare_with_nonsense(walk: Walk, canaries: Iterable[str]) -> None:
    """Asked for the whole canary, search must say of what is not theirs what it says of nothing."""
    nothing = _answer(walk, NONSENSE)
    for name in canaries:
        if _answer(walk, song(name)) != nothing:
            walk.note(f"GET /search/?q={song(name)} (differs from a search for nonsense)", {name})


def _answer(walk: Walk, word: str) -> str:
    said = body_of(walk.browser.get(f"/search/?q={word}")).replace(word, "")
    return TOKEN.sub("", said)


def search_as_staff_do(walk: Walk) -> None:
    # All canaries begin with these two letters, and no list of the admin is longer than a page.
    for address in IN_ADMIN:
        for beginning in ("zy", "ZY"):
            walk.ask(address.format(beginning))
