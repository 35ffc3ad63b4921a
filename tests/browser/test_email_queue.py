"""The dashboard reports an email that was not delivered; an operator retries it."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.checks import find_overflow, find_violations
from tests.browser.test_editor_publish import sign_in
from tests.live_site import LiveSite, manage
from tests.smtp_sink import SmtpSink

pytestmark = pytest.mark.slow
CREATE_EMAILS = """
from datetime import timedelta
from django.core import mail
from django.utils import timezone
from mailqueue.models import QueuedMail
now = timezone.now()
QueuedMail.objects.failed().delete()
own = QueuedMail.objects.exclude(pk__in=list(QueuedMail.objects.values_list("pk", flat=True)))
for name in {names!r}:
    mail.send_mail("Your link", "Please choose.", None, [name + "@mail.example.org"])
own.update(
    state="failed", failed_at=now, last_error="address rejected (550 5.1.1)", attempts=8
)
mail.send_mail("Your link", "Please choose.", None, ["later@a-rather-long-name-of-a-place.example"])
own.waiting().update(
    due_at=now + timedelta(days=1), created_at=now - timedelta(days=1)
)
"""


@pytest.fixture(scope="module")
def site_server(editable_site: LiveSite) -> LiveSite:
    """No other test of this site uses failed emails."""
    return editable_site


def create_failed_emails(site: LiveSite, *names: str) -> None:
    """Create a failed email for each of *names*, and one waiting email, on *site*."""
    # In one transaction, or they would be sent before they are marked as failed.
    code = "from django.db import transaction\nwith transaction.atomic():\n"
    code += "".join(f"    {line}\n" for line in CREATE_EMAILS.format(names=names).splitlines())
    done = manage("shell", "--no-imports", "-c", code, data_dir=site.data_dir)
    assert done.returncode == 0, done.stderr


def press(page: Page, name: str, *, role: str = "link", url: str) -> None:
    """Tab to the element called *name* and press Enter."""
    for _ in range(80):
        page.keyboard.press("Tab")
        reached = page.evaluate("document.activeElement.textContent")
        if " ".join(reached.split()) == name:
            break
    expect(page.get_by_role(role, name=name, exact=True)).to_be_focused()  # type: ignore[arg-type]
    page.keyboard.press("Enter")
    page.wait_for_url(url)


def test_failed_email_is_retried_by_keyboard(
    page: Page, site_server: LiveSite, smtp_sink: SmtpSink
) -> None:
    create_failed_emails(site_server, "ada")
    sign_in(page, site_server, "admin@example.org")
    page.goto(f"{site_server.url}/admin/")
    press(page, "1 email could not be delivered", url="**/admin/email-queue/?state=failed")
    expect(page.locator(".email-queue tbody tr")).to_have_count(1)
    reference = page.locator(".email-queue td.field-reference").inner_text()
    press(page, f"Try again {reference}", url="**/retry/*/")
    press(page, "Try again", role="button", url="**/admin/email-queue/")
    expect(page.get_by_text(f"Email {reference} is being sent again.")).to_be_visible()
    assert smtp_sink.wait_for_message_to("ada@mail.example.org")["Subject"] == "Your link"


def test_email_queue_pages_are_accessible_and_fit_phones(page: Page, site_server: LiveSite) -> None:
    create_failed_emails(site_server, "ben", "cy")
    sign_in(page, site_server, "admin@example.org")
    page.goto("/admin/email-queue/")
    question = page.get_by_role("link", name="Delete").first.get_attribute("href")
    faults = {}
    for path in ("/admin/", "/admin/email-queue/", f"{question}"):
        page.goto(path)
        for width in (1440, 360):
            page.set_viewport_size({"width": width, "height": 800})
            if found := find_violations(page) + find_overflow(page):
                faults[path, width] = found
    assert faults == {}
