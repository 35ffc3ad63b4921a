"""Changing the password while logged in."""

import pytest
from django.test import Client

from tests.factories import PASSWORD, MemberFactory

pytestmark = pytest.mark.django_db
NEW = "seven quiet otters dancing"


def test_change_password_keeps_session(client):
    member = MemberFactory()
    client.force_login(member)
    data = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    response = client.post("/account/password/change/", data, follow=True)
    assert "Password changed" in response.content.decode()
    member.refresh_from_db()
    assert member.check_password(NEW)


def test_change_password_requires_current_password(client):
    member = MemberFactory()
    client.force_login(member)
    data = {"oldpassword": "wrong", "password1": NEW, "password2": NEW}
    page = client.post("/account/password/change/", data).content.decode()
    assert "Your current password is wrong" in page
    member.refresh_from_db()
    assert member.check_password(PASSWORD)


def test_change_password_ends_other_sessions(client):
    member = MemberFactory()
    client.force_login(member)
    other_client = Client()
    other_client.force_login(member)
    data = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    client.post("/account/password/change/", data)
    assert other_client.get("/account/password/change/").status_code == 302


def test_change_password_requires_login(client):
    response = client.get("/account/password/change/")
    assert response.headers["Location"] == "/account/login/?next=/account/password/change/"
