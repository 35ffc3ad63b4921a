"""The user model."""

import datetime

import pytest
from django.db import IntegrityError
from django.utils import timezone

from formats.references import REFERENCE_ALPHABET, make_reference
from tests.factories import PASSWORD, MemberFactory, UserFactory
from users.models import User

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def test_user_label_is_name_or_reference():
    nameless, named = UserFactory(), UserFactory(first_name="Ada", last_name="Example")
    assert str(nameless) == nameless.get_full_name() == nameless.reference
    assert str(named) == "Ada Example"
    assert "@" not in f"{nameless}{named}"


def test_references_contain_no_vowels():
    reference = make_reference()
    assert len(reference) == 9
    assert set(reference) <= {*REFERENCE_ALPHABET, "-"}
    assert not set(REFERENCE_ALPHABET) & set("AEIOU01L")


def test_emails_are_lowercased_and_unique():
    user = User(email="Somebody@Example.ORG")
    user.save()
    assert user.email == "somebody@example.org"
    with pytest.raises(IntegrityError):
        User.objects.create(email="SOMEBODY@example.org")


def test_create_user_requires_email():
    with pytest.raises(ValueError, match="address"):
        User.objects.create_user("")


def test_is_member_requires_active_group_membership():
    assert MemberFactory().is_member
    assert not UserFactory().is_member
    assert not MemberFactory(is_active=False).is_member


def test_can_enter_admin_excludes_members():
    assert UserFactory(groups=["Editors"]).can_enter_admin
    assert UserFactory(is_superuser=True).can_enter_admin
    assert not UserFactory(is_superuser=True, is_active=False).can_enter_admin
    assert not MemberFactory().can_enter_admin


def test_last_login_of_members_is_a_date(client):
    member, editor = MemberFactory(), UserFactory(groups=["Editors"])
    for user in (member, editor):
        client.post("/account/login/", {"login": user.email, "password": PASSWORD})
        client.logout()
        user.refresh_from_db()
    seen = timezone.localtime(member.last_login)
    assert seen.date() == timezone.localdate()
    assert seen.time() == datetime.time(0)
    assert editor.last_login > timezone.now() - datetime.timedelta(minutes=5)


def test_active_with_email_excludes_inactive_users():
    on, off = UserFactory(), UserFactory(is_active=False)
    assert User.objects.active_with_email(f" {on.email.upper()} ").get() == on
    assert not User.objects.active_with_email(off.email).exists()
