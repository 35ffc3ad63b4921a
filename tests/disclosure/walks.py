"""The parts of a walk through the whole site, and all of them together."""

from collections.abc import Callable

from tests.disclosure.addresses import (
    addresses_of,
    drawn_titles,
    edit_addresses,
    patterns,
    public_addresses,
)
from tests.disclosure.crawl import LEAVING, Walk
from tests.disclosure.searches import (
    compare_with_nonsense,
    search_as_readers_do,
    search_as_staff_do,
)
from tests.disclosure.world import World

Part = Callable[[World, Walk], None]


def read(world: World, walk: Walk) -> None:
    """All that can be guessed, and all that leads on from there."""
    if walk.viewer.name == "applicant":
        walk.visit([world.status_link])
    walk.visit(public_addresses(world))


def probe(world: World, walk: Walk) -> None:
    walk.probe(public_addresses(world))


# Whoever may edit every page meets it in the editor: few numbers show that others open as well.
WRITERS = ("editor", "both", "superuser")


def guessing(begins: str) -> Part:
    """Patterns of the resolver that begin so, filled with the numbers of what was planted."""

    def guess(world: World, walk: Walk) -> None:
        most = 2 if walk.viewer.name in WRITERS else None
        chosen = (pattern for pattern in patterns() if pattern.startswith(begins))
        filled = [it for pattern in chosen for it in addresses_of(pattern, world)[:most]]
        # The secret of a link is known to its reader alone.
        walk.visit([address for address in filled if address != world.status_link])

    return guess


def edit(world: World, walk: Walk) -> None:
    """Where staff look after each page there is, and after a member's application."""
    walk.visit(edit_addresses(world))


def search(world: World, walk: Walk) -> None:
    search_as_readers_do(walk)
    compare_with_nonsense(walk)


def search_admin(world: World, walk: Walk) -> None:
    if walk.viewer.user is not None:
        search_as_staff_do(walk)


# A page to read, and a file that is asked for by POST.
OWN_DATA = {"/account/data/": "get", "/account/data/my-data.json": "post"}


def own_data(world: World, walk: Walk) -> None:
    """All that is kept about whoever asks; to everybody who signs in, it is open."""
    for address, method in OWN_DATA.items():
        response = walk.ask(address, method)
        if (response.status_code == 200) is (walk.viewer.user is None):
            walk.faults.append(f"{method.upper()} {address} answers {response.status_code}")


def leave(world: World, walk: Walk) -> None:
    walk.ask(LEAVING)


PARTS: tuple[Part, ...] = (
    *(read, edit, guessing(""), own_data, probe, search, search_admin, leave),
)


def walk_through(world: World, name: str, parts: tuple[Part, ...] = PARTS) -> Walk:
    """What the viewer *name* meets on the whole way, or on those *parts* of it."""
    walk = Walk(world.viewers[name], drawn=drawn_titles(world))
    for part in parts:
        part(world, walk)
    return walk
