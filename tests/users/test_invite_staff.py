"""manage.py invite_staff and createsuperuser."""

import re
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import OperationalError, transaction
from wagtail.models import ModelLogEntry

from mailqueue.delivery import deliver_due_mail
from mailqueue.models import QueuedMail
from tests.factories import MemberFactory, UserFactory
from users.models import User

pytestmark = pytest.mark.django_db
NEW = "seven quiet otters dancing"
QUEUE = "mailqueue.backend.QueueBackend"


def invite(*args: str) -> str:
    out = StringIO()
    call_command("invite_staff", *args, stdout=out)
    return out.getvalue()


def link() -> str:
    return re.search(r"http://testserver(\S+)", mail.outbox[-1].body.split("password:")[1])[1]


def test_invited_user_sets_password_and_enters_admin(client):
    output = invite("New@Example.org", "--group", "Editors", "--name", "Ada May Example")
    assert output == (
        "Created an account for New@Example.org in: Editors. A set-up link has been emailed.\n"
    )
    user = User.objects.get(email="new@example.org")
    assert (user.first_name, user.last_name) == ("Ada May", "Example")
    assert not user.has_usable_password()
    form = client.get(link(), follow=True).request["PATH_INFO"]
    response = client.post(form, {"password1": NEW, "password2": NEW})
    assert response.headers["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_invite_accepts_several_groups():
    invite("new@example.org", "--group", "Editors", "--group", "Membership team")
    assert User.objects.get().group_names == {"Editors", "Membership team"}


def test_second_invitation_sends_new_link():
    invite("new@example.org", "--group", "Editors")
    output = invite("new@example.org", "--group", "Moderators")
    assert "already had an account" in output
    assert len(mail.outbox) == 2
    assert User.objects.get().group_names == {"Editors", "Moderators"}


def test_invited_member_keeps_group_and_password():
    member = MemberFactory(email="member@example.org")
    invite("member@example.org", "--group", "Editors")
    user = User.objects.get()
    assert user.group_names == {"Members", "Editors"}
    assert user.password == member.password


def test_invitation_is_logged_without_email_address():
    invite("new@example.org", "--group", "Editors")
    entry = ModelLogEntry.objects.get(action="users.invite")
    assert entry.data == {"groups": ["Editors"]}
    assert entry.label == User.objects.get().reference


def test_invitation_email_does_not_reveal_purpose():
    invite("new@example.org", "--group", "Membership team")
    content = re.sub(r"\S+@\S+|https?://\S+", "", mail.outbox[0].subject + mail.outbox[0].body)
    for term in ("mental", "health", "member", "in2gr8", "community"):
        assert term not in content.lower()


@pytest.mark.database
def test_invalid_arguments_fail_with_one_line(subtests):
    cases = [
        (["new@example.org", "--group", "Bosses"], "There is no staff group “Bosses”"),
        (["new@example.org", "--group", "Members"], "There is no staff group “Members”"),
        (["new@example.org"], "Give at least one group"),
        (["nobody", "--group", "Editors"], "“nobody” is not a valid email address."),
        (["a\x00b@example.org", "--group", "Editors"], "is not a valid email address."),
        (["new@example.org", "--group", "Editors", "--name", "x" * 151], "at most 150 characters"),
    ]
    for arguments, reason in cases:
        with subtests.test(arguments=arguments, reason=reason):
            with pytest.raises(CommandError, match=re.escape(reason)) as refused:
                invite(*arguments)
            assert "\n" not in str(refused.value)
            assert not User.objects.exists()
            assert not mail.outbox


def test_inactive_account_is_not_invited():
    UserFactory(email="off@example.org", is_active=False)
    with pytest.raises(CommandError, match="This account is not active"):
        invite("off@example.org", "--group", "Editors")
    assert User.objects.get().group_names == frozenset()


def test_failing_mail_server_keeps_invitation_queued(settings):
    settings.EMAIL_BACKEND = QUEUE
    settings.MAIL_DELIVERY_BACKEND = "tests.users.failing_email_backends.DisconnectingBackend"
    assert "A set-up link has been emailed." in invite("new@example.org", "--group", "Editors")
    assert deliver_due_mail() == 0
    assert User.objects.get().group_names == {"Editors"}
    assert QueuedMail.objects.waiting().get().recipient == "new@example.org"


def test_failing_queue_rolls_invitation_back(settings):
    member = MemberFactory(email="member@example.org")
    settings.EMAIL_BACKEND = "tests.users.failing_email_backends.FullDiskBackend"
    for email in ("new@example.org", "member@example.org"):
        with pytest.raises(CommandError, match="disk is full"):
            invite(email, "--group", "Editors")
    assert User.objects.get() == member
    assert User.objects.get().group_names == {"Members"}
    assert not ModelLogEntry.objects.filter(action="users.invite").exists()


def test_rollback_removes_queued_invitation(settings):
    settings.EMAIL_BACKEND = QUEUE
    with transaction.atomic():
        invite("new@example.org", "--group", "Editors")
        assert QueuedMail.objects.exists()
        transaction.set_rollback(True)
    assert not User.objects.exists()
    assert not QueuedMail.objects.exists()


def test_missing_group_fails_with_instructions():
    Group.objects.get(name="Editors").delete()
    with pytest.raises(CommandError, match=r"manage\.py migrate"):
        invite("new@example.org", "--group", "Editors")


def test_database_error_fails_with_instructions(monkeypatch):
    def fail(**kwargs: Any) -> None:
        raise OperationalError("no such table: users_user")

    monkeypatch.setattr("users.management.commands.invite_staff.invite_staff", fail)
    with pytest.raises(CommandError, match="The database is not ready"):
        invite("new@example.org", "--group", "Editors")


def test_createsuperuser_asks_only_for_email(monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", NEW)
    call_command("createsuperuser", "--noinput", email="Boss@example.org", verbosity=0)
    boss = User.objects.get(email="boss@example.org")
    assert boss.is_superuser
    assert boss.check_password(NEW)
