"""The admin shows users by their label, never by email address."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client
from wagtail.admin.models import EditingSession
from wagtail.models import Page

from home.models import StandardPage
from tests.factories import SuperuserFactory, publish
from tests.html import content_of
from tests.users.staff_client import COMMENT, StaffClient, make_editor_client, perform_actions

pytestmark = pytest.mark.django_db
# Admin pages that show the acting user; others need not.
NAMED_AT = {
    "the editor",
    "the page's history",
    "locked pages",
    "locked pages as a file",
}
# Wagtail's AgingPagesView calls get_username(), which returns the email address.
AGING_REPORTS = {"aging pages", "aging pages as a file"}
CANARY = "canary-55ad"
ADDRESS = f"{CANARY}@example.org"


def read(browser: Client, address: str) -> str:
    response = browser.get(f"/admin/{address}")
    assert response.status_code == 200, address
    return content_of(response).decode()


@pytest.fixture(params=["without a name", "with a name, and a member"])
def staff_client(request: Any, home: Page) -> StaffClient:
    if request.param == "without a name":
        return make_editor_client(email=ADDRESS)
    names = {"first_name": "Grace", "last_name": "Larkspur"}
    return make_editor_client("Members", email=ADDRESS, **names)


@pytest.fixture
def admin_pages(staff_client: StaffClient, home: Page) -> dict[str, str]:
    """Admin pages as shown to another editor, after all actions of *staff_client*."""
    addresses = perform_actions(staff_client, home)
    other = make_editor_client().browser
    return {place: read(other, address) for place, address in addresses.items()}


def assert_one_label(content: str, staff_client: StaffClient) -> None:
    assert CANARY not in content
    if staff_client.user.first_name:
        assert staff_client.user.reference not in content


def test_admin_pages_label_other_editors(
    staff_client: StaffClient, admin_pages: dict[str, str]
) -> None:
    assert admin_pages.keys() > NAMED_AT | AGING_REPORTS
    for place in admin_pages.keys() - AGING_REPORTS:
        assert_one_label(admin_pages[place], staff_client)
    for place in NAMED_AT:
        assert str(staff_client.user) in admin_pages[place], place


def test_aging_report_labels_publisher(
    staff_client: StaffClient, admin_pages: dict[str, str]
) -> None:
    for place in AGING_REPORTS:
        assert_one_label(admin_pages[place], staff_client)
        assert str(staff_client.user) in admin_pages[place], place


def test_editing_sessions_label_other_editors(staff_client: StaffClient, home: Page) -> None:
    other = make_editor_client()
    for client in (staff_client, other):
        client.browser.get(f"/admin/pages/{home.pk}/edit/")
        session = EditingSession.objects.get(user=client.user)
        address = f"editing-sessions/ping/home/homepage/{home.pk}/{session.pk}/"
        answer = client.send(address, is_editing="1").json()
    assert [each["user"] for each in answer["other_sessions"]] == [str(staff_client.user)]
    assert_one_label(str(answer), staff_client)


def test_site_history_labels_users(staff_client: StaffClient, home: Page) -> None:
    perform_actions(staff_client, home)
    browser = Client()
    browser.force_login(SuperuserFactory())
    for address in ("reports/site-history/", "reports/site-history/?export=csv"):
        content = read(browser, address)
        assert str(staff_client.user) in content
        assert_one_label(content, staff_client)


def test_delete_user_labels_user(staff_client: StaffClient, home: Page) -> None:
    operator = StaffClient(SuperuserFactory())
    confirmation = read(operator.browser, f"users/delete/{staff_client.user.pk}/")
    operator.send(f"users/delete/{staff_client.user.pk}/")
    history = read(operator.browser, "reports/site-history/")
    for content in (confirmation, history):
        assert str(staff_client.user) in content
        assert_one_label(content, staff_client)


def test_group_pages_show_no_email_address(staff_client: StaffClient, home: Page) -> None:
    operator = Client()
    operator.force_login(SuperuserFactory())
    group = staff_client.user.groups.create(name="Helpers")
    for address in ("groups/", f"groups/edit/{group.pk}/", f"groups/delete/{group.pk}/"):
        content = read(operator, address)
        assert "Helpers" in content
        assert_one_label(content, staff_client)


# --- Emails and public pages -----------------------------------------------------------------


def test_comment_notification_labels_author(staff_client: StaffClient, home: Page) -> None:
    page = publish(home, StandardPage, title="About", slug="about", owner=staff_client.user)
    others = [make_editor_client(), make_editor_client()]
    for other in others:
        other.edit(page, comment_notifications="on")
    staff_client.edit(page, comment_notifications="on", **COMMENT)
    assert sorted(message.to for message in mail.outbox) == sorted([o.user.email] for o in others)
    for message in mail.outbox:
        assert f"{staff_client.user} has updated comments" in f"{message.subject} {message.body}"
        assert_one_label(str(message.message()), staff_client)
        assert (message.cc, message.bcc, message.reply_to) == ([], [], [])


def test_comment_notification_has_one_recipient(staff_client: StaffClient, home: Page) -> None:
    page = publish(home, StandardPage, title="About", slug="about", owner=staff_client.user)
    others = [make_editor_client(), make_editor_client()]
    for other in others:
        other.edit(page, comment_notifications="on")
    staff_client.edit(page, **COMMENT)
    assert len(mail.outbox) == 2
    addresses = {other.user.email for other in others}
    assert {message.to[0] for message in mail.outbox} == addresses
    for message in mail.outbox:
        for address in addresses - {message.to[0]}:
            assert address not in str(message.message())


def test_public_pages_do_not_show_editors(
    staff_client: StaffClient, home: Page, client: Client
) -> None:
    publish(home, StandardPage, title="Other", slug="other", owner=staff_client.user)
    perform_actions(staff_client, home)
    for path in ("/", "/about/", "/other/", "/sitemap.xml", "/search/?q=about"):
        content = client.get(path).content.decode()
        for label in (CANARY, str(staff_client.user), staff_client.user.reference):
            assert label not in content
