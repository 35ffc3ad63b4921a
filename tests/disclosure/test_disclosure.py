"""Nothing private reaches anybody who may not see it, by any way out.

Each viewer walks through the whole site, in which everything private sings. What they meet must be
what tests/disclosure/who_may.py says: nothing more, and nothing less.
"""

from typing import Any

import pytest

from tests.disclosure.walks import leaks_of, walk_through
from tests.disclosure.who_may import VIEWERS, meets
from tests.disclosure.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


# What search answers depends on the database, and hardly on who asks: three of them ask both.
ON_BOTH = ("stranger", "member", "moderator")


def once(name: str) -> Any:
    return pytest.param(name, marks=pytest.mark.database) if name in ON_BOTH else name


@pytest.mark.parametrize("name", [once(name) for name in VIEWERS])
def test_each_meets_what_is_theirs_and_nothing_else(world: World, name: str) -> None:
    walk = walk_through(world, name)
    assert leaks_of(walk) == {}, f"{name} met what is not theirs"
    assert meets(name) - walk.met.keys() == set(), f"{name} did not meet what is theirs"
    assert walk.faults == []
