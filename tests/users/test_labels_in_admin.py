"""Whoever is named in the admin is named by one label, and never by an address."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client
from wagtail.admin.models import EditingSession
from wagtail.models import Page

from home.models import StandardPage
from tests.factories import SuperuserFactory, publish
from tests.html import content_of
from tests.users.admin_labels import COMMENT, Doer, an_editor, doings

pytestmark = pytest.mark.django_db
# Where the admin names who did something; elsewhere it need not.
NAMED_AT = {
    "the editor",
    "the page's history",
    "locked pages",
    "locked pages as a file",
}
# Wagtail's AgingPagesView asks for get_username(), which is the address.
AGEING = {"ageing pages", "ageing pages as a file"}
SONG = "canary-55ad"
ADDRESS = f"{SONG}@example.org"


def read(browser: Client, address: str) -> str:
    response = browser.get(f"/admin/{address}")
    assert response.status_code == 200, address
    return content_of(response).decode()


@pytest.fixture(params=["without a name", "with a name, and a member"])
def doer(request: Any, home: Page) -> Doer:
    if request.param == "without a name":
        return an_editor(email=ADDRESS)
    names = {"first_name": "Grace", "last_name": "Larkspur"}
    return an_editor("Members", email=ADDRESS, **names)


@pytest.fixture
def told(doer: Doer, home: Page) -> dict[str, str]:
    """What the admin shows to another editor, after *doer* has done everything."""
    addresses = doings(doer, home)
    other = an_editor().browser
    return {place: read(other, address) for place, address in addresses.items()}


def assert_one_label(words: str, doer: Doer) -> None:
    assert SONG not in words
    if doer.user.first_name:
        assert doer.user.reference not in words


def test_editors_know_each_other_by_their_labels(doer: Doer, told: dict[str, str]) -> None:
    assert told.keys() > NAMED_AT | AGEING
    for place in told.keys() - AGEING:
        assert_one_label(told[place], doer)
    for place in NAMED_AT:
        assert str(doer.user) in told[place], place


def test_so_is_who_published_a_page_long_ago(doer: Doer, told: dict[str, str]) -> None:
    for place in AGEING:
        assert_one_label(told[place], doer)
        assert str(doer.user) in told[place], place


def test_who_edits_at_the_same_time_is_named_by_their_label(doer: Doer, home: Page) -> None:
    other = an_editor()
    for somebody in (doer, other):
        somebody.browser.get(f"/admin/pages/{home.pk}/edit/")
        session = EditingSession.objects.get(user=somebody.user)
        address = f"editing-sessions/ping/home/homepage/{home.pk}/{session.pk}/"
        answer = somebody.send(address, is_editing="1").json()
    assert [each["user"] for each in answer["other_sessions"]] == [str(doer.user)]
    assert_one_label(str(answer), doer)


def test_superusers_read_in_the_history_who_did_what_by_label(doer: Doer, home: Page) -> None:
    doings(doer, home)
    browser = Client()
    browser.force_login(SuperuserFactory())
    for address in ("reports/site-history/", "reports/site-history/?export=csv"):
        words = read(browser, address)
        assert str(doer.user) in words
        assert_one_label(words, doer)


def test_who_is_deleted_is_named_by_their_label(doer: Doer, home: Page) -> None:
    operator = Doer(SuperuserFactory())
    confirmation = read(operator.browser, f"users/delete/{doer.user.pk}/")
    operator.send(f"users/delete/{doer.user.pk}/")
    history = read(operator.browser, "reports/site-history/")
    for words in (confirmation, history):
        assert str(doer.user) in words
        assert_one_label(words, doer)


def test_groups_name_no_address(doer: Doer, home: Page) -> None:
    operator = Client()
    operator.force_login(SuperuserFactory())
    group = doer.user.groups.create(name="Helpers")
    for address in ("groups/", f"groups/edit/{group.pk}/", f"groups/delete/{group.pk}/"):
        words = read(operator, address)
        assert "Helpers" in words
        assert_one_label(words, doer)


# --- Mails, and what readers see -------------------------------------------------------------


def test_a_mail_about_comments_names_who_wrote_them_by_label(doer: Doer, home: Page) -> None:
    page = publish(home, StandardPage, title="About", slug="about", owner=doer.user)
    others = [an_editor(), an_editor()]
    for other in others:
        other.edit(page, comment_notifications="on")
    doer.edit(page, comment_notifications="on", **COMMENT)
    assert sorted(letter.to for letter in mail.outbox) == sorted([o.user.email] for o in others)
    for letter in mail.outbox:
        assert f"{doer.user} has updated comments" in f"{letter.subject} {letter.body}"
        assert_one_label(str(letter.message()), doer)
        assert (letter.cc, letter.bcc, letter.reply_to) == ([], [], [])


def test_a_mail_about_comments_names_no_other_reader(doer: Doer, home: Page) -> None:
    page = publish(home, StandardPage, title="About", slug="about", owner=doer.user)
    others = [an_editor(), an_editor()]
    for other in others:
        other.edit(page, comment_notifications="on")
    doer.edit(page, **COMMENT)
    assert len(mail.outbox) == 2
    addresses = {other.user.email for other in others}
    assert {letter.to[0] for letter in mail.outbox} == addresses
    for letter in mail.outbox:
        for address in addresses - {letter.to[0]}:
            assert address not in str(letter.message())


def test_readers_are_told_nothing_of_who_works_here(doer: Doer, home: Page, client: Client) -> None:
    publish(home, StandardPage, title="Other", slug="other", owner=doer.user)
    doings(doer, home)
    for path in ("/", "/about/", "/other/", "/sitemap.xml", "/search/?q=about"):
        words = client.get(path).content.decode()
        for label in (SONG, str(doer.user), doer.user.reference):
            assert label not in words
