"""Email changes, which must be confirmed from both addresses."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from tests.factories import MemberFactory, UserFactory
from tests.users.account_client import AccountClient
from users.actions import confirm_email_change, delete_expired_changes, request_email_change
from users.models import EmailChange, User

pytestmark = [pytest.mark.database, pytest.mark.django_db]
ADDRESS = "/account/email/"
OLD, NEW = "old@example.org", "new@example.org"


@pytest.fixture
def member(home: Any) -> AccountClient:
    person = AccountClient(MemberFactory(email=OLD))
    person.sign_in()
    return person


def ask(person: AccountClient, email: str = NEW) -> Any:
    mail.outbox.clear()
    return person.browser.post(ADDRESS, {"email": email})


def link_to(address: str) -> str:
    message = next(message for message in mail.outbox if message.to == [address])
    return re.search(r"http://testserver(/account/email/confirm/\S+)", message.body)[1]


def address_of(person: AccountClient) -> str:
    return User.objects.get(pk=person.user.pk).email


def test_email_changes_after_both_addresses_confirm(member):
    assert ask(member).headers["Location"] == ADDRESS + "sent/"
    assert "within" in member.browser.get(ADDRESS + "sent/").content.decode()
    anonymous_client = Client()
    assert (
        "the email we sent to your other address"
        in anonymous_client.post(link_to(NEW)).content.decode()
    )
    assert address_of(member) == OLD
    assert "Both addresses are confirmed." in anonymous_client.post(link_to(OLD)).content.decode()
    assert address_of(member) == NEW
    assert mail.outbox[-1].to == [NEW]


def test_get_request_does_not_confirm_email_change(member):
    ask(member)
    for link in (link_to(OLD), link_to(NEW)):
        page = Client().get(link)
        assert "Confirm new email address" in page.content.decode()
        assert page.headers["Cache-Control"] == "private, no-store"
        assert not page.cookies
    assert not EmailChange.objects.exclude(old_confirmed_at=None, new_confirmed_at=None).exists()


def test_one_confirmation_does_not_change_email(member):
    ask(member)
    for _ in range(3):
        Client().post(link_to(NEW))
    assert address_of(member) == OLD


def test_new_request_closes_older_email_change(member):
    ask(member)
    first = link_to(OLD), link_to(NEW)
    ask(member, "newer@example.org")
    for link in first:
        assert "Nothing has changed." in Client().post(link).content.decode()
    assert address_of(member) == OLD


def test_confirmation_link_expires_after_a_day(member):
    ask(member)
    Client().post(link_to(NEW))
    with time_machine.travel(timezone.now() + timedelta(hours=25), tick=False):
        assert "Nothing has changed." in Client().post(link_to(OLD)).content.decode()
        delete_expired_changes()
    assert address_of(member) == OLD
    assert not EmailChange.objects.exists()


def test_email_in_use_is_answered_like_any_other(member):
    UserFactory(email="taken@example.org")
    assert ask(member, "taken@example.org").headers["Location"] == ADDRESS + "sent/"
    taken = [message.body for message in mail.outbox]
    Client().post(link_to(OLD))
    assert "Nothing has changed." in Client().post(link_to("taken@example.org")).content.decode()
    assert address_of(member) == OLD
    ask(member)
    free = [message.body for message in mail.outbox]
    without_links = [re.sub(r"/confirm/\S+", "", body) for body in taken]
    assert without_links == [re.sub(r"/confirm/\S+", "", body) for body in free]


def test_current_and_invalid_emails_are_refused(member):
    assert "You already sign in with this one" in ask(member, "OLD@example.org").content.decode()
    assert "like name@example.org" in ask(member, "nonsense").content.decode()
    assert not mail.outbox


def test_email_changes_are_limited_to_three_a_day(member):
    for number in range(3):
        assert ask(member, f"new{number}@example.org").status_code == 302
    assert "Try again in 24 hours." in ask(member).content.decode()
    assert not mail.outbox
    with time_machine.travel(timezone.now() + timedelta(days=1, minutes=1), tick=False):
        request_email_change(user=member.user, email=NEW)
    assert len(mail.outbox) == 2


def test_email_change_requires_login_and_valid_token(home, client):
    assert client.get(ADDRESS).headers["Location"].startswith("/account/login/")
    assert client.post(ADDRESS, {"email": NEW}).headers["Location"].startswith("/account/login/")
    assert "This link does not work." in client.get("/account/email/confirm/x/").content.decode()


def test_email_change_requires_recent_login(member):
    with time_machine.travel(timezone.now() + timedelta(minutes=10), tick=False):
        assert "/reauthenticate/password/" in ask(member).headers["Location"]
    assert not EmailChange.objects.exists()


def test_user_without_credentials_is_redirected_to_password_reset(home):
    user = MemberFactory()
    user.set_unusable_password()
    user.save()
    browser = Client()
    browser.force_login(user)
    assert browser.get(ADDRESS).headers["Location"] == "/account/password/reset/"


def test_closed_change_is_not_confirmed(member):
    change = request_email_change(user=member.user, email=NEW)
    EmailChange.objects.update(is_closed=True)
    assert not confirm_email_change(change=change, token="whatever")
    assert address_of(member) == OLD
