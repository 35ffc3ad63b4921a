"""Query counts of meetings are constant, and queries for anonymous users read no private table."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.navigation.snapshot import write_snapshot
from events.models import MeetingIndexPage, MeetingMemberDetails, MeetingPage
from tests.events.conftest import fill

pytestmark = pytest.mark.database
ADDRESS = "/meetings/"


def test_index_query_count_is_constant(
    client: Client, meetings: MeetingIndexPage, subtests: pytest.Subtests
) -> None:
    addresses = (ADDRESS, f"{ADDRESS}?page=2")
    # 25 past meetings, so that there is a second page of them.
    fill(meetings, past=25, coming=5)
    few = [queries_of(client, address) for address in addresses]
    fill(meetings, past=15, coming=15, start=30)
    for address, fewer in zip(addresses, few, strict=True):
        with subtests.test(address=address):
            many = queries_of(client, address)
            assert len(many) == len(fewer), "\n".join(many)
            assert len(many) <= 10, "\n".join(many)


def test_index_query_count_is_the_same_for_5_and_65_meetings(
    client: Client, meetings: MeetingIndexPage
) -> None:
    fill(meetings, past=3, coming=2)
    few = queries_of(client, ADDRESS)
    fill(meetings, past=40, coming=20, start=5)
    assert len(queries_of(client, ADDRESS)) == len(few)


def test_page_query_count_is_constant(client: Client, meetings: MeetingIndexPage) -> None:
    fill(meetings, past=0, coming=5)
    address = MeetingPage.objects.get(slug="coming-0").url
    few = queries_of(client, address)
    fill(meetings, past=40, coming=20, start=5)
    many = queries_of(client, address)
    assert len(many) == len(few) <= 10, "\n".join(many)


def test_anonymous_requests_never_query_member_details(
    client: Client, meetings: MeetingIndexPage, meeting: MeetingPage
) -> None:
    table = MeetingMemberDetails._meta.db_table
    for address in (ADDRESS, meeting.url):
        assert table not in " ".join(queries_of(client, address))


def queries_of(client: Client, address: str) -> list[str]:
    """SQL of an anonymous request once the snapshot of the site chrome exists."""
    write_snapshot()
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in captured]
