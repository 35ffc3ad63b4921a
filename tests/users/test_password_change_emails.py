"""Whoever's password changes is told of it, in a letter that says nothing else."""

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


def test_a_change_is_told_by_one_letter(client, member):
    change(client)
    (letter,) = mail.outbox
    assert letter.to == ["member@example.org"]
    assert letter.subject == "Your account has changed"
    assert "http://testserver/account/second-step/" in letter.body
    assert NEW not in letter.body


def test_a_password_that_is_refused_is_not_told_of(client, member):
    change(client, "short")
    assert not mail.outbox


def test_a_new_password_by_mail_is_told_of_too(client):
    MemberFactory(email="member@example.org")
    client.post("/account/password/reset/", {"email": "member@example.org"})
    link = re.search(r"http://testserver(/account/password/reset/key/\S+)", mail.outbox[0].body)[1]
    form = client.get(link, follow=True).request["PATH_INFO"]
    client.post(form, {"password1": NEW, "password2": NEW})
    assert [letter.subject for letter in mail.outbox] == ["Your link", "Your account has changed"]


def test_no_password_changes_whose_letter_cannot_be_stored(client, member, settings):
    settings.EMAIL_BACKEND = "tests.users.failing_mail.FullDisk"
    client.raise_request_exception = False
    assert change(client).status_code == 503
    assert User.objects.get().check_password(PASSWORD)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert change(client).status_code == 302
