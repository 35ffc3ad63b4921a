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


def test_it_says_in_how_many_places_somebody_is_signed_in(home):
    member = MemberFactory()
    here = signed_in(member)
    signed_in(UserFactory())
    assert "You are signed in here and nowhere else." in here.get(ADDRESS).content.decode()
    signed_in(member)
    page = here.get(ADDRESS).content.decode()
    assert "You are signed in at 2 places, this one among them." in page
    assert "in in" not in page


def test_signing_out_everywhere_ends_all_of_ones_own_and_nobody_elses(home):
    member, other = MemberFactory(), MemberFactory()
    here, there, elsewhere = signed_in(member), signed_in(member), signed_in(other)
    assert here.post(ADDRESS).headers["Location"] == "/account/login/"
    for browser in (here, there):
        assert browser.get(ADDRESS).headers["Location"].startswith("/account/login/")
    assert elsewhere.get(ADDRESS).status_code == 200


def test_looking_ends_nothing_and_strangers_are_led_to_sign_in(home, client):
    member = MemberFactory()
    browser = signed_in(member)
    browser.get(ADDRESS)
    assert browser.get(ADDRESS).status_code == 200
    assert client.post(ADDRESS).headers["Location"].startswith("/account/login/")
