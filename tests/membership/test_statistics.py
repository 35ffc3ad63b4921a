"""Membership statistics: monthly sums, without numbers that are small enough to identify people."""

import re
from datetime import date

import pytest

from membership.actions import record_member_count
from membership.models import Member, MembershipStatistic
from membership.staff.statistics import SUPPRESSED_COUNT, StatisticsReport, format_count
from tests.factories import MemberFactory, SuperuserFactory, UserFactory
from tests.html import assert_valid

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/reports/membership-statistics/"
Event = MembershipStatistic.Event
TODAY = date(2026, 3, 14)


def add_statistic(event, number, month=date(2026, 3, 1)):
    MembershipStatistic.objects.create(event=event, number=number, month=month)


def row(name, place=0):
    report = StatisticsReport(TODAY)
    return report.rows[place].cells[report.headings.index(name)]


def test_format_count_suppresses_small_numbers(subtests):
    for number, expected in (
        (0, SUPPRESSED_COUNT),
        (1, SUPPRESSED_COUNT),
        (4, SUPPRESSED_COUNT),
        (5, "5"),
        (40, "40"),
    ):
        with subtests.test(number=number, expected=expected):
            assert format_count(number) == expected


@pytest.mark.database
def test_rows_are_last_twelve_months_newest_first():
    months = [row.month for row in StatisticsReport(TODAY).rows]
    assert (months[0], months[-1], len(months)) == (date(2026, 3, 1), date(2025, 4, 1), 12)


@pytest.mark.database
def test_rows_show_monthly_sums():
    add_statistic(Event.RECEIVED, 12)
    add_statistic(Event.APPROVED, 3)
    add_statistic(Event.CONFIRMED, 9, month=date(2026, 2, 1))
    add_statistic(Event.CONFIRMED, 99, month=date(2025, 3, 1))
    assert row("Applications") == "12"
    assert row("Approved") == SUPPRESSED_COUNT
    assert row("Confirmed", 1) == "9"
    assert {row("Confirmed", place) for place in range(12)} == {SUPPRESSED_COUNT, "9"}


@pytest.mark.database
def test_average_days_need_enough_decisions():
    add_statistic(Event.APPROVED, 3)
    add_statistic(Event.DECLINED, 2)
    add_statistic(Event.DAYS, 32)
    assert row("Average days to decision") == "6"
    assert row("Average days to decision", 1) == "–"


def test_suppressed_bars_have_equal_height():
    add_statistic(Event.JOINED, 1)
    add_statistic(Event.JOINED, 4, month=date(2026, 2, 1))
    add_statistic(Event.JOINED, 20, month=date(2026, 1, 1))
    joined = next(it for it in StatisticsReport(TODAY).series if it.name == "New members")
    *_, january, february, march = joined.bars
    assert february.height == march.height == joined.bars[0].height
    assert january.height == joined.height > march.height > 0


@pytest.mark.database
def test_record_member_count_counts_current_members():
    for state in (Member.State.ACTIVE, Member.State.BREAK, Member.State.SUSPENDED):
        Member.objects.filter(pk=MemberFactory().member.pk).update(state=state)
    record_member_count()
    record_member_count()
    assert MembershipStatistic.objects.get(event=Event.MEMBERS).number == 2


def test_report_shows_charts_and_table(team):
    MembershipStatistic.objects.add(Event.RECEIVED, 7)
    MembershipStatistic.objects.add(Event.APPROVED, 2)
    page = team.get(ADDRESS)
    assert page.headers["Cache-Control"] == "private, no-store"
    text = page.content.decode()
    assert_valid(text)
    assert "<td>7</td>" in text
    assert "<td>2</td>" not in text
    assert text.count('role="img"') == 7
    assert re.search(r"<title>\w+ \d{4}: 7</title>", text)
    assert ADDRESS in team.get("/admin/").content.decode()


def test_report_allows_superusers_outside_team(home, visit):
    assert visit(SuperuserFactory()).get(ADDRESS).status_code == 200


def test_report_refuses_other_users(home, visit, subtests):
    for group in ("Editors", "Moderators", "Members"):
        with subtests.test(group=group):
            desk = visit(UserFactory(groups=[group]))
            assert desk.get(ADDRESS).status_code == 403
            assert ADDRESS not in desk.get("/admin/").content.decode()


def test_anonymous_users_are_redirected_to_login(home, client):
    assert "/login/" in client.get(ADDRESS).headers["Location"]


@pytest.mark.database
def test_report_needs_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        report = StatisticsReport(TODAY)
        assert len(report.series) == 7
        assert report.rows


def test_member_count_is_rounded():
    add_statistic(Event.MEMBERS, 77)
    add_statistic(Event.MEMBERS, 4, month=date(2026, 2, 1))
    assert row("Members") == "about 75"
    assert row("Members", 1) == SUPPRESSED_COUNT
