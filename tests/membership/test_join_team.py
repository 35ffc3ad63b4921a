"""Joining the membership team by the team form, by the user form, or by a command."""

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.management import call_command
from wagtail.models import ModelLogEntry

from membership.actions import JOINED_TEAM, join_membership_team
from privacy.models import AccessLog
from tests.factories import ApplicationFactory, SuperuserFactory, UserFactory
from tests.html import assert_valid
from tests.membership.team import LIST, get_inspect_url, user_with_permissions
from users.models import MEMBERSHIP_TEAM_GROUP

pytestmark = pytest.mark.django_db
TEAM = "/admin/membership-team/"
REASON = {"reason": "Hazel is on holiday"}


@pytest.fixture
def superuser(home):
    return SuperuserFactory(first_name="Rowan")


@pytest.fixture
def colleagues(home):
    """Two active users and an inactive one."""
    UserFactory(email="gone@example.org", groups=[MEMBERSHIP_TEAM_GROUP], is_active=False)
    return [
        UserFactory(email=email, groups=[MEMBERSHIP_TEAM_GROUP])
        for email in ("hazel@example.org", "willow@example.org")
    ]


def is_in_team(user):
    return user.groups.filter(name=MEMBERSHIP_TEAM_GROUP).exists()


def assert_announced(user):
    """Wagtail's log and one email to each other team member name *user*."""
    assert ModelLogEntry.objects.filter(action=JOINED_TEAM, object_id=str(user.pk)).count() == 1
    assert sorted(message.to[0] for message in mail.outbox) == [
        "gone@example.org",
        "hazel@example.org",
        "willow@example.org",
    ]
    for message in mail.outbox:
        assert message.subject == "Someone has joined your team"
        assert f"{user} has joined your team" in " ".join(message.body.split())
        assert TEAM in message.body


def test_superuser_joins_with_reason(visit, superuser, colleagues):
    application, browser = ApplicationFactory(waiting=True), visit(superuser)
    assert browser.get(get_inspect_url(application)).status_code == 403
    answer = browser.post(TEAM, REASON, follow=True)
    assert answer.redirect_chain == [(TEAM, 303)]
    assert is_in_team(superuser)
    assert_announced(superuser)
    entry = AccessLog.objects.get()
    assert (entry.user, entry.action) == (superuser, AccessLog.Action.JOINED_TEAM)
    assert (entry.references, entry.reason) == (superuser.reference, REASON["reason"])
    assert "Hazel is on holiday" not in str(mail.outbox[0].message())
    assert browser.get(get_inspect_url(application)).status_code == 200


def test_join_requires_reason(visit, superuser, colleagues):
    for reason in ("", "   ", "x" * 256, "a\x00b"):
        answer = visit(superuser).post(TEAM, {"reason": reason})
        assert answer.status_code == 200
    assert_valid(visit(superuser).post(TEAM, {}).content.decode())
    assert "Enter a reason for joining" in visit(superuser).post(TEAM, {}).content.decode()
    assert not is_in_team(superuser)
    assert not mail.outbox
    assert not AccessLog.objects.exists()


def test_join_is_idempotent(visit, superuser, colleagues):
    visit(superuser).post(TEAM, REASON)
    answer = visit(superuser).post(TEAM, {"reason": "Again"}, follow=True)
    assert "You are already in the membership team." in answer.content.decode()
    assert_announced(superuser)
    assert AccessLog.objects.count() == 1


def test_join_requires_superuser(visit, home, colleagues):
    for groups in (["Editors"], ["Moderators"], ["Members"]):
        user = UserFactory(groups=groups)
        assert visit(user).get(TEAM).status_code == 403
        assert visit(user).post(TEAM, REASON).status_code == 403
        assert not is_in_team(user)
    assert visit(None).post(TEAM, REASON).headers["Location"].startswith("/account/login/")
    assert not AccessLog.objects.exists()


def test_team_page_shows_users_and_reasons(visit, superuser, colleagues):
    join_membership_team(user=superuser, **REASON)
    answer = visit(colleagues[0]).get(TEAM)
    page = answer.content.decode()
    assert_valid(page)
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "<li>Rowan</li>" in page
    assert "Hazel is on holiday" in page
    assert "<form" not in page.partition("People in the team")[0].partition("nice-padding")[2]
    assert "gone@" not in page


def test_team_page_hides_other_access_log_entries(visit, superuser, colleagues):
    AccessLog.objects.record(
        user=superuser, action="exported", kind="application", references=[], reason="Secret"
    )
    assert "Secret" not in visit(colleagues[0]).get(TEAM).content.decode()


def test_settings_menu_shows_team_to_superusers(visit, superuser, colleagues):
    assert TEAM in visit(superuser).get("/admin/").content.decode()
    assert TEAM not in visit(user_with_permissions()).get("/admin/").content.decode()


def test_join_is_atomic_with_emails(visit, superuser, colleagues, settings):
    settings.EMAIL_BACKEND = "tests.users.failing_email_backends.FullDiskBackend"
    with pytest.raises(Exception, match="full"):
        join_membership_team(user=superuser, **REASON)
    assert not is_in_team(superuser)
    assert not AccessLog.objects.exists()
    assert not ModelLogEntry.objects.filter(action=JOINED_TEAM).exists()


# --- Other methods ------------------------------------------------------------------------------


def edit_account(browser, user, group):
    sent = {"email": user.email, "is_active": "on", "groups": [group.pk]}
    sent |= {"first_name": user.first_name, "is_superuser": "on"}
    return browser.post(f"/admin/users/edit/{user.pk}/", sent)


def assign_in_bulk(browser, user, group):
    address = f"/admin/bulk/users/user/assign_role/?id={user.pk}"
    return browser.post(address, {"role": group.pk})


@pytest.mark.parametrize("add", [edit_account, assign_in_bulk])
def test_user_form_announces_join(visit, superuser, colleagues, add):
    for user in (superuser, UserFactory(first_name="Elm")):
        mail.outbox.clear()
        group = Group.objects.get(name=MEMBERSHIP_TEAM_GROUP)
        assert add(visit(superuser), user, group).status_code == 302
        assert is_in_team(user)
        entry = ModelLogEntry.objects.get(action=JOINED_TEAM, object_id=str(user.pk))
        assert entry.user == superuser
        to = {message.to[0] for message in mail.outbox}
        assert {"hazel@example.org", "willow@example.org"} <= to
    page = visit(colleagues[0]).get(TEAM).content.decode()
    assert "added by Rowan" in page


def test_unchanged_user_announces_no_join(visit, superuser, colleagues):
    edit_account(visit(superuser), colleagues[0], Group.objects.get(name=MEMBERSHIP_TEAM_GROUP))
    assert not mail.outbox
    assert not ModelLogEntry.objects.filter(action=JOINED_TEAM).exists()


def test_invite_command_announces_join(home, colleagues):
    call_command("invite_staff", "new@example.org", "--group", MEMBERSHIP_TEAM_GROUP)
    notified = {message.to[0] for message in mail.outbox if "joined your team" in message.subject}
    assert notified == {"gone@example.org", "hazel@example.org", "willow@example.org"}


def test_other_groups_are_not_announced(superuser, colleagues):
    superuser.groups.add(Group.objects.get(name="Editors"))
    Group.objects.get(name="Moderators").user_set.add(superuser)
    assert not mail.outbox
    assert not ModelLogEntry.objects.exists()


def test_superuser_adding_others_gains_no_access(visit, superuser, colleagues):
    UserFactory().groups.add(Group.objects.get(name=MEMBERSHIP_TEAM_GROUP))
    assert visit(superuser).get(LIST).status_code == 403
