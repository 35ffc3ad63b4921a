"""A site to walk through."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import override_settings

from tests.disclosure.fixtures_site import FixtureSite, create_fixture_site


@pytest.fixture(scope="module")
def fixture_site(
    module_db: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[FixtureSite]:
    """Everything private planted, and a canary in each of it: once for all tests of a module."""
    # Redis still has what was cached of rows that an earlier module has rolled back.
    cache.clear()
    with override_settings(DATA_DIR=tmp_path_factory.mktemp("data")):
        yield create_fixture_site()
