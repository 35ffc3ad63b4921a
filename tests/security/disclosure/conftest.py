"""Fixture of the site that the crawler visits."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import override_settings

from tests.security.disclosure.fixtures_site import FixtureSite, create_fixture_site


@pytest.fixture(scope="module")
def fixture_site(
    module_db: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[FixtureSite]:
    """A site with canaries in all private data, created once per module."""
    # Redis still has what was cached of rows that an earlier module has rolled back.
    cache.clear()
    with override_settings(DATA_DIR=tmp_path_factory.mktemp("data")):
        yield create_fixture_site()
