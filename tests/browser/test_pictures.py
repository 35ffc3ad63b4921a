"""Each screen fetches the picture that fits it, and nothing on the page moves when it comes."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.served_site import ServedSite

pytestmark = [pytest.mark.browser, pytest.mark.served]

SCREENS = [(360, 1), (360, 2), (360, 3), (768, 2), (1440, 1), (1440, 2)]
# Wide enough, and not much wider than that.
LEAST, MOST = 0.55, 2.3
TRIES = 90
# A picture without its size moves 0.1 and more.
LEAST_JUMP = 0.02
# Only from here on: a busy machine paints a page half read, and that is not the pictures' doing.
WATCH = """() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => {
  window.moved = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.moved += entry.value;
  }).observe({type: "layout-shift"});
  drawn();
})))"""
CHOSEN = """() => [...document.querySelectorAll("main picture img")].map((image) => ({
  file: image.currentSrc.split("/").pop(),
  wide: image.clientWidth * devicePixelRatio,
  drawn: +/(?:fill|width)-(\\d+)/.exec(image.currentSrc)[1],
}))"""


@pytest.fixture(params=SCREENS, ids=lambda screen: f"{screen[0]}px-at-{screen[1]}x")
def screen(
    request: pytest.FixtureRequest, browser: Browser, site_server: ServedSite
) -> Iterator[Page]:
    width, ratio = request.param
    context = browser.new_context(
        base_url=site_server.url,
        viewport={"width": width, "height": 800},
        device_scale_factor=ratio,
    )
    yield context.new_page()
    context.close()


class HeldPictures:
    """Pictures that come only when the page stands without them."""

    def __init__(self, page: Page) -> None:
        self.page, self.waiting, self.is_open = page, list[Route](), False
        page.route("**/media/**", self.hold)

    def hold(self, route: Route) -> None:
        if self.is_open:
            route.continue_()
        else:
            self.waiting.append(route)

    def let_go(self) -> None:
        self.page.evaluate(WATCH)
        self.is_open = True
        for route in self.waiting:
            route.continue_()


def open_when_all_is_drawn(page: Page, path: str) -> None:
    """The clock draws what is missing as soon as the site is served, and goes on each minute."""
    for _ in range(TRIES):
        page.goto(path, wait_until="domcontentloaded")
        if page.locator("main source").count() == page.locator("main picture").count():
            return
        page.wait_for_timeout(2000)
    pytest.fail(f"Not all pictures of {path} were drawn ahead.")


def read_to_the_end(page: Page) -> None:
    """Scroll as a reader does, so that every picture is fetched."""
    for picture in page.locator("main picture img").all():
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("complete", True)


@pytest.mark.parametrize("path", ["/news/", "/", "/news/two-chairs-one-room/"])
def test_each_screen_gets_the_picture_that_fits_it(screen: Page, path: str) -> None:
    open_when_all_is_drawn(screen, path)
    held = HeldPictures(screen)
    screen.reload(wait_until="domcontentloaded")
    held.let_go()
    read_to_the_end(screen)
    chosen = screen.evaluate(CHOSEN)
    assert chosen
    for picture in chosen:
        assert picture["file"].endswith(".avif"), picture
        assert LEAST < picture["drawn"] / picture["wide"] < MOST, picture
    # Heights are rounded to whole pixels in each file.
    assert screen.evaluate("window.moved") < LEAST_JUMP
