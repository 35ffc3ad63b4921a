"""The team is notified of every change that could let a user join it unnoticed."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.utils import timezone
from wagtail.models import ModelLogEntry

from membership.actions import TeamChange
from membership.actions.team import FORMER_MEMBER_NOTICE_PERIOD
from tests.factories import SuperuserFactory, UserFactory
from users.models import MEMBERSHIP_TEAM_GROUP, User

pytestmark = pytest.mark.django_db
HAZEL, WILLOW = "hazel@example.org", "willow@example.org"
NEW = "seven quiet otters dancing"
REASON = {"reason": "Hazel is on holiday"}


@pytest.fixture
def admin(home, visit):
    return visit(SuperuserFactory(first_name="Rowan"))


@pytest.fixture
def hazel(home):
    return UserFactory(email=HAZEL, first_name="Hazel", groups=[MEMBERSHIP_TEAM_GROUP])


@pytest.fixture
def willow(home):
    return UserFactory(email=WILLOW, groups=[MEMBERSHIP_TEAM_GROUP])


def team():
    return Group.objects.get(name=MEMBERSHIP_TEAM_GROUP)


def edit(admin, user, **changed):
    """Submit the user form with *changed* values; None omits a field."""
    sent = {"email": user.email, "first_name": user.first_name, "is_active": "on"}
    sent |= {"groups": [team().pk], **changed}
    sent = {name: value for name, value in sent.items() if value is not None}
    assert admin.post(f"/admin/users/edit/{user.pk}/", sent).status_code == 302


def set_active(admin, is_active, *users):
    ids = "&".join(f"id={user.pk}" for user in users)
    address = f"/admin/bulk/users/user/set_active_state/?{ids}"
    assert admin.post(address, {"mark_as_active": str(is_active)}).status_code == 302


def delete_in_bulk(admin, user):
    assert admin.post(f"/admin/bulk/users/user/delete/?id={user.pk}").status_code == 302


def assert_announced(change, to, by="Rowan"):
    """One email to each of *to*, and an entry in Wagtail's log, state *change* of Hazel."""
    emails = [email for email in mail.outbox if email.subject == "Your team has changed"]
    assert sorted(email.to[0] for email in emails) == sorted(to)
    for email in emails:
        assert f"Hazel {change.label}. The change was made by {by}." in " ".join(email.body.split())
        assert "/admin/membership-team/" in email.body
    assert ModelLogEntry.objects.filter(action=change.value).count() == 1


@pytest.mark.parametrize(
    "action",
    [
        lambda admin, hazel: edit(admin, hazel, groups=None),
        lambda admin, hazel: admin.post(f"/admin/users/delete/{hazel.pk}/"),
        delete_in_bulk,
    ],
)
def test_removal_notifies_user_and_team(admin, hazel, willow, action):
    action(admin, hazel)
    assert not team().user_set.filter(pk=hazel.pk).exists()
    assert_announced(TeamChange.LEFT, [HAZEL, WILLOW])


@pytest.mark.parametrize(
    "action",
    [
        lambda hazel: hazel.groups.remove(team()),
        lambda hazel: hazel.groups.clear(),
        lambda hazel: hazel.groups.set([]),
        lambda hazel: team().user_set.remove(hazel),
        lambda hazel: hazel.delete(),
    ],
)
def test_removal_without_request_notifies_team(hazel, willow, action):
    action(hazel)
    assert_announced(TeamChange.LEFT, [HAZEL, WILLOW], by="a command")


def test_emptying_group_notifies_all(hazel):
    team().user_set.clear()
    assert_announced(TeamChange.LEFT, [HAZEL], by="a command")


@pytest.mark.parametrize(
    "action",
    [
        lambda admin, hazel: edit(admin, hazel, is_active=None),
        lambda admin, hazel: set_active(admin, False, hazel),
    ],
)
def test_deactivation_notifies_team(admin, hazel, willow, action):
    action(admin, hazel)
    assert not User.objects.get(pk=hazel.pk).is_active
    assert_announced(TeamChange.DEACTIVATED, [HAZEL, WILLOW])


@pytest.mark.parametrize("action", [edit, lambda admin, hazel: set_active(admin, True, hazel)])
def test_reactivation_notifies_team(admin, hazel, willow, action):
    User.objects.filter(pk=hazel.pk).update(is_active=False)
    action(admin, hazel)
    assert_announced(TeamChange.REACTIVATED, [HAZEL, WILLOW])


def empty_the_group(admin, *users):
    for user in users:
        edit(admin, user, groups=None)


@pytest.mark.database
@pytest.mark.parametrize(
    "action", [lambda *args: set_active(args[0], False, *args[1:]), empty_the_group]
)
def test_join_notifies_former_members(admin, hazel, willow, action):
    action(admin, hazel, willow)
    mail.outbox.clear()
    admin.post("/admin/membership-team/", REASON)
    assert sorted(email.to[0] for email in mail.outbox) == [HAZEL, WILLOW]


def test_members_removed_long_ago_are_not_notified(hazel, willow):
    hazel.groups.clear()
    ModelLogEntry.objects.update(
        timestamp=timezone.now() - FORMER_MEMBER_NOTICE_PERIOD - timedelta(hours=1)
    )
    mail.outbox.clear()
    UserFactory().groups.add(team())
    assert [email.to[0] for email in mail.outbox] == [WILLOW]


@pytest.mark.parametrize(
    "changed",
    [
        {"email": "new@example.org"},
        {"password1": NEW, "password2": NEW},
        {"email": "new@example.org", "password1": NEW, "password2": NEW},
    ],
)
def test_account_change_by_other_notifies_team(admin, hazel, willow, changed):
    edit(admin, hazel, **changed)
    assert_announced(TeamChange.ACCOUNT, [WILLOW])
    # The old address gets the email that every user gets.
    assert HAZEL in {email.to[0] for email in mail.outbox}


def test_unchanged_account_notifies_no_user(admin, hazel, willow):
    edit(admin, hazel, first_name="Nut")
    set_active(admin, True, hazel)
    hazel.groups.remove(Group.objects.get(name="Editors"))
    hazel.save()
    assert not mail.outbox


def test_users_outside_team_are_ignored(admin, willow):
    user = UserFactory(groups=["Editors"])
    set_active(admin, False, user)
    user.groups.remove(team())
    user.groups.clear()
    user.delete()
    assert not mail.outbox


def test_failed_notification_rolls_back_change(admin, hazel, willow, settings):
    settings.EMAIL_BACKEND = "tests.users.failing_email_backends.FullDiskBackend"
    changes = (
        lambda: edit(admin, hazel, groups=None),
        lambda: edit(admin, hazel, is_active=None),
        lambda: edit(admin, hazel, email="new@example.org"),
        lambda: set_active(admin, False, hazel),
    )
    for action in changes:
        with pytest.raises(AssertionError, match="assert 503 == 302"):
            action()
    hazel = User.objects.get(pk=hazel.pk)
    assert (hazel.email, hazel.is_active) == (HAZEL, True)
    assert team().user_set.filter(pk=hazel.pk).exists()
