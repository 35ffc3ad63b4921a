"""Behind the link of a mail: confirming, how things stand, withdrawing, and a new link."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from membership import actions
from membership.models import Application
from tests.factories import ApplicationFactory, MemberFactory, open_join_page
from tests.html import assert_one_first_heading, assert_valid
from tests.membership.applicant import Applicant, get_newest_link

pytestmark = pytest.mark.django_db
State = Application.State
RESEND = "/join/resend/"


@pytest.fixture
def page(home):
    return open_join_page(home)


@pytest.fixture
def link(page):
    """The link of somebody who has just applied."""
    Applicant().apply()
    return get_newest_link()


def read(link, status=200):
    answer = Client().get(link)
    assert answer.status_code == status
    assert not answer.cookies
    assert answer.headers["Cache-Control"] == "private, no-store"
    shown = answer.content.decode()
    assert_valid(shown)
    assert_one_first_heading(shown)
    assert '<meta name="robots" content="noindex">' in shown
    return shown


def press(link, step):
    return Client().post(link, {"step": step})


def state():
    return Application.objects.get().state


def test_looking_confirms_nothing(link):
    for method in (Client().get, Client().head):
        method(link)
    assert 'value="confirm"' in read(link)
    assert state() == State.UNCONFIRMED


def test_the_button_confirms(link):
    answer = press(link, "confirm")
    assert (answer.status_code, answer.headers["Location"]) == (303, link)
    assert state() == State.WAITING
    assert "We have your application" in read(link)


@pytest.mark.database
def test_it_confirms_once(link):
    press(link, "confirm")
    first = Application.objects.get().confirmed_at
    press(link, "confirm")
    assert Application.objects.get().confirmed_at == first
    assert 'value="confirm"' not in read(link)


def test_after_a_day_it_confirms_nothing_and_says_the_way_on(link):
    with time_machine.travel(timezone.now() + timedelta(hours=24, minutes=1)):
        press(link, "confirm")
        shown = read(link)
    assert state() == State.UNCONFIRMED
    assert "This link is too old" in shown
    assert f'href="{RESEND}"' in shown


def test_once_confirmed_it_shows_where_things_stand_for_as_long_as_they_do(link):
    press(link, "confirm")
    with time_machine.travel(timezone.now() + timedelta(days=60)):
        assert "We have your application" in read(link)


@pytest.mark.database
def test_a_newer_link_ends_it(link):
    actions.resend_link(email="robin@example.org", network="192.0.2.7")
    assert "nothing behind this link" in read(link, 404)
    press(link, "confirm")
    assert state() == State.UNCONFIRMED
    press(get_newest_link(), "confirm")
    assert state() == State.WAITING


@pytest.mark.database
def test_made_up_links_lead_to_nothing(page, subtests):
    for token in ("x", "a" * 43, "a" * 5000, "%00", "..", "é"):
        with subtests.test(token=token):
            assert Client().get(f"/join/application/{token}/").status_code == 404
            assert (
                Client().post(f"/join/application/{token}/", {"step": "withdraw"}).status_code
                == 404
            )


def test_the_page_names_nobody_and_shows_no_answer(page):
    Applicant().apply()
    link = get_newest_link()
    press(link, "confirm")
    shown = read(link)
    for private in ("Robin", "robin@example.org", "Something else", "ualified"):
        assert private not in shown
    assert Application.objects.get().reference in shown


def test_the_secret_does_not_travel_on(link):
    shown = read(link)
    token = link.split("/")[-2]
    assert re.findall(rf'(?:href|src|next)="?[^"]*{token}', shown) == []
    assert 'name="robots" content="noindex"' in shown


@pytest.mark.parametrize("confirmed", [False, True])
def test_withdrawing_erases_it_at_once(confirmed, link):
    if confirmed:
        press(link, "confirm")
    answer = press(link, "withdraw")
    assert answer.headers["Location"] == "/join/withdrawn/"
    assert not Application.objects.exists()
    assert "nothing behind this link" in read(link, 404)
    assert "It is erased" in read("/join/withdrawn/")


def test_withdrawing_works_when_the_link_is_too_old_to_confirm(link):
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        press(link, "withdraw")
    assert not Application.objects.exists()


def test_another_step_does_nothing(link):
    press(link, "approve")
    assert state() == State.UNCONFIRMED


def test_somebody_who_is_a_member_learns_it_behind_the_link_alone(page):
    MemberFactory(email="robin@example.org")
    Applicant().apply()
    link = get_newest_link()
    shown = read(link)
    assert "You are a member already" in shown
    assert 'href="/account/login/"' in shown
    press(link, "confirm")
    assert state() == State.UNCONFIRMED
    press(link, "withdraw")
    assert not Application.objects.exists()


class TestResend:
    def test_it_asks_for_the_address(self, page):
        assert 'type="email"' in read(RESEND)

    def test_it_answers_everybody_alike(self, page):
        ApplicationFactory(email="unconfirmed@example.org")
        ApplicationFactory(email="waiting@example.org", waiting=True)
        ApplicationFactory(email="approved@example.org", state=State.APPROVED)
        MemberFactory(email="member@example.org")
        names = ("unconfirmed", "waiting", "approved", "member", "unknown")
        answers = {_answer(f"{name}@example.org") for name in names}
        assert len(answers) == 1
        assert [email.to[0].split("@")[0] for email in mail.outbox] == list(names)
        words = {re.sub(r"application/\S+", "", email.body) for email in mail.outbox}
        assert len(words) == 1

    @pytest.mark.database
    def test_it_costs_the_same_for_everybody(self, page, django_assert_max_num_queries):
        ApplicationFactory(email="known@example.org")
        Client().post(RESEND, {"email": "first@example.org"})
        counts = []
        for address in ("known@example.org", "unknown@example.org"):
            with django_assert_max_num_queries(40) as queries:
                Client().post(RESEND, {"email": address})
            counts.append(len(queries))
        assert counts[0] == counts[1]

    def test_the_new_link_of_one_who_waits_shows_where_things_stand(self, page):
        ApplicationFactory(email="robin@example.org", waiting=True)
        Client().post(RESEND, {"email": "Robin@example.org"})
        assert mail.outbox[0].to == ["Robin@example.org"]
        assert "We have your application" in read(get_newest_link("Robin@example.org"))

    def test_the_link_of_one_who_never_applied_says_so_to_them_alone(self, page):
        Client().post(RESEND, {"email": "robin@example.org"})
        assert "nothing behind this link" in read(get_newest_link(), 404)

    @pytest.mark.database
    def test_odd_addresses_are_answered_with_words_and_no_mail(self, page, subtests):
        for odd in ("", "nobody", "a@b\r\nBcc: c@d.example", "a\x00@example.org"):
            with subtests.test(odd=odd):
                answer = Client().post(RESEND, {"email": odd})
                assert answer.status_code == 200
                shown = answer.content.decode()
                # What cannot be printed is sent back as it came, and no page of HTML may hold it.
                assert_valid(shown.replace("\x00", ""))
                assert 'role="alert"' in shown
                assert not mail.outbox

    @pytest.mark.database
    def test_after_three_mails_the_page_is_still_the_same(self, page):
        answers = {_answer("robin@example.org") for _ in range(5)}
        assert len(answers) == 1
        assert len(mail.outbox) == 3


def _answer(address):
    answer = Client().post(RESEND, {"email": address})
    return (answer.status_code, answer.headers["Location"], answer.content)


def test_only_confirmed_ones_are_ever_on_the_teams_desk(link):
    assert not Application.objects.confirmed().exists()
    assert not Application.objects.awaiting_decision().exists()
    press(link, "confirm")
    assert Application.objects.awaiting_decision().count() == 1
