"""The walk finds leaks: each of these mistakes makes it fail."""

from pathlib import Path
from typing import Any

import pytest

from tests.disclosure.leaks import LEAKS
from tests.disclosure.mistakes import FAULT, Leak
from tests.disclosure.walks import walk_through
from tests.disclosure.who_may import MAY_MEET
from tests.disclosure.world import plant

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.mark.parametrize("leak", LEAKS, ids=str)
def test_the_walk_finds(
    leak: Leak, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Any
) -> None:
    settings.DATA_DIR = tmp_path
    leak.seed(monkeypatch)
    world = plant()
    leak.then()
    walk = walk_through(world, leak.viewer, (leak.part,))
    found = {canary for canary in walk.met if leak.viewer not in MAY_MEET[canary]}
    assert leak.hears in found | ({FAULT} if walk.faults else set())


def test_there_are_many_of_them() -> None:
    assert len({leak.name for leak in LEAKS}) == len(LEAKS) >= 20
