"""Account recovery by the team: delayed by a day, and logged."""

import pytest
from django.core import mail

from membership.models import Member
from tests.factories import MemberFactory, UserFactory
from tests.membership.members_admin import (
    get_action_url,
    make_alder,
    read,
    submit,
    user_without_permission,
)
from tests.membership.team import get_access_log
from users.models import AccountRecovery

pytestmark = pytest.mark.django_db


@pytest.fixture
def alder(home):
    return make_alder()


def test_recovery_is_confirmed_emailed_and_logged(team, alder):
    assert "Start account recovery" in read(team, get_action_url("inspect", alder))
    assert "to stop the recovery within 24 hours" in read(
        team, get_action_url("recover-account", alder)
    )
    assert not AccountRecovery.objects.exists()
    assert "Account recovery started." in submit(team, "recover-account", alder)
    assert [email.to for email in mail.outbox] == [["zebedee@example.org"]]
    assert ("sent_link", alder.user.reference) in get_access_log()


@pytest.mark.database
def test_second_recovery_is_refused(team, alder):
    submit(team, "recover-account", alder)
    assert "Account recovery has already started" in submit(team, "recover-account", alder)
    assert len(mail.outbox) == 1


def test_recovery_refuses_staff(team, home):
    editor = UserFactory(groups=["Editors"])
    both = Member.objects.create(user=editor, pseudonym="Birch")
    assert "which only the site operator can recover" in submit(team, "recover-account", both)
    assert not mail.outbox


def test_recovery_requires_manage_permission(home, visit, alder):
    others = [
        user_without_permission("manage_member"),
        user_without_permission("inspect_member"),
        MemberFactory(),
    ]
    others += [UserFactory(groups=[name]) for name in ("Editors", "Moderators")]
    for user in others:
        desk = visit(user)
        assert desk.get(get_action_url("recover-account", alder)).status_code == 403
        assert desk.post(get_action_url("recover-account", alder)).status_code == 403
    assert not AccountRecovery.objects.exists()
