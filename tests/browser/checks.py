"""Checks for every open page: axe, narrow windows, large text, user preferences."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import BrowserContext, Page, ViewportSize

from tests.live_site import LiveSite

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DESKTOP: ViewportSize = {"width": 1280, "height": 720}
# A window of 1280 by 1024 pixels, at 400 %.
ENLARGED: ViewportSize = {"width": 320, "height": 256}
SMALL_PHONE: ViewportSize = {"width": 320, "height": 640}
PHONE: ViewportSize = {"width": 360, "height": 740}
HALF_WIDTH: ViewportSize = {"width": 640, "height": 900}
# Not a style element, which the Content-Security-Policy of the pages forbids.
DOUBLE_TEXT_SIZE = "document.documentElement.style.fontSize = '200%'"
RESET_TEXT_SIZE = "document.documentElement.style.fontSize = ''"
OPEN_DETAILS = """document.querySelectorAll("main details:not([open])").forEach((it) => {
    it.open = true;
    it.dataset.unfolded = "";
})"""
CLOSE_DETAILS = """document.querySelectorAll("[data-unfolded]").forEach((it) => {
    it.open = false;
    delete it.dataset.unfolded;
})"""
# Only violations: axe would describe passed rules at length too.
# Wait for transitions, or axe would measure colours that are still changing.
VIOLATIONS = """async (options) => {
    await new Promise(requestAnimationFrame);
    await Promise.allSettled(document.getAnimations()
        .filter((it) => it instanceof CSSTransition).map((it) => it.finished));
    const { violations } = await axe.run(document, { ...options, resultTypes: ["violations"] });
    return violations.flatMap(({ id, nodes }) =>
        nodes.slice(0, 3).map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}"""
# The elements that make the page wider than its window.
OVERFLOW = """() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    return [document.documentElement, ...[...document.querySelectorAll("body *")]
        .filter((it) => it.getBoundingClientRect().right > width + 1)]
        .slice(0, 3).map((it) => it.outerHTML.slice(0, 120));
}"""
ANIMATED = """() => [...document.querySelectorAll("*")].flatMap((it) => ["", "::before", "::after"]
    .map((part) => getComputedStyle(it, part || null))
    .filter((style) => style.animationName !== "none"
        || style.transitionDuration.split(", ").some((time) => parseFloat(time) > 0))
    .map(() => it.outerHTML.slice(0, 100)))"""
# Status labels within a notice look like its text, since the notice has a border.
WITHOUT_BORDER = """() => [
    ...document.querySelectorAll(".btn, .urgent-help-link, .input, .status, .note")]
    .filter((it) => it.checkVisibility() && !it.matches(".notice p > .status"))
    .filter((it) => ["Top", "Right", "Bottom", "Left"].every((side) =>
        getComputedStyle(it)[`border${side}Style`] === "none"
        || getComputedStyle(it)[`border${side}Width`] === "0px"))
    .map((it) => it.outerHTML.slice(0, 100))"""
SMALL_TARGETS = """() => [...document.querySelectorAll("a, button, summary, input, select")]
    .filter((it) => it.checkVisibility() && !it.closest("p, li p, .body-text, .lead, dd"))
    .map((it) => [it.closest("label") ?? it, it])
    .filter(([area]) => {
        const box = area.getBoundingClientRect();
        const is_heard_only = box.right < 0 || box.bottom < 0 || box.width < 2;
        return !is_heard_only && Math.min(box.height, box.width) < 24;
    })
    .map(([, it]) => it.outerHTML.slice(0, 100))"""
# Hints that make a browser resolve or connect to another host without a request.
RESOURCE_HINTS = """() => [...document.querySelectorAll(
    "link[rel~=preconnect], link[rel~=dns-prefetch], link[rel~=prefetch], link[rel~=prerender]"
)].map((it) => it.outerHTML)"""
STORAGE_KEYS = "() => Object.keys(localStorage).concat(Object.keys(sessionStorage))"


def find_violations(page: Page, *, without: tuple[str, ...] = ()) -> list[str]:
    """Violations found by axe in each colour scheme; rules in *without* are left out."""
    page.evaluate(AXE_SCRIPT)
    rules = {rule: {"enabled": False} for rule in without}
    options = {"runOnly": {"type": "tag", "values": TAGS}, "rules": rules}
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        found += [f"{scheme}: {finding}" for finding in page.evaluate(VIOLATIONS, options)]
    return found


def find_overflow(page: Page) -> list[str]:
    """The elements that make the page wider than its window."""
    return page.evaluate(OVERFLOW)


def find_small_targets(page: Page) -> list[str]:
    """Targets that are too small for touch, on a phone."""
    page.set_viewport_size(PHONE)
    return page.evaluate(SMALL_TARGETS)


def find_faults(page: Page, viewport: ViewportSize = DESKTOP) -> dict[str, list[str]]:
    """All faults of a public page, by check. axe sees it in a window of *viewport*.

    Opens everything that is collapsed, and restores the page and its window at the end.
    """
    page.evaluate(OPEN_DETAILS)
    page.set_viewport_size(viewport)
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    found = {
        "no edge in forced colours": page.evaluate(WITHOUT_BORDER),
        "moves for who asked for less motion": page.evaluate(ANIMATED),
    }
    page.emulate_media(forced_colors="none")
    found["axe"] = find_violations(page)
    page.emulate_media(color_scheme="light", reduced_motion="no-preference")
    page.set_viewport_size(SMALL_PHONE)
    found["overflow on a small phone"] = find_overflow(page)
    page.set_viewport_size(ENLARGED)
    found["overflow at 400 %"] = find_overflow(page)
    page.set_viewport_size(HALF_WIDTH)
    page.evaluate(DOUBLE_TEXT_SIZE)
    found["overflow with text at 200 %"] = find_overflow(page)
    page.evaluate(RESET_TEXT_SIZE)
    page.evaluate(CLOSE_DETAILS)
    page.set_viewport_size(viewport)
    return {check: findings for check, findings in found.items() if findings}


class PageAudit:
    """Records the faults of each page that *page* opens, in a window of a small phone."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.faults: dict[str, dict[str, list[str]]] = {}

    def check(self, stage: str) -> None:
        """Record the current faults under the name of the *stage*."""
        if found := find_faults(self.page, SMALL_PHONE):
            self.faults[stage] = found


class Network:
    """All requests and sockets of *context*, from any page, frame or worker."""

    def __init__(self, context: BrowserContext) -> None:
        self.requested_urls: list[str] = []
        context.on("request", lambda request: self.requested_urls.append(request.url))
        context.on("page", self._watch_sockets)
        for page in context.pages:
            self._watch_sockets(page)

    def _watch_sockets(self, page: Page) -> None:
        page.on("websocket", lambda socket: self.requested_urls.append(socket.url))

    def external_urls(self, site: LiveSite) -> set[str]:
        """Requests to other hosts. Data URLs request nothing."""
        ours = (f"{site.url}/", "data:", f"blob:{site.url}/")
        return {url for url in self.requested_urls if not url.startswith(ours)}
