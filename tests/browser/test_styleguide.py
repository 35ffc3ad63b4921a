"""Every component in every state is accessible in either theme, and nothing overflows."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from styleguide.examples import GROUPS
from tests.browser.checks import DESKTOP, SMALL_PHONE, find_overflow, find_violations
from tests.browser.debug_server import DebugSite, run_debug_server

# Rules for whole pages are skipped: a style guide page shows one component in many states. The real
# pages are tested against these rules.
WHOLE_PAGE_RULES = (
    "heading-order",
    "landmark-banner-is-top-level",
    "landmark-contentinfo-is-top-level",
    "landmark-complementary-is-top-level",
    "landmark-no-duplicate-banner",
    "landmark-no-duplicate-contentinfo",
    "landmark-unique",
)


@pytest.fixture(scope="module")
def debug_server(demo_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DebugSite]:
    """The demo site on the development server."""
    data = shutil.copytree(demo_data, tmp_path_factory.mktemp("styleguide") / "data")
    with run_debug_server(data) as site:
        yield site


@pytest.mark.slow
def test_components_are_accessible_and_fit_small_phones(
    page: Page, debug_server: DebugSite
) -> None:
    faults = {}
    for slug in (group.slug for group in GROUPS):
        page.goto(f"{debug_server.url}/components/{slug}/")
        assert page.locator("main h2[id]").count() > 1, slug
        page.set_viewport_size(DESKTOP)
        found = find_violations(page, without=WHOLE_PAGE_RULES)
        page.set_viewport_size(SMALL_PHONE)
        if found := found + find_overflow(page):
            faults[slug] = found
    assert faults == {}
