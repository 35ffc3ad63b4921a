"""manage.py reset_mfa."""

from io import StringIO
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import OperationalError
from wagtail.models import ModelLogEntry

from tests.factories import UserFactory
from tests.users.account_client import LOGIN_URL, MFA_URL, AccountClient, later
from users.management.commands import reset_mfa as command
from users.models import User

pytestmark = pytest.mark.django_db


def reset(email: str = "ada@example.org") -> str:
    output = StringIO()
    call_command("reset_mfa", email, stdout=output)
    return output.getvalue()


def test_reset_removes_authenticators_and_notifies_user(ada):
    ada.add_totp()
    ada.add_passkey()
    mail.outbox.clear()
    output = reset("Ada@Example.org")
    assert (
        output == "Two-step sign-in is now off for Ada@Example.org. They have been told by email.\n"
    )
    assert not Authenticator.objects.exists()
    assert [message.to for message in mail.outbox] == [["ada@example.org"]]
    assert AccountClient(ada.user).sign_in().headers["Location"] == "/admin/"


def test_reset_ends_sessions_of_user_only(ada, totp_user):
    other = AccountClient(UserFactory(groups=["Editors"]))
    other.sign_in()
    pending_login = AccountClient(ada.user)
    pending_login.sign_in()
    reset()
    assert not ada.is_signed_in
    assert other.is_signed_in
    assert pending_login.browser.get(MFA_URL + "sign-in/").headers["Location"] == LOGIN_URL
    with later(60):
        pending_login.post_code(totp_user.totp_code())
    assert not pending_login.is_signed_in


def test_reset_is_logged_without_email_address(ada):
    ada.add_totp()
    reset()
    (entry,) = ModelLogEntry.objects.filter(action="users.reset_mfa")
    assert (entry.object_id, entry.label) == (str(ada.user.pk), ada.user.reference)
    assert entry.message == "Turned off two-step sign-in"


def test_reset_without_authenticators_changes_no_row(ada):
    assert reset() == "ada@example.org does not use two-step sign-in. Nothing was changed.\n"
    assert not mail.outbox
    assert ada.is_signed_in


@pytest.mark.database
def test_unknown_email_fails_with_one_line(db, subtests):
    for email in ("no-one@example.org", "no address", "", "a\x00b@example.org"):
        with subtests.test(email=email):
            with pytest.raises(
                CommandError, match=r"There is no account|is not a valid email address"
            ) as output:
                reset(email)
            assert "\n" not in str(output.value)


def test_failing_queue_rolls_reset_back(ada, settings):
    ada.add_totp()
    settings.EMAIL_BACKEND = "tests.users.failing_email_backends.FullDiskBackend"
    with pytest.raises(CommandError, match="The database is not ready"):
        reset()
    assert Authenticator.objects.exists()
    assert ada.is_signed_in


def test_database_error_fails_with_one_line(monkeypatch):
    def fail(**_: Any) -> bool:
        raise OperationalError("no such table: users_user")

    monkeypatch.setattr(command, "reset_mfa", fail)
    with pytest.raises(CommandError, match="no such table"):
        reset()


def test_staff_must_set_up_mfa_after_reset(ada, settings):
    settings.REQUIRE_STAFF_MFA = True
    ada.add_totp()
    reset()
    again = AccountClient(User.objects.get(pk=ada.user.pk))
    again.sign_in()
    assert again.browser.get("/admin/").headers["Location"] == MFA_URL
