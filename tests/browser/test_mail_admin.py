"""Journey of an operator: the dashboard tells of a mail that did not leave; it is tried again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import demo_site
from tests.browser.test_accessibility import findings
from tests.browser.test_editor_publishes import sign_in
from tests.mailbox import Mailbox
from tests.served_site import ServedSite, manage

pytestmark = [pytest.mark.browser, pytest.mark.served, pytest.mark.slow]
MAKE = """
from datetime import timedelta
from django.core import mail
from django.utils import timezone
from core.models import QueuedMail
now = timezone.now()
for name in {names!r}:
    mail.send_mail("Your link", "Please choose.", None, [name + "@mail.example.org"])
QueuedMail.objects.update(
    state="dead", died_at=now, last_error="address refused (550 5.1.1)", attempts=8
)
mail.send_mail("Your link", "Please choose.", None, ["later@a-rather-long-name-of-a-place.example"])
QueuedMail.objects.waiting().update(
    due_at=now + timedelta(days=1), created_at=now - timedelta(days=1)
)
"""


@pytest.fixture(scope="module")
def site_server(
    demo_data: Path, mailbox: Mailbox, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ServedSite]:
    """A site of its own: other tests see a dashboard on which all mails have left."""
    yield from demo_site(demo_data, mailbox, tmp_path_factory)


def give_up(site: ServedSite, *names: str) -> None:
    """Have mails to *names* given up, and one more wait, on *site*."""
    # In one transaction, or they would have left before they are given up.
    code = "from django.db import transaction\nwith transaction.atomic():\n"
    code += "".join(f"    {line}\n" for line in MAKE.format(names=names).splitlines())
    done = manage("shell", "--no-imports", "-c", code, data_dir=site.data_dir)
    assert done.returncode == 0, done.stderr


def press(page: Page, name: str, *, role: str = "link", leads_to: str) -> None:
    """Go to what is called *name* with the Tab key, as far as that may be, and press Enter."""
    for _ in range(80):
        page.keyboard.press("Tab")
        reached = page.evaluate("document.activeElement.textContent")
        if " ".join(reached.split()) == name:
            break
    expect(page.get_by_role(role, name=name, exact=True)).to_be_focused()  # type: ignore[arg-type]
    page.keyboard.press("Enter")
    page.wait_for_url(leads_to)


def test_a_mail_that_was_given_up_leaves_by_keyboard_alone(
    page: Page, site_server: ServedSite, mailbox: Mailbox
) -> None:
    give_up(site_server, "ada")
    sign_in(page, site_server, "admin@example.org")
    page.goto(f"{site_server.url}/admin/")
    press(page, "1 mail could not be delivered", leads_to="**/admin/mails/?state=dead")
    expect(page.locator(".mails tbody tr")).to_have_count(1)
    reference = page.locator(".mails td.field-reference").inner_text()
    press(page, f"Try again {reference}", leads_to="**/try-again/*/")
    press(page, "Yes, try again", role="button", leads_to="**/admin/mails/")
    expect(page.get_by_text(f"Mail {reference} is being tried again.")).to_be_visible()
    assert mailbox.wait_for_letter_to("ada@mail.example.org")["Subject"] == "Your link"


@pytest.mark.parametrize("width", [1440, 360])
def test_axe_finds_nothing_and_nothing_is_cut_off(
    page: Page, site_server: ServedSite, width: int
) -> None:
    give_up(site_server, "ben", "cy")
    sign_in(page, site_server, "admin@example.org")
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{site_server.url}/admin/mails/")
    question = page.get_by_role("link", name="Delete").first.get_attribute("href")
    for scheme in ("light", "dark"):
        # Before the page is opened: colours that are still changing would be measured.
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for path in ("/admin/", "/admin/mails/", f"{question}"):
            page.goto(site_server.url + path)
            assert findings(page) == [], (path, scheme)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
