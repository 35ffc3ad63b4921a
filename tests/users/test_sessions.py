"""Signing out everywhere."""

import pytest
from django.test import Client

from tests.factories import MemberFactory, UserFactory

pytestmark = [pytest.mark.database, pytest.mark.django_db]
ADDRESS = "/account/sessions/"


def signed_in(user):
    browser = Client()
    browser.force_login(user)
    return browser


def test_page_shows_number_of_sessions(home):
    member = MemberFactory()
    here = signed_in(member)
    signed_in(UserFactory())
    assert "You are signed in on this browser only." in here.get(ADDRESS).content.decode()
    signed_in(member)
    page = here.get(ADDRESS).content.decode()
    assert "You are signed in on 2 browsers, including this one." in page
    assert "in in" not in page


def test_sign_out_everywhere_ends_own_sessions_only(home):
    member, other = MemberFactory(), MemberFactory()
    here, there, other_client = signed_in(member), signed_in(member), signed_in(other)
    assert here.post(ADDRESS).headers["Location"] == "/account/login/"
    for browser in (here, there):
        assert browser.get(ADDRESS).headers["Location"].startswith("/account/login/")
    assert other_client.get(ADDRESS).status_code == 200


def test_get_request_ends_no_session(home, client):
    member = MemberFactory()
    browser = signed_in(member)
    browser.get(ADDRESS)
    assert browser.get(ADDRESS).status_code == 200
    assert client.post(ADDRESS).headers["Location"].startswith("/account/login/")
