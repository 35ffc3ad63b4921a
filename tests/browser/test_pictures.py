"""Each screen fetches the picture that fits it, and nothing on the page moves when it comes."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.served_site import ServedSite, wait_until

PATHS = ["/news/", "/", "/news/two-chairs-one-room/"]
SCREENS = [(360, 1), (360, 2), (360, 3), (768, 2), (1440, 1), (1440, 2)]
# Wide enough, and not much wider than that.
LEAST, MOST = 0.55, 2.3
# A picture without its size moves 0.1 and more.
LEAST_JUMP = 0.02
# Only from here on: a busy machine paints a page half read, and that is not the pictures' doing.
WATCH = """() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => {
  window.shifts = new PerformanceObserver((list) => window.moved.push(...list.getEntries()));
  window.moved = [];
  window.shifts.observe({type: "layout-shift"});
  drawn();
})))"""
MOVED = """() => new Promise((tell) => requestAnimationFrame(() => requestAnimationFrame(() => {
  window.moved.push(...window.shifts.takeRecords());
  tell(window.moved.reduce((sum, entry) => sum + entry.value, 0));
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
    """The site draws what is missing as soon as it is served, and goes on each minute."""

    def is_drawn() -> bool:
        page.goto(path, wait_until="domcontentloaded")
        return page.locator("main source").count() == page.locator("main picture").count()

    wait_until(is_drawn, f"all pictures of {path} are drawn")


def fits(picture: dict[str, Any]) -> bool:
    return picture["file"].endswith(".avif") and LEAST < picture["drawn"] / picture["wide"] < MOST


def read_to_the_end(page: Page) -> None:
    """Scroll as a reader does, so that every picture is fetched."""
    for picture in page.locator("main picture img").all():
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("complete", True)


@pytest.mark.slow
@pytest.mark.timing
def test_each_screen_gets_the_picture_that_fits_it(screen: Page) -> None:
    unfit, moved = [], {}
    for path in PATHS:
        open_when_all_is_drawn(screen, path)
        held = HeldPictures(screen)
        screen.reload(wait_until="domcontentloaded")
        held.let_go()
        read_to_the_end(screen)
        chosen = screen.evaluate(CHOSEN)
        assert chosen, path
        unfit += [(path, picture) for picture in chosen if not fits(picture)]
        moved[path] = screen.evaluate(MOVED)
        screen.unroute_all()
    assert unfit == []
    # Heights are rounded to whole pixels in each file.
    assert {path: shift for path, shift in moved.items() if shift >= LEAST_JUMP} == {}
