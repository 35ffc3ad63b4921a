"""The walk finds leaks: each of these mistakes makes it fail."""

from pathlib import Path
from typing import Any

import pytest

from core.chrome import write_snapshot
from tests.disclosure.leaks import LEAKS
from tests.disclosure.mistakes import FAULT, Leak
from tests.disclosure.walks import leaks_of, walk_through
from tests.disclosure.world import World

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("leak", LEAKS, ids=str)
def test_the_walk_finds(
    world: World, leak: Leak, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Any
) -> None:
    # Nothing that another mistake has left there is read.
    settings.DATA_DIR = tmp_path
    leak.seed(monkeypatch)
    write_snapshot()
    leak.then()
    walk = walk_through(world, leak.viewer, (leak.part,))
    assert leak.hears in {*leaks_of(walk), *([FAULT] if walk.faults else [])}


def test_there_are_many_of_them() -> None:
    assert len({leak.name for leak in LEAKS}) == len(LEAKS) >= 20
