"""Private data is only visible to users who may see it, anywhere on the site.

The crawler visits a site with canaries in all private data, as each role. It must find exactly
those listed in tests/security/disclosure/expected_visibility.py.
"""

from typing import Any

import pytest

from tests.security.disclosure.crawl_steps import crawl_site, find_leaks
from tests.security.disclosure.expected_visibility import ROLES, get_visible_canaries
from tests.security.disclosure.fixtures_site import FixtureSite

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


# Search depends on the database, but little on the role: three roles use both databases.
ON_BOTH = ("anonymous", "member", "moderator")


def once(name: str) -> Any:
    return pytest.param(name, marks=pytest.mark.database) if name in ON_BOTH else name


@pytest.mark.parametrize("name", [once(name) for name in ROLES])
def test_crawler_finds_only_expected_values(fixture_site: FixtureSite, name: str) -> None:
    crawler = crawl_site(fixture_site, name)
    assert find_leaks(crawler) == {}, f"{name} found text that they must not see"
    assert get_visible_canaries(name) - crawler.canaries.keys() == set(), (
        f"{name} did not find text that they can see"
    )
    assert crawler.faults == []
