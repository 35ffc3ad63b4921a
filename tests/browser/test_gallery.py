"""Every component in every state: axe finds nothing in either theme, and nothing overflows."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from core.gallery import all_groups
from tests.browser.debug_server import DebugSite, served_for_developers
from tests.browser.test_accessibility import RULES

pytestmark = [pytest.mark.browser, pytest.mark.served]

GROUPS = sorted(all_groups())
# What holds for a page holds for no page of the gallery, which shows one thing in many states; the
# real pages are held to these rules.
OF_WHOLE_PAGES = (
    "heading-order",
    "landmark-banner-is-top-level",
    "landmark-contentinfo-is-top-level",
    "landmark-complementary-is-top-level",
    "landmark-no-duplicate-banner",
    "landmark-no-duplicate-contentinfo",
    "landmark-unique",
)


@pytest.fixture(scope="session")
def debug_server(demo_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DebugSite]:
    """The demo site, served for developers."""
    data = shutil.copytree(demo_data, tmp_path_factory.mktemp("gallery") / "data")
    with served_for_developers(data) as site:
        yield site


def findings(page: Page) -> list[str]:
    """What axe objects to: the rule, and the elements that break it."""
    rules = {name: {"enabled": False} for name in OF_WHOLE_PAGES}
    result = Axe().run(page, options={**RULES, "rules": rules}).response
    return [
        f"{rule['id']}: {node['html'][:150]}"
        for rule in result["violations"]
        for node in rule["nodes"][:3]
    ]


@pytest.mark.parametrize("group", GROUPS)
def test_axe_finds_nothing_in_either_theme(page: Page, debug_server: DebugSite, group: str) -> None:
    page.goto(f"{debug_server.url}/components/{group}/")
    assert page.locator("main h2[id]").count() > 1
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert findings(page) == [], scheme


@pytest.mark.parametrize("group", GROUPS)
def test_nothing_overflows_a_narrow_phone(page: Page, debug_server: DebugSite, group: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{debug_server.url}/components/{group}/")
    assert page.evaluate("document.documentElement.scrollWidth") == 320
