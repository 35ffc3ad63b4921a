"""Each screen fetches the picture that fits it, and nothing on the page moves when it comes."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, Route

from tests.live_site import LiveSite, wait_until

PATHS = ["/news/", "/", "/news/two-chairs-one-room/"]
SCREENS = [(360, 1), (360, 2), (360, 3), (768, 2), (1440, 1), (1440, 2)]
# Wide enough, and not much wider than that.
LEAST, MOST = 0.55, 2.3
# A picture without its size moves 0.1 and more.
LEAST_JUMP = 0.02
# Two frames: what has changed has then been laid out, and what has moved is known.
PAINT = """() => new Promise((done) =>
    requestAnimationFrame(() => requestAnimationFrame(() => done())))"""
# Only from here on: a busy machine paints a page half read, and that is not the pictures' doing.
WATCH = f"""async () => {{
    await ({PAINT})();
    window.moved = [];
    window.shifts = new PerformanceObserver((list) => window.moved.push(...list.getEntries()));
    window.shifts.observe({{type: "layout-shift"}});
}}"""
MOVED = f"""async () => {{
    await ({PAINT})();
    window.moved.push(...window.shifts.takeRecords());
    return window.moved.reduce((sum, entry) => sum + entry.value, 0);
}}"""
CHOSEN = """() => [...document.querySelectorAll("main picture img")].map((image) => ({
  file: image.currentSrc.split("/").pop(),
  wide: image.clientWidth * devicePixelRatio,
  drawn: +/(?:fill|width)-(\\d+)/.exec(image.currentSrc)[1],
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


class HeldPictures:
    """Pictures that come only when they are let go: a slow network, seen by its reader."""

    def __init__(self, page: Page) -> None:
        self.waiting: list[Route] = []
        page.route("**/media/**", lambda route: self.waiting.append(route))

    def let_go(self) -> None:
        while self.waiting:
            self.waiting.pop().continue_()


def open_when_all_is_drawn(page: Page, path: str) -> None:
    """The site draws what is missing as soon as it is served, and goes on each minute."""

    def is_drawn() -> bool:
        page.goto(path, wait_until="domcontentloaded")
        return page.locator("main source").count() == page.locator("main picture").count()

    wait_until(is_drawn, f"all pictures of {path} are drawn")


def fits(picture: dict[str, Any]) -> bool:
    return picture["file"].endswith(".avif") and LEAST < picture["drawn"] / picture["wide"] < MOST


def read_to_the_end(page: Page, held: HeldPictures) -> float:
    """Scroll as a reader does; each picture comes only once its place is in sight.

    Returns how much has moved meanwhile.
    """
    page.evaluate(WATCH)
    for picture in page.locator("main picture img").all():
        picture.scroll_into_view_if_needed()
        page.evaluate(PAINT)

        def is_there(picture: Locator = picture) -> bool:
            held.let_go()
            return picture.evaluate("image => image.complete && image.naturalWidth > 0")

        wait_until(is_there, f"a picture of {page.url} has come")
    return page.evaluate(MOVED)


@pytest.mark.slow
@pytest.mark.timing
def test_each_screen_gets_the_picture_that_fits_it(screen: Page) -> None:
    unfit, moved = [], {}
    for path in PATHS:
        open_when_all_is_drawn(screen, path)
        held = HeldPictures(screen)
        screen.reload(wait_until="domcontentloaded")
        moved[path] = read_to_the_end(screen, held)
        chosen = screen.evaluate(CHOSEN)
        assert chosen, path
        unfit += [(path, picture) for picture in chosen if not fits(picture)]
        screen.unroute_all()
    assert unfit == []
    # Heights are rounded to whole pixels in each file.
    assert {path: shift for path, shift in moved.items() if shift >= LEAST_JUMP} == {}
