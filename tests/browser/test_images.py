"""Each screen loads images of a suitable size, without layout shift."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, Route

from tests.live_site import LiveSite, wait_until

PATHS = ["/news/", "/", "/news/two-chairs-one-room/"]
SCREENS = [(360, 1), (360, 2), (360, 3), (768, 2), (1440, 1), (1440, 2)]
# Wide enough, but not much wider.
MIN_RATIO, MAX_RATIO = 0.55, 2.3
# An image without dimensions causes a layout shift of 0.1 and more.
MAX_LAYOUT_SHIFT = 0.02
# Two frames: then changes have been laid out, and shifts have been recorded.
PAINT = """() => new Promise((done) =>
    requestAnimationFrame(() => requestAnimationFrame(() => done())))"""
# Measure only from here: a busy machine may paint a partly loaded page, which is not due to images.
RECORD_SHIFTS = f"""async () => {{
    await ({PAINT})();
    window.moved = [];
    window.shifts = new PerformanceObserver((list) => window.moved.push(...list.getEntries()));
    window.shifts.observe({{type: "layout-shift"}});
}}"""
TOTAL_SHIFT = f"""async () => {{
    await ({PAINT})();
    window.moved.push(...window.shifts.takeRecords());
    return window.moved.reduce((sum, entry) => sum + entry.value, 0);
}}"""
LOADED_IMAGES = """() => [...document.querySelectorAll("main picture img")].map((image) => ({
  file: image.currentSrc.split("/").pop(),
  wide: image.clientWidth * devicePixelRatio,
  rendered: +/(?:fill|width)-(\\d+)/.exec(image.currentSrc)[1],
}))"""


@pytest.fixture(params=SCREENS, ids=lambda screen: f"{screen[0]}px-at-{screen[1]}x")
def screen(
    request: pytest.FixtureRequest, browser: Browser, site_server: LiveSite
) -> Iterator[Page]:
    width, ratio = request.param
    context = browser.new_context(
        base_url=site_server.url,
        viewport={"width": width, "height": 800},
        device_scale_factor=ratio,
    )
    yield context.new_page()
    context.close()


class DelayedImages:
    """Images that load only when released, as on a slow network."""

    def __init__(self, page: Page) -> None:
        self.waiting: list[Route] = []
        page.route("**/media/**", lambda route: self.waiting.append(route))

    def release(self) -> None:
        while self.waiting:
            self.waiting.pop().continue_()


def open_when_rendered(page: Page, path: str) -> None:
    """Open the page once all renditions exist.

    The site creates them on start, and then each minute.
    """

    def is_rendered() -> bool:
        page.goto(path, wait_until="domcontentloaded")
        return page.locator("main source").count() == page.locator("main picture").count()

    wait_until(is_rendered, f"all images of {path} are rendered")


def is_suitable(picture: dict[str, Any]) -> bool:
    return (
        picture["file"].endswith(".avif")
        and MIN_RATIO < picture["rendered"] / picture["wide"] < MAX_RATIO
    )


def scroll_to_end(page: Page, delayed: DelayedImages) -> float:
    """Scroll to the end of the page; each image loads only once it is in view.

    Returns the layout shift.
    """
    page.evaluate(RECORD_SHIFTS)
    for picture in page.locator("main picture img").all():
        picture.scroll_into_view_if_needed()
        page.evaluate(PAINT)

        def is_loaded(picture: Locator = picture) -> bool:
            delayed.release()
            return picture.evaluate("image => image.complete && image.naturalWidth > 0")

        wait_until(is_loaded, f"an image of {page.url} has loaded")
    return page.evaluate(TOTAL_SHIFT)


@pytest.mark.slow
@pytest.mark.timing
def test_screens_load_suitable_images_without_layout_shift(screen: Page) -> None:
    unsuitable, moved = [], {}
    for path in PATHS:
        open_when_rendered(screen, path)
        delayed = DelayedImages(screen)
        screen.reload(wait_until="domcontentloaded")
        moved[path] = scroll_to_end(screen, delayed)
        chosen = screen.evaluate(LOADED_IMAGES)
        assert chosen, path
        unsuitable += [(path, picture) for picture in chosen if not is_suitable(picture)]
        screen.unroute_all()
    assert unsuitable == []
    # Heights are rounded to whole pixels in each rendition.
    assert {path: shift for path, shift in moved.items() if shift >= MAX_LAYOUT_SHIFT} == {}
