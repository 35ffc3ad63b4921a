"""A site to walk through."""

from pathlib import Path
from typing import Any

import pytest

from tests.disclosure.world import World, plant


@pytest.fixture
def world(tmp_path: Path, settings: Any, db: None) -> World:
    """Everything private planted, and a canary in each of it."""
    settings.DATA_DIR = tmp_path
    return plant()
