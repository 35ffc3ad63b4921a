"""Account recovery by the team after losing password and authenticator; the user can cancel it."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.test import Client
from django.utils import timezone

from tests.factories import PASSWORD, MemberFactory, UserFactory
from users.actions import (
    cancel_account_recovery,
    complete_account_recoveries,
    start_account_recovery,
)
from users.models import AccountRecovery, User

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture
def member(home):
    user = MemberFactory()
    TOTP.activate(user, generate_totp_secret())
    return user


@pytest.fixture
def team_user(home):
    return UserFactory(groups=["Membership team"])


def link():
    return re.search(r"http://testserver(/account/recovery/\S+)", mail.outbox[0].body)[1]


def after(**time):
    return time_machine.travel(timezone.now() + timedelta(**time), tick=False)


def is_unchanged(user):
    has_step = Authenticator.objects.filter(user=user).exists()
    return has_step and User.objects.get(pk=user.pk).check_password(PASSWORD)


def test_recovery_completes_after_a_day_and_emails_reset_link(member, team_user):
    browser = Client()
    browser.force_login(member)
    assert start_account_recovery(user=member, by=team_user)
    with after(hours=23, minutes=59):
        complete_account_recoveries()
        assert is_unchanged(member)
    with after(hours=24, minutes=1):
        complete_account_recoveries()
        complete_account_recoveries()
    assert not Authenticator.objects.filter(user=member).exists()
    assert not User.objects.get(pk=member.pk).has_usable_password()
    assert browser.get("/account/sessions/").status_code == 302
    assert [message.to for message in mail.outbox] == [[member.email], [member.email]]
    assert "/password/reset/key/" in mail.outbox[1].body


def test_owner_cancels_recovery_by_emailed_link(member, team_user):
    start_account_recovery(user=member, by=team_user)
    page = Client().get(link())
    assert "Stop this request" in page.content.decode()
    assert not page.cookies
    assert "The request has been stopped." in Client().post(link()).content.decode()
    with after(days=2):
        complete_account_recoveries()
    assert is_unchanged(member)
    assert len(mail.outbox) == 1


def test_get_request_does_not_cancel_recovery(member, team_user):
    start_account_recovery(user=member, by=team_user)
    Client().get(link())
    assert AccountRecovery.objects.pending().exists()


def test_recovery_email_does_not_reveal_purpose(member, team_user):
    start_account_recovery(user=member, by=team_user)
    content = f"{mail.outbox[0].subject} {mail.outbox[0].body}".lower()
    assert not re.search(r"member|mental|health|unwell", content.replace("in2gr8mentalhealth", ""))


def test_start_recovery_refuses_second_request_and_staff(member, team_user):
    assert start_account_recovery(user=member, by=team_user)
    assert not start_account_recovery(user=member, by=team_user)
    assert not start_account_recovery(user=UserFactory(groups=["Editors"]), by=team_user)
    assert AccountRecovery.objects.count() == 1


def test_recovery_can_restart_after_cancelling(member, team_user):
    start_account_recovery(user=member, by=team_user)
    assert cancel_account_recovery(recovery=AccountRecovery.objects.get())
    assert not cancel_account_recovery(recovery=AccountRecovery.objects.get())
    assert start_account_recovery(user=member, by=team_user)


def test_completed_and_unknown_tokens_show_closed_text(member, team_user, client):
    start_account_recovery(user=member, by=team_user)
    with after(days=2):
        complete_account_recoveries()
    assert "This link does not work. The request" in client.post(link()).content.decode()
    assert (
        "This link does not work. The request"
        in client.get("/account/recovery/x/").content.decode()
    )
