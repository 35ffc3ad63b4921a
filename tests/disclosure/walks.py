"""The parts of a walk through the whole site, and all of them together."""

import re
from collections.abc import Callable, Iterable

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
from tests.disclosure.who_may import MAY_MEET
from tests.disclosure.world import World

Part = Callable[[World, Walk], None]
Addresses = Callable[[World, Walk], list[str]]


def readable(world: World, walk: Walk) -> list[str]:
    """What a reader can guess; an applicant was sent one address more."""
    own = [world.status_link] if walk.viewer.name == "applicant" else []
    return [*own, *public_addresses(world)]


def readable_cards(world: World, walk: Walk) -> list[str]:
    """Those on which a private title is drawn."""
    return [address for address in readable(world, walk) if address in walk.drawn]


def read(world: World, walk: Walk) -> None:
    """All that can be guessed, and all that leads on from there."""
    walk.visit(readable(world, walk))


def probe(world: World, walk: Walk) -> None:
    walk.probe(public_addresses(world))


# Whoever may edit every page meets it in the editor: few numbers show that others open as well.
WRITERS = ("editor", "both", "superuser")


# A middleware refuses them the admin by its path, before any view or number is looked at.
NOT_STAFF = ("member", "second", "suspended")
FEW = 2


def numbered(world: World, walk: Walk) -> list[str]:
    """Patterns of the resolver, filled with the numbers of what was planted."""
    name, filled = walk.viewer.name, list[str]()
    for pattern in patterns():
        is_alike = name in WRITERS or (name in NOT_STAFF and pattern.startswith("admin/"))
        filled += addresses_of(pattern, world)[: FEW if is_alike else None]
    # The secret of a link is known to its reader alone.
    return [address for address in filled if address != world.status_link]


def guess(world: World, walk: Walk) -> None:
    walk.visit(numbered(world, walk))


def edit(world: World, walk: Walk) -> None:
    """Where staff look after each page there is, and after a member's application."""
    walk.visit(edit_addresses(world))


def search(world: World, walk: Walk, canaries: Iterable[str] = tuple(MAY_MEET)) -> None:
    search_as_readers_do(walk, canaries)
    compare_with_nonsense(walk, canaries)


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


PARTS: tuple[Part, ...] = (*(read, edit, guess, own_data, probe, search, search_admin, leave),)


def asking(addresses: Addresses, matching: str) -> Part:
    """A part that asks for those of *addresses* that match, and follows no link from there."""

    def ask(world: World, walk: Walk) -> None:
        for address in addresses(world, walk):
            if re.fullmatch(matching, address):
                walk.ask(address)

    return ask


def walk_through(world: World, name: str, parts: tuple[Part, ...] = PARTS) -> Walk:
    """What the viewer *name* meets on the whole way, or on those *parts* of it."""
    walk = Walk(world.viewers[name], drawn=drawn_titles(world))
    for part in parts:
        part(world, walk)
    return walk


def leaks_of(walk: Walk) -> dict[str, str]:
    """Canaries that the viewer met, and may not: with the first address of each."""
    name = walk.viewer.name
    return {canary: at for canary, at in walk.met.items() if name not in MAY_MEET[canary]}
