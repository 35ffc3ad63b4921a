"""Sections of the home page that list visible pages."""

import datetime

import pytest
from django.utils import timezone

from events.models import MeetingIndexPage, MeetingPage
from home.blocks import HomeStreamBlock
from news.models import NewsIndexPage, NewsPage
from resources.models import ResourceIndexPage, ResourcePage
from tests.factories import draft, publish, restrict_to_members
from tests.html import assert_valid

pytestmark = [pytest.mark.database, pytest.mark.django_db]
TODAY = datetime.date(2026, 5, 1)


@pytest.fixture
def news(home):
    return publish(home, NewsIndexPage, title="News", slug="news")


@pytest.fixture
def meetings(home):
    return publish(home, MeetingIndexPage, title="Meetings", slug="meetings")


@pytest.fixture
def resources(home):
    return publish(home, ResourceIndexPage, title="Resources", slug="resources")


def write(index, title, day=0):
    date = TODAY + datetime.timedelta(days=day)
    return publish(index, NewsPage, title=title, summary="A summary.", date=date)


def plan(index, title, days, **fields):
    start = timezone.now() + datetime.timedelta(days=days)
    return publish(
        index,
        MeetingPage,
        title=title,
        summary="A summary.",
        start=start,
        end=start + datetime.timedelta(hours=2),
        mode="online",
        public_area="Online",
        access_information="Captions.",
        audience="members",
        **fields,
    )


def recommend(index, title, days_ago=0):
    return publish(
        index,
        ResourcePage,
        title=title,
        summary="A summary.",
        kind="guide",
        source_name="Ours",
        checked_on=TODAY - datetime.timedelta(days=days_ago),
        review_by=TODAY + datetime.timedelta(days=365),
    )


def show(home, client, name, **value):
    """The home page with one section."""
    block = HomeStreamBlock()
    home.sections = block.to_python([{"type": name, "value": value, "id": "a"}])
    home.save_revision().publish()
    response = client.get("/")
    assert response.status_code == 200
    page = response.content.decode()
    assert_valid(page)
    return page.partition("<main")[2].partition("</main>")[0]


def in_order(page, *parts):
    places = [page.find(part) for part in parts]
    return -1 not in places and places == sorted(places)


def test_latest_news_shows_newest_articles_up_to_count(home, news, client):
    for title, day in [("Older", 1), ("Newest", 3), ("Oldest", 0), ("Newer", 2)]:
        write(news, title, day)
    page = show(home, client, "latest_news", heading="New writing", count=3)
    assert in_order(page, "New writing", ">Newest<", ">Newer<", ">Older<")
    assert "Oldest" not in page


def test_latest_news_without_count_shows_four(home, news, client):
    for number in range(8):
        write(news, f"Piece {number}", number)
    page = show(home, client, "latest_news", heading="New writing", count=None)
    assert page.count("<h3>") == 4


def test_latest_news_hides_private_articles_and_drafts(home, news, visit, member):
    restrict_to_members(write(news, "Among us"))
    draft(news, NewsPage, title="Not out yet")
    page = show(home, visit(None), "latest_news", heading="New writing", count=4)
    assert "Among us" not in page
    assert "Not out yet" not in page
    assert "Among us" in visit(member).get("/").content.decode()


def test_latest_news_is_hidden_without_articles(home, client):
    assert "New writing" not in show(home, client, "latest_news", heading="New writing", count=4)


def test_next_meetings_shows_upcoming_meetings_in_order(home, meetings, client):
    for title, days in [("Later", 20), ("Past", -5), ("Next", 2), ("Last", 40)]:
        plan(meetings, title, days)
    page = show(home, client, "next_meetings", heading="When we meet", count=2)
    assert in_order(page, ">Next<", ">Later<")
    assert "Past" not in page
    assert "Last" not in page


def test_next_meetings_skips_cancelled_meetings(home, meetings, client):
    plan(meetings, "Off", 1, status="cancelled")
    plan(meetings, "On", 3)
    page = show(home, client, "next_meetings", heading="When we meet", count=1)
    assert ">On<" in page
    assert ">Off<" not in page


def test_next_meetings_shows_text_without_meetings(home, meetings, client):
    page = show(home, client, "next_meetings", heading="When we meet", count=1)
    assert "There are no meetings planned at the moment." in page


def test_featured_resources_keep_the_selected_order(home, resources, client):
    chosen = [recommend(resources, title) for title in ("First", "Second", "Third")]
    recommend(resources, "Other")
    keys = [
        {"type": "item", "value": page.pk, "id": str(page.pk)}
        for page in (chosen[2], chosen[0], chosen[1])
    ]
    page = show(home, client, "featured_resources", heading="To use", resources=keys)
    assert in_order(page, ">Third<", ">First<", ">Second<")
    assert "Other" not in page


def test_featured_resources_default_to_the_last_checked(home, resources, client):
    for title, days_ago in [("Long ago", 90), ("Today", 0), ("Yesterday", 1), ("Last week", 7)]:
        recommend(resources, title, days_ago)
    page = show(home, client, "featured_resources", heading="To use", resources=[])
    assert in_order(page, ">Today<", ">Yesterday<", ">Last week<")
    assert "Long ago" not in page


def test_featured_resources_skip_private_and_deleted(home, resources, visit, member):
    private, deleted, open_one = (
        recommend(resources, title) for title in ("Hidden", "Gone", "Open")
    )
    restrict_to_members(private)
    keys = [
        {"type": "item", "value": page.pk, "id": str(page.pk)}
        for page in (private, deleted, open_one)
    ]
    deleted.delete()
    page = show(home, visit(None), "featured_resources", heading="To use", resources=keys)
    assert ">Open<" in page
    assert ">Hidden<" not in page
    assert ">Hidden<" in visit(member).get("/").content.decode()


BOTH = {"lived": "<p>One chair.</p>", "trained": "<p>The other.</p>", "both": "<p>The room.</p>"}


def test_two_identities_labels_are_editable(home, client):
    page = show(home, client, "two_identities", heading="Two kinds", **BOTH)
    assert in_order(page, ">Lived<", "One chair.", ">Trained<", "The other.", ">Both<", "The room.")
    labels = {"lived_label": "Known", "trained_label": "Learned", "both_label": "Woven"}
    page = show(home, client, "two_identities", heading="", **BOTH, **labels)
    assert in_order(page, ">Known<", ">Learned<", ">Woven<")
    assert "Lived" not in page
