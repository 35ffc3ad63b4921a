"""Links in emails to applicants: confirm, status page, withdraw, and a new link."""

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
    """The link of a new applicant."""
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


def test_get_does_not_confirm(link):
    for method in (Client().get, Client().head):
        method(link)
    assert 'value="confirm"' in read(link)
    assert state() == State.UNCONFIRMED


def test_post_confirms_application(link):
    answer = press(link, "confirm")
    assert (answer.status_code, answer.headers["Location"]) == (303, link)
    assert state() == State.WAITING
    assert "We have received your application" in read(link)


@pytest.mark.database
def test_confirming_twice_keeps_first_confirmation(link):
    press(link, "confirm")
    first = Application.objects.get().confirmed_at
    press(link, "confirm")
    assert Application.objects.get().confirmed_at == first
    assert 'value="confirm"' not in read(link)


def test_expired_link_offers_a_new_one(link):
    with time_machine.travel(timezone.now() + timedelta(hours=24, minutes=1)):
        press(link, "confirm")
        shown = read(link)
    assert state() == State.UNCONFIRMED
    assert "This link has expired" in shown
    assert f'href="{RESEND}"' in shown


def test_confirmed_link_shows_status_without_expiry(link):
    press(link, "confirm")
    with time_machine.travel(timezone.now() + timedelta(days=60)):
        assert "We have received your application" in read(link)


@pytest.mark.database
def test_newer_link_supersedes_link(link):
    actions.resend_link(email="robin@example.org", network="192.0.2.7")
    assert "This link does not work" in read(link, 404)
    press(link, "confirm")
    assert state() == State.UNCONFIRMED
    press(get_newest_link(), "confirm")
    assert state() == State.WAITING


@pytest.mark.database
def test_invalid_token_returns_404(page, subtests):
    for token in ("x", "a" * 43, "a" * 5000, "%00", "..", "é"):
        with subtests.test(token=token):
            assert Client().get(f"/join/application/{token}/").status_code == 404
            assert (
                Client().post(f"/join/application/{token}/", {"step": "withdraw"}).status_code
                == 404
            )


def test_status_page_shows_no_personal_data(page):
    Applicant().apply()
    link = get_newest_link()
    press(link, "confirm")
    shown = read(link)
    for private in ("Robin", "robin@example.org", "Something else", "ualified"):
        assert private not in shown
    assert Application.objects.get().reference in shown


def test_status_page_does_not_repeat_token(link):
    shown = read(link)
    token = link.split("/")[-2]
    assert re.findall(rf'(?:href|src|next)="?[^"]*{token}', shown) == []
    assert 'name="robots" content="noindex"' in shown


@pytest.mark.parametrize("confirmed", [False, True])
def test_withdraw_deletes_application(confirmed, link):
    if confirmed:
        press(link, "confirm")
    answer = press(link, "withdraw")
    assert answer.headers["Location"] == "/join/withdrawn/"
    assert not Application.objects.exists()
    assert "This link does not work" in read(link, 404)
    assert "Application deleted" in read("/join/withdrawn/")


def test_withdraw_works_with_expired_link(link):
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        press(link, "withdraw")
    assert not Application.objects.exists()


def test_unknown_step_is_ignored(link):
    press(link, "approve")
    assert state() == State.UNCONFIRMED


def test_status_page_links_members_to_login(page):
    MemberFactory(email="robin@example.org")
    Applicant().apply()
    link = get_newest_link()
    shown = read(link)
    assert "You are already a member" in shown
    assert 'href="/account/login/"' in shown
    press(link, "confirm")
    assert state() == State.UNCONFIRMED
    press(link, "withdraw")
    assert not Application.objects.exists()


class TestResend:
    def test_resend_asks_for_email(self, page):
        assert 'type="email"' in read(RESEND)

    def test_resend_response_is_identical_for_every_email(self, page):
        ApplicationFactory(email="unconfirmed@example.org")
        ApplicationFactory(email="waiting@example.org", waiting=True)
        ApplicationFactory(email="approved@example.org", state=State.APPROVED)
        MemberFactory(email="member@example.org")
        names = ("unconfirmed", "waiting", "approved", "member", "unknown")
        answers = {_answer(f"{name}@example.org") for name in names}
        assert len(answers) == 1
        assert [email.to[0].split("@")[0] for email in mail.outbox] == list(names)
        text = {re.sub(r"application/\S+", "", email.body) for email in mail.outbox}
        assert len(text) == 1

    @pytest.mark.database
    def test_resend_query_count_is_identical_for_every_email(
        self, page, django_assert_max_num_queries
    ):
        ApplicationFactory(email="known@example.org")
        Client().post(RESEND, {"email": "first@example.org"})
        counts = []
        for address in ("known@example.org", "unknown@example.org"):
            with django_assert_max_num_queries(40) as queries:
                Client().post(RESEND, {"email": address})
            counts.append(len(queries))
        assert counts[0] == counts[1]

    def test_resent_link_shows_status(self, page):
        ApplicationFactory(email="robin@example.org", waiting=True)
        Client().post(RESEND, {"email": "Robin@example.org"})
        assert mail.outbox[0].to == ["Robin@example.org"]
        assert "We have received your application" in read(get_newest_link("Robin@example.org"))

    def test_resend_sends_empty_link_to_unknown_email(self, page):
        Client().post(RESEND, {"email": "robin@example.org"})
        assert "This link does not work" in read(get_newest_link(), 404)

    @pytest.mark.database
    def test_resend_rejects_invalid_email(self, page, subtests):
        for odd in ("", "nobody", "a@b\r\nBcc: c@d.example", "a\x00@example.org"):
            with subtests.test(odd=odd):
                answer = Client().post(RESEND, {"email": odd})
                assert answer.status_code == 200
                shown = answer.content.decode()
                # Unprintable characters are returned as submitted, and are not valid in HTML.
                assert_valid(shown.replace("\x00", ""))
                assert 'role="alert"' in shown
                assert not mail.outbox

    @pytest.mark.database
    def test_resend_limit_does_not_change_response(self, page):
        answers = {_answer("robin@example.org") for _ in range(5)}
        assert len(answers) == 1
        assert len(mail.outbox) == 3


def _answer(address):
    answer = Client().post(RESEND, {"email": address})
    return (answer.status_code, answer.headers["Location"], answer.content)


def test_only_confirmed_applications_await_decision(link):
    assert not Application.objects.confirmed().exists()
    assert not Application.objects.awaiting_decision().exists()
    press(link, "confirm")
    assert Application.objects.awaiting_decision().count() == 1
