"""A real browser and a real server: `manage.py serve` with a copy of the demo site."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    expect,
    sync_playwright,
)

from tests.live_site import LiveSite, free_port, live_site
from tests.smtp_sink import SmtpSink

# The first is Chromium's headless shell, which takes two thirds of the time.
BROWSERS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
)
MAC_BROWSERS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
BROWSER_MISSING = (
    "No Chromium or Chrome was found. Run: sudo apt install chromium "
    "(on macOS: brew install chromium)"
)


# Timeout in milliseconds on a busy machine. Profiles have the same timeout.
expect.set_options(timeout=30_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder: each needs a browser and a served site."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            for mark in (pytest.mark.browser, pytest.mark.live_site):
                item.add_marker(mark)


def find_browser() -> str | None:
    """Path of Chromium or Chrome on this machine, if installed."""
    on_path = (shutil.which(name) for name in BROWSERS)
    return next((path for path in (*on_path, *MAC_BROWSERS) if path and os.path.exists(path)), None)


@pytest.fixture(scope="session")
def smtp_sink() -> Iterator[SmtpSink]:
    """An SMTP server that stores messages."""
    box = SmtpSink(free_port())
    box.start()
    yield box
    box.stop()


@contextmanager
def serve_demo_site(
    demo_data: Path, smtp_sink: SmtpSink, factory: pytest.TempPathFactory, **more: str
) -> Iterator[LiveSite]:
    """Serve a copy of the demo site that sends its email to the sink. *more*: its environment."""
    data = shutil.copytree(demo_data, factory.mktemp("browser") / "data")
    with live_site(data, EMAIL_URL=f"smtp://127.0.0.1:{smtp_sink.port}", **more) as site:
        yield site


@pytest.fixture(scope="session")
def site_server(
    demo_data: Path, smtp_sink: SmtpSink, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LiveSite]:
    """The demo site shared by the tests of this process; none changes what another one reads.

    A module that publishes, applies or decides overrides this fixture with ``editable_site``.
    """
    with serve_demo_site(demo_data, smtp_sink, tmp_path_factory) as site:
        yield site


@pytest.fixture(scope="session")
def editable_site(
    demo_data: Path, smtp_sink: SmtpSink, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LiveSite]:
    """The demo site that tests of this process may change: each relies only on its own rows."""
    with serve_demo_site(demo_data, smtp_sink, tmp_path_factory) as site:
        yield site


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests of this process; each test has its own profile."""
    path = find_browser()
    if path is None and os.environ.get("REQUIRE_BROWSER"):
        pytest.fail(BROWSER_MISSING)
    if path is None:
        pytest.skip(BROWSER_MISSING)
    with pytest.MonkeyPatch.context() as environment, sync_playwright() as playwright:
        # While Playwright runs, this thread has an event loop, and Django would refuse database
        # access to all later tests. That is safe to allow: the loop only runs within calls of
        # Playwright, and none of them uses the database.
        environment.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        running = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture
def context(browser: Browser, site_server: LiveSite) -> Iterator[BrowserContext]:
    """A profile without cookies; URLs in it can begin with a slash.

    In every test, pages must not violate their Content-Security-Policy.
    """
    profile = browser.new_context(base_url=site_server.url, locale="en-GB")
    with assert_no_csp_violations(profile):
        yield profile
    profile.close()


@contextmanager
def assert_no_csp_violations(profile: BrowserContext) -> Iterator[None]:
    """Fail if a page of *profile* violated its Content-Security-Policy."""
    violations: list[str] = []
    profile.on(
        "console",
        lambda message: violations.append(message.text) if is_csp_violation(message) else None,
    )
    yield
    assert violations == []


def is_csp_violation(message: ConsoleMessage) -> bool:
    """Whether the console message reports a violation of the Content-Security-Policy."""
    return "Content Security Policy" in message.text


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """An empty tab."""
    return context.new_page()
