"""Members' pages and documents, wherever they stand: what comes before them for whom."""

from typing import Any
from urllib.parse import quote

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction

from core.models import CustomDocument
from home.models import StandardPage
from membership import actions
from membership.models import Member, MemberWordingSettings
from tests.factories import PASSWORD, UserFactory, publish, restrict_to_members
from tests.membership.member_pages import AGREE, HOME, a_member, browser_of

pytestmark = pytest.mark.django_db
CLOSED, OPEN = "/for-us/", "/for-all/"


@pytest.fixture
def alder(home: Any) -> Member:
    restrict_to_members(publish(home, StandardPage, title="For us", slug="for-us"))
    publish(home, StandardPage, title="For all", slug="for-all")
    return a_member(pseudonym="Alder", email="alder@example.org")


@pytest.fixture
def browser(alder: Member) -> Client:
    return browser_of(alder)


@pytest.fixture
def document(alder: Member) -> str:
    collection = Collection.get_first_root_node().add_child(name="For us")
    rule = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.GROUPS
    )
    rule.groups.add(Group.objects.get(name="Members"))
    file = ContentFile(b"quiet", name="quiet.txt")
    return CustomDocument.objects.create(title="Quiet", file=file, collection=collection).url


def reword() -> None:
    words = MemberWordingSettings.load()
    words.membership_consent = "I agree to something else."
    words.save()


def asked_before(address: str) -> str:
    return f"{AGREE}?next={quote(address, safe='')}"


def led(browser: Client, address: str) -> str:
    return browser.get(address).headers["Location"]


def agree(browser: Client, address: str) -> Any:
    name = next(name for name in browser.get(address).context["form"].fields)
    return browser.post(address, {"step": "agree", name: "on"})


def test_who_has_agreed_reads_on(browser, document):
    assert [browser.get(address).status_code for address in (CLOSED, OPEN)] == [200, 200]
    assert b"".join(browser.get(document)) == b"quiet"


def test_new_words_come_before_pages_and_documents_that_members_alone_see(browser, document):
    reword()
    for address in (CLOSED, document):
        assert led(browser, address) == quote(asked_before(address), safe="/?=%")
    assert browser.get(OPEN).status_code == 200


def test_once_they_agree_they_go_on_to_where_they_were_going(browser):
    reword()
    answer = agree(browser, asked_before(CLOSED))
    assert (answer.status_code, answer.headers["Location"]) == (303, CLOSED)
    assert browser.get(CLOSED).status_code == 200


@pytest.mark.parametrize("elsewhere", ["https://example.com/", "//example.com/", "example", ""])
def test_nobody_is_led_to_another_site(browser, elsewhere):
    assert led(browser, asked_before(elsewhere)) == HOME
    reword()
    assert agree(browser, asked_before(elsewhere)).headers["Location"] == HOME


def test_whoever_signs_in_is_asked_first_wherever_they_go(alder):
    reword()
    browser = Client()
    form = {"login": "alder@example.org", "password": PASSWORD, "next": OPEN}
    assert browser.post("/account/login/", form).headers["Location"] == asked_before(OPEN)


def test_whoever_has_agreed_lands_where_they_wanted(alder):
    form = {"login": "alder@example.org", "password": PASSWORD, "next": OPEN}
    assert Client().post("/account/login/", form).headers["Location"] == OPEN


def test_a_break_is_an_answer(browser, alder):
    actions.take_break(member=alder)
    reword()
    assert browser.get(CLOSED).status_code == 200


def test_who_is_kept_out_reads_why_on_their_home(browser, alder, document):
    actions.suspend(member=alder, by=UserFactory(), reason="A rest.")
    for address in (CLOSED, document):
        assert led(browser, address) == HOME
    assert "A rest." in browser.get(HOME).content.decode()
    assert browser.get(OPEN).status_code == 200


def test_people_without_a_membership_are_answered_as_before(alder, document):
    stranger, signed_in = Client(), Client(raise_request_exception=False)
    signed_in.force_login(UserFactory())
    for address in (CLOSED, document):
        assert led(stranger, address).startswith("/account/login/")
        assert signed_in.get(address).status_code == 403
