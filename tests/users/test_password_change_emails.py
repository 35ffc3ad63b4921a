"""Emails about changed passwords."""

import re

import pytest
from django.core import mail

from tests.factories import PASSWORD, MemberFactory
from users.models import User

pytestmark = pytest.mark.django_db
NEW = "seven quiet otters dancing"
CHANGE = "/account/password/change/"


@pytest.fixture
def member(client):
    person = MemberFactory(email="member@example.org")
    client.force_login(person)
    return person


def change(client, password=NEW):
    form = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    return client.post(CHANGE, form)


def test_password_change_sends_one_email(client, member):
    change(client)
    (email,) = mail.outbox
    assert email.to == ["member@example.org"]
    assert email.subject == "Your sign-in details have changed"
    assert "http://testserver/account/2fa/" in email.body
    assert NEW not in email.body


def test_rejected_password_sends_no_email(client, member):
    change(client, "short")
    assert not mail.outbox


def test_password_reset_sends_email(client):
    MemberFactory(email="member@example.org")
    client.post("/account/password/reset/", {"email": "member@example.org"})
    link = re.search(r"http://testserver(/account/password/reset/key/\S+)", mail.outbox[0].body)[1]
    form = client.get(link, follow=True).request["PATH_INFO"]
    client.post(form, {"password1": NEW, "password2": NEW})
    assert [email.subject for email in mail.outbox] == [
        "Choose a new password",
        "Your sign-in details have changed",
    ]


def test_password_is_unchanged_when_email_cannot_be_stored(client, member, settings):
    settings.EMAIL_BACKEND = "tests.users.failing_email_backends.FullDiskBackend"
    client.raise_request_exception = False
    assert change(client).status_code == 503
    assert User.objects.get().check_password(PASSWORD)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert change(client).status_code == 302
