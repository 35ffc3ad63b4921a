"""Publishing while Wagtail autosaves the form: one page, with the newest text."""

import re

import pytest
from django.utils.text import slugify
from playwright.sync_api import Locator, Page, Request, Route, expect

from tests.browser.test_editor_publish import fetch, publish, sign_in, write_body
from tests.live_site import LiveSite, wait_until

pytestmark = pytest.mark.slow

ADMIN_PAGES = re.compile("/admin/pages/")
# Events of Wagtail's scripts on this page, as an attribute that tests can wait for.
RECORD_EVENTS = """
for (const name of ["w-unsaved:watch-edits", "w-unsaved:add", "w-autosave:save"]) {
  document.addEventListener(name, () => {
    const { dataset } = document.documentElement;
    dataset.events = `${dataset.events || ""} ${name}`;
  });
}
"""


@pytest.fixture(scope="module")
def site_server(editable_site: LiveSite) -> LiveSite:
    """A site on which these tests may publish."""
    return editable_site


def is_autosave(request: Request, text: str) -> bool:
    is_json = request.method == "POST" and request.headers.get("accept") == "application/json"
    return is_json and text.encode() in (request.post_data_buffer or b"")


def is_publish_request(request: Request) -> bool:
    return b"action-publish" in (request.post_data_buffer or b"")


def wait_for_event(page: Page, name: str) -> None:
    page.locator(f"html[data-events~='{name}']").wait_for(state="attached")


def open_form(page: Page, site: LiveSite) -> None:
    """A form for a new article, filled in once Wagtail compares changes with the empty form."""
    page.add_init_script(RECORD_EVENTS)
    sign_in(page, site, "editor@example.org")
    page.goto(f"{site.url}/admin/")
    page.get_by_role("link", name="Write an article").click()
    wait_for_event(page, "w-unsaved:watch-edits")


def write(page: Page, title: str) -> None:
    write_body(page, "Marmalade is welcome too.")
    page.locator("#id_summary").fill("Somebody gave us a kettle.")
    page.locator("#id_title").fill(title)
    # Wagtail's script fills in the slug a moment after the field loses focus.
    page.locator("#id_title").blur()
    expect(page.locator("#id_slug")).to_have_value(slugify(title))


def write_until_autosave(page: Page, title: str) -> Route:
    """Fill in the form; return the first autosave, held until the test sends or answers it."""
    routes: list[Route] = []

    def hold_autosave(route: Route) -> None:
        # Without a slug, the server rejects the autosave.
        if not routes and is_autosave(route.request, slugify(title)):
            routes.append(route)
        else:
            route.fallback()

    page.route(ADMIN_PAGES, hold_autosave)
    write(page, title)
    # Playwright only handles events when it is called.
    wait_until(lambda: page.title() and routes, "Wagtail saves the form automatically")
    return routes[0]


def publish_button(page: Page) -> Locator:
    return page.locator("button[name=action-publish]").last


def press_publish(page: Page) -> None:
    page.locator("footer button[aria-expanded]").last.click()
    publish_button(page).click()


def expect_one_page(page: Page, site: LiveSite, title: str) -> None:
    """The explorer lists the page once, drafts included, and visitors see it."""
    expect(page.locator(".messages")).to_contain_text("published")
    expect(page.locator("main").get_by_role("link", name=title, exact=True)).to_have_count(1)
    assert title in fetch(site, "/news/")


def test_publish_waits_for_autosave(page: Page, site_server: LiveSite) -> None:
    open_form(page, site_server)
    autosave = write_until_autosave(page, "A kettle waits")
    press_publish(page)
    expect(publish_button(page)).to_be_disabled()
    autosave.continue_()
    expect_one_page(page, site_server, "A kettle waits")


def test_publish_wait_times_out(page: Page, site_server: LiveSite) -> None:
    page.clock.install()
    open_form(page, site_server)
    write_until_autosave(page, "A kettle hangs")
    press_publish(page)
    expect(publish_button(page)).to_be_disabled()
    page.clock.fast_forward("00:10")
    expect_one_page(page, site_server, "A kettle hangs")


def test_publish_continues_after_failed_autosave(page: Page, site_server: LiveSite) -> None:
    open_form(page, site_server)
    autosave = write_until_autosave(page, "A kettle fails")
    press_publish(page)
    expect(publish_button(page)).to_be_disabled()
    autosave.fulfill(status=500, body="")
    expect_one_page(page, site_server, "A kettle fails")


def test_publish_does_not_overwrite_newer_version(page: Page, site_server: LiveSite) -> None:
    open_form(page, site_server)
    autosave = write_until_autosave(page, "A kettle for two")
    press_publish(page)
    expect(publish_button(page)).to_be_disabled()
    text = "Saving will overwrite a newer version."
    answer = {"success": False, "error_code": "invalid_revision", "error_message": text}
    autosave.fulfill(status=400, json=answer)
    expect(publish_button(page)).to_be_enabled()
    expect(page.locator("footer")).to_contain_text(text)


@pytest.mark.timing
def test_no_autosave_after_submission(page: Page, site_server: LiveSite) -> None:
    page.clock.install()
    open_form(page, site_server)
    write(page, "A kettle stays")
    # The browser stays on the page, as when a user stops loading.
    page.route(ADMIN_PAGES, lambda route: route.fulfill(status=204))
    with page.expect_event("requestfailed", is_publish_request):
        press_publish(page)
    page.unroute(ADMIN_PAGES)
    page.locator("html").evaluate("root => delete root.dataset.events")
    page.locator("#id_summary").fill("Two kettles.")
    wait_for_event(page, "w-unsaved:add")
    expect(page.locator("html[data-events~='w-autosave:save']")).to_have_count(0)

    page.clock.fast_forward("00:10")
    with page.expect_request(lambda request: is_autosave(request, "Three kettles.")):
        page.locator("#id_summary").fill("Three kettles.")


def test_stored_autosave_and_publish_create_one_page_without_autosave_script(
    page: Page, site_server: LiveSite
) -> None:
    page.route("**/js/autosave*.js", lambda route: route.abort())
    open_form(page, site_server)
    autosave = write_until_autosave(page, "A kettle stored")
    # The server has stored it, but the browser receives no response.
    assert autosave.fetch().json()["success"]
    page.locator("#id_summary").fill("Somebody gave us two kettles.")
    press_publish(page)
    expect_one_page(page, site_server, "A kettle stored")
    assert "two kettles" in fetch(site_server, "/news/a-kettle-stored/")


def test_autosave_with_lost_response_continues_its_draft(page: Page, site_server: LiveSite) -> None:
    open_form(page, site_server)
    autosave = write_until_autosave(page, "A kettle lost")
    stored = autosave.fetch().json()
    # Wagtail retries automatically.
    autosave.abort()
    page.wait_for_url(lambda url: url.endswith(stored["url"]))
    expect(page.locator("#w-autosave-indicator")).to_contain_text("Saved")
    publish(page)
    expect_one_page(page, site_server, "A kettle lost")
