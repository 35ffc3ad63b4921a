"""Home, a resource, search and login by keyboard only, with visible focus."""

import pytest
from playwright.sync_api import Page, expect

from tests.live_site import PASSWORD, LiveSite

MAX_STEPS = 120
# The focused element, and why its focus is not visible: it needs a focus ring, and must be within
# the window and not covered by a fixed element.
FOCUSED = """(part) => {
    const it = document.activeElement, box = it.getBoundingClientRect();
    if (it === document.body) return null;
    const inside = box.top > -1 && box.bottom < innerHeight + 1 && box.right < innerWidth + 1;
    const line = it.getClientRects()[0];
    const top = document.elementFromPoint(line.left + line.width / 2, line.top + line.height / 2);
    const why = [];
    if (getComputedStyle(it).outlineStyle === "none") why.push("no ring");
    if (!inside) why.push(`outside the window: ${box.top} to ${box.bottom} of ${innerHeight}`);
    if (!it.contains(top) && !top?.contains(it)) why.push(`under ${top?.outerHTML.slice(0, 80)}`);
    return {
        name: (it.labels?.[0] ?? it).textContent.replace(/\\s+/g, " ").trim(),
        isWithin: !!it.closest(part),
        unseen: why.map((reason) => `${it.textContent.trim()}: ${reason}`),
    };
}"""
# Browsers ignore keys before the first paint of a page.
IS_PAINTED = "() => performance.getEntriesByName('first-contentful-paint').length > 0"


def tab_to(page: Page, name: str, within: str = "body") -> None:
    """Press Tab until the element called *name* within *within* has the focus."""
    page.wait_for_load_state()
    page.wait_for_function(IS_PAINTED)
    for _ in range(MAX_STEPS):
        page.keyboard.press("Tab")
        # After the last element the focus moves to the browser's toolbar, and then to the first
        # element.
        if focused := page.evaluate(FOCUSED, within):
            assert focused["unseen"] == [], page.url
            if focused["isWithin"] and focused["name"].startswith(name):
                return
    pytest.fail(f"{name!r} cannot be reached on {page.url}")


@pytest.mark.parametrize("width", [390, 1280])
def test_keyboard_reaches_resource_search_and_sign_in(
    page: Page, site_server: LiveSite, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{site_server.url}/")

    tab_to(page, "All resources", within="main")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Resources")

    tab_to(page, "Telling your supervisor", within="main")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Telling your supervisor")

    if width < 1000:
        tab_to(page, "Menu", within="header")
        page.keyboard.press("Enter")
    tab_to(page, "Search", within="header")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Search")

    tab_to(page, "Search this site", within="main")
    page.keyboard.type("supervisor")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_contain_text("Telling your supervisor")

    if width < 1000:
        tab_to(page, "Menu", within="header")
        page.keyboard.press("Enter")
    tab_to(page, "Sign in", within="header")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")

    tab_to(page, "Email address", within="main")
    page.keyboard.type("member@example.org")
    tab_to(page, "Password", within="main")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("form.sign-out").first).to_be_attached()
