"""Accounts in the admin, for superusers."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.db import OperationalError
from django.test import Client

from mailqueue.delivery import deliver_due_mail
from mailqueue.models import QueuedMail
from tests.factories import MemberFactory, SuperuserFactory, UserFactory
from users.models import User

pytestmark = pytest.mark.django_db
NEW = "seven quiet otters dancing"
ADD = "/admin/users/new/"


@pytest.fixture
def admin(client: Any) -> Any:
    client.force_login(SuperuserFactory(email="admin@example.org"))
    return client


def group_form(**changed: Any) -> dict[str, Any]:
    """Form data of a group without permissions."""
    prefixes = ("page_permissions", "image_permissions", "document_permissions")
    prefixes += ("collection_permissions", "site_permissions")
    counts = ("TOTAL_FORMS", "INITIAL_FORMS")
    return {f"{prefix}-{count}": 0 for prefix in prefixes for count in counts} | changed


def groups(*names: str) -> list[int]:
    return [Group.objects.get(name=name).pk for name in names]


def test_list_shows_accounts_with_and_without_names(admin):
    nameless = MemberFactory()
    UserFactory(first_name="Ada", groups=["Editors"])
    page = admin.get("/admin/users/").content.decode()
    assert nameless.reference in page
    assert "Ada" in page


@pytest.mark.database
def test_list_can_be_searched_and_filtered(admin):
    UserFactory(email="findme@example.org")
    assert "findme@example.org" in admin.get("/admin/users/?q=findme").content.decode()
    assert admin.get(f"/admin/users/?group={groups('Editors')[0]}").status_code == 200


def test_account_without_password_gets_invitation_email(admin):
    data = {"email": "New@example.org", "groups": groups("Editors")}
    assert admin.post(ADD, data).status_code == 302
    user = User.objects.get(email="new@example.org")
    assert user.group_names == {"Editors"}
    assert not user.has_usable_password()
    assert mail.outbox[0].to == ["new@example.org"]


def test_account_with_password_gets_no_email(admin):
    data = {"email": "new@example.org", "password1": NEW, "password2": NEW}
    assert admin.post(ADD, data).status_code == 302
    assert User.objects.get(email="new@example.org").check_password(NEW)
    assert not mail.outbox


def test_failing_mail_server_keeps_invitation_queued(admin, settings):
    settings.EMAIL_BACKEND = "mailqueue.backend.QueueBackend"
    settings.MAIL_DELIVERY_BACKEND = "tests.users.failing_email_backends.DisconnectingBackend"
    assert admin.post(ADD, {"email": "new@example.org"}).status_code == 302
    assert deliver_due_mail() == 0
    assert User.objects.filter(email="new@example.org").exists()
    assert [mail.recipient for mail in QueuedMail.objects.waiting()] == ["new@example.org"]


def test_failing_queue_rolls_account_back(admin, settings):
    settings.EMAIL_BACKEND = "tests.users.failing_email_backends.FullDiskBackend"
    with pytest.raises(OperationalError):
        admin.post(ADD, {"email": "new@example.org"})
    assert not User.objects.filter(email="new@example.org").exists()


@pytest.mark.database
def test_emails_are_unique_ignoring_case(admin, subtests):
    UserFactory(email="taken@example.org")
    for address in ("TAKEN@example.org", "taken@example.org"):
        with subtests.test(address=address):
            response = admin.post(ADD, {"email": address, "password1": NEW, "password2": NEW})
            assert response.status_code == 200
            assert User.objects.filter(email__iexact=address).count() == 1


def test_weak_passwords_are_refused(admin):
    admin.post(ADD, {"email": "new@example.org", "password1": "short", "password2": "short"})
    assert not User.objects.filter(email="new@example.org").exists()


def test_edit_keeps_password(admin):
    user = UserFactory(email="old@example.org")
    edit = f"/admin/users/edit/{user.pk}/"
    assert 'value="old@example.org"' in admin.get(edit).content.decode()
    data = {
        "email": "new@example.org",
        "first_name": "Ada",
        "is_active": "on",
        "groups": groups("Moderators"),
    }
    assert admin.post(edit, data).status_code == 302
    changed = User.objects.get(pk=user.pk)
    assert (changed.email, str(changed)) == ("new@example.org", "Ada")
    assert changed.group_names == {"Moderators"}
    assert changed.password == user.password


def test_new_password_is_notified(admin):
    user = UserFactory(email="ada@example.org", groups=["Editors"])
    edit = f"/admin/users/edit/{user.pk}/"
    data = {"email": user.email, "is_active": "on", "groups": groups("Editors")}
    admin.post(edit, data)
    assert not mail.outbox
    assert admin.post(edit, data | {"password1": NEW, "password2": NEW}).status_code == 302
    assert User.objects.get(pk=user.pk).check_password(NEW)
    assert [message.to for message in mail.outbox] == [["ada@example.org"]]
    assert NEW not in mail.outbox[0].body


def edit_account(admin, user, **changed):
    data = {"email": user.email, "is_active": "on", "first_name": user.first_name}
    return admin.post(f"/admin/users/edit/{user.pk}/", data | changed)


def test_new_email_is_notified_to_both_addresses(admin, subtests):
    password = {"password1": NEW, "password2": NEW}
    for changed in ({}, password):
        with subtests.test(changed=changed):
            user = UserFactory()
            mail.outbox.clear()
            answer = edit_account(admin, user, email="new@example.org", **changed)
            assert answer.status_code == 302
            assert {tuple(email.to) for email in mail.outbox} == {
                (user.email,),
                ("new@example.org",),
            }
            assert {email.subject for email in mail.outbox} == {"Your sign-in details have changed"}
            User.objects.filter(pk=user.pk).delete()


def test_new_name_is_not_notified(admin):
    edit_account(admin, UserFactory(), first_name="Ada")
    assert not mail.outbox


def test_email_or_password_change_ends_sessions(admin, subtests):
    cases = {"email": "new@example.org"}, {"password1": NEW, "password2": NEW}
    for changed in cases:
        with subtests.test(changed=changed):
            user = UserFactory(groups=["Editors"])
            browser = Client()
            browser.force_login(user)
            edit_account(admin, user, groups=groups("Editors"), **changed)
            assert browser.get("/admin/").headers["Location"].startswith("/account/login/")


def test_superusers_keep_their_own_session(admin):
    user = User.objects.get(email="admin@example.org")
    data = {"email": "new@example.org", "password1": NEW, "password2": NEW}
    edit_account(admin, user, is_superuser="on", **data)
    assert admin.get("/admin/").status_code == 200
    assert {email.to[0] for email in mail.outbox} == {"admin@example.org", "new@example.org"}


def test_failing_queue_rolls_password_change_back(admin, settings):
    user = UserFactory(email="ada@example.org")
    settings.EMAIL_BACKEND = "tests.users.failing_email_backends.FullDiskBackend"
    data = {"email": user.email, "is_active": "on", "password1": NEW, "password2": NEW}
    with pytest.raises(OperationalError):
        admin.post(f"/admin/users/edit/{user.pk}/", data)
    assert User.objects.get(pk=user.pk).password == user.password


def test_deactivation_ends_sessions(admin, settings):
    user = UserFactory(groups=["Editors"])
    editor = Client()
    editor.force_login(user)
    admin.post(f"/admin/users/edit/{user.pk}/", {"email": user.email, "groups": groups("Editors")})
    assert not User.objects.get(pk=user.pk).is_active
    assert editor.get("/admin/").status_code == 302


def test_history_and_delete_pages_show_no_email(admin):
    user = UserFactory(email="hidden@example.org")
    for address in (f"/admin/users/history/{user.pk}/", f"/admin/users/delete/{user.pk}/"):
        page = admin.get(address)
        assert page.status_code == 200
        assert "hidden@example.org" not in page.content.decode()


def test_staff_can_open_their_account_page(client):
    client.force_login(UserFactory(groups=["Editors"]))
    assert client.get("/admin/account/").status_code == 200


def test_superusers_can_list_and_edit_groups(admin):
    assert admin.get("/admin/groups/").status_code == 200
    assert admin.get(f"/admin/groups/edit/{groups('Editors')[0]}/").status_code == 200


@pytest.mark.parametrize("name", ["Membership team", "Members", "Editors", "Moderators"])
def test_required_groups_cannot_be_renamed_or_deleted(admin, name):
    group = Group.objects.get(name=name)
    page = admin.post(f"/admin/groups/edit/{group.pk}/", group_form(name="Helpers"))
    assert "You cannot rename this group" in page.content.decode()
    for method in (admin.get, admin.post):
        answer = method(f"/admin/groups/delete/{group.pk}/", follow=True)
        assert answer.redirect_chain == [(f"/admin/groups/edit/{group.pk}/", 302)]
        assert "You cannot delete this group" in answer.content.decode()
    group.refresh_from_db()
    assert group.name == name


def test_editors_cannot_open_groups(client, home):
    client.force_login(UserFactory(groups=["Editors"]))
    answer = client.get(f"/admin/groups/delete/{groups('Members')[0]}/")
    assert answer.headers["Location"] == "/admin/"


def test_other_groups_can_be_renamed_and_deleted(admin):
    group = Group.objects.create(name="Helpers")
    address = f"/admin/groups/edit/{group.pk}/"
    assert admin.post(address, group_form(name="Friends")).status_code == 302
    group.refresh_from_db()
    assert group.name == "Friends"
    assert admin.post(f"/admin/groups/delete/{group.pk}/").status_code == 302
    assert not Group.objects.filter(pk=group.pk).exists()
