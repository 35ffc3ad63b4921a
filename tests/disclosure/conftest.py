"""A site to walk through."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import override_settings

from tests.disclosure.world import World, plant


@pytest.fixture(scope="module")
def world(module_db: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Everything private planted, and a canary in each of it: once for all tests of a module."""
    # Redis still has what was cached of rows that an earlier module has rolled back.
    cache.clear()
    with override_settings(DATA_DIR=tmp_path_factory.mktemp("data")):
        yield plant()
