"""The list of meetings in the admin."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client

from events.models import MeetingPage
from tests.events.test_editing import EMPTY_FIELDS, edit, form
from users.models import User

pytestmark = pytest.mark.database
Make = Callable[..., MeetingPage]


def test_admin_listing_orders_meetings_by_start_and_shows_status(
    desk: Client, make_meeting: Make
) -> None:
    make_meeting(title="Sooner", status="cancelled")
    make_meeting(
        title="Later",
        start=datetime(2027, 1, 14, 19, tzinfo=UTC),
        end=datetime(2027, 1, 14, 20, tzinfo=UTC),
    )
    page = desk.get("/admin/meetings/").content.decode()
    assert page.index("Later") < page.index("Sooner")
    assert "Thursday 3 December 2026, 6.30pm" in page
    assert "Cancelled" in page
    for query in ("?ordering=start", "?q=sooner&ordering=-start", "?status=cancelled", "?p=abc"):
        assert "Sooner" in desk.get(f"/admin/meetings/{query}").content.decode()


def test_admin_listing_includes_undated_drafts(desk: Client, add: str) -> None:
    desk.post(add, form(**EMPTY_FIELDS, title="Half-filled"))
    assert "No date set" in desk.get("/admin/meetings/").content.decode()


def test_admin_listing_and_form_refuse_staff_without_page_permission(
    client: Client, meeting: MeetingPage, staff_without_pages: User
) -> None:
    client.force_login(staff_without_pages)
    for address in ("/admin/meetings/", edit(meeting)):
        answer = client.get(address)
        assert answer.status_code == 403
        assert "canary" not in answer.content.decode()
