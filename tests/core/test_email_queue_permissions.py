"""Who is told of mails in the admin: superusers, in the list and on the dashboard. Nobody else."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.admin.admin_url_finder import AdminURLFinder

from mailqueue.models import QueuedMail
from tests.core.queued_emails import ALL, LIST, address, addresses, make_failed_mail, make_mail
from tests.factories import SuperuserFactory, UserFactory

pytestmark = pytest.mark.django_db
GROUPS = ("Editors", "Moderators", "Membership team", "Members")
PANEL = "Mails that do not arrive"


def permissions():
    return Permission.objects.filter(content_type__model="queuedmail")


def give_every_permission(name):
    Group.objects.get(name=name).permissions.add(*permissions())


def assert_all_closed(browser, mail):
    for path in addresses(mail):
        for ask in (browser.get, browser.post):
            response = ask(path)
            assert response.status_code == 403, path
            assert mail.reference not in response.content.decode()
    assert QueuedMail.objects.failed().count() == 1


def test_every_address_is_closed_to_all_but_superusers(home, visit):
    mail = make_failed_mail()
    for group in GROUPS:
        assert_all_closed(visit(UserFactory(groups=[group])), mail)


def test_no_permission_opens_them(home, visit):
    assert permissions().count() == 4
    mail = make_failed_mail()
    for group in GROUPS:
        give_every_permission(group)
        assert_all_closed(visit(UserFactory(groups=[group])), mail)


def test_being_called_staff_opens_nothing(home, visit):
    assert_all_closed(visit(UserFactory(is_staff=True, groups=["Editors"])), make_failed_mail())


def test_strangers_are_sent_to_sign_in(home, visit):
    mail = make_failed_mail()
    for path in addresses(mail):
        for ask in (visit(None).get, visit(None).post):
            assert (
                ask(path).headers["Location"].startswith("/account/login/?next=/admin/email-queue/")
            )
    assert QueuedMail.objects.failed().count() == 1


def test_a_superuser_who_has_left_is_a_stranger(home, visit):
    browser = visit(SuperuserFactory(is_active=False))
    assert browser.get(LIST).headers["Location"].startswith("/account/login/")


def test_there_is_no_address_to_make_change_or_look_into_a_mail(home, visit, superuser):
    mail = make_failed_mail()
    number = [f"{action}/{mail.pk}/" for action in ("edit", "inspect", "history")]
    for path in ("create/", "new/", *number):
        for person in (superuser, UserFactory(groups=["Editors"])):
            assert visit(person).get(LIST + path).status_code == 404, path
    assert AdminURLFinder(superuser).get_edit_url(mail) is None


def test_forms_do_not_work_from_elsewhere(home, superuser):
    mail = make_failed_mail()
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(superuser)
    for path in (address("retry", mail), address("delete", mail), ALL):
        assert browser.post(path).status_code == 403
    assert QueuedMail.objects.failed().count() == 1


def test_no_group_can_be_given_anything_about_mails(home, visit, superuser):
    editors = Group.objects.get(name="Editors")
    form = visit(superuser).get(f"/admin/groups/edit/{editors.pk}/").context["form"]
    offered = form.fields["permissions"].queryset
    assert offered.filter(content_type__model="emailtemplatesettings").exists()
    assert not offered.filter(content_type__model="queuedmail").exists()


def menu_of(browser):
    return re.findall(r"/admin/email-queue/", browser.get("/admin/").content.decode())


def test_only_superusers_find_them_in_the_menu(home, visit, superuser):
    assert menu_of(visit(superuser)) != []
    for group in GROUPS:
        give_every_permission(group)
        assert menu_of(visit(UserFactory(groups=[group]))) == []


def dashboard(browser):
    return " ".join(browser.get("/admin/").content.decode().split())


def test_the_dashboard_is_silent_while_mails_leave(home, visit, superuser):
    make_mail()
    assert PANEL not in dashboard(visit(superuser))


@pytest.mark.parametrize(("count", "words"), [(1, "1 mail could"), (3, "3 mails could")])
def test_the_dashboard_tells_how_many_could_not_be_delivered(home, visit, superuser, count, words):
    for _ in range(count):
        make_failed_mail()
    page = dashboard(visit(superuser))
    assert f'<a href="{LIST}?state=failed">{words} not be delivered</a>' in page
    assert "waiting since" not in page


def test_the_dashboard_asks_whether_the_mail_server_is_away(home, visit, superuser):
    written = make_mail().created_at
    with time_machine.travel(written + timedelta(minutes=59), tick=False):
        assert PANEL not in dashboard(visit(superuser))
    with time_machine.travel(written + timedelta(minutes=61), tick=False):
        page = dashboard(visit(superuser))
    assert f"waiting since {timezone.localtime(written):%-d %B, %H:%M}</a>" in page
    assert "could not be delivered" not in page


def test_the_dashboard_tells_nobody_else(home, visit):
    make_failed_mail()
    for group in ("Editors", "Moderators", "Membership team"):
        give_every_permission(group)
        page = dashboard(visit(UserFactory(groups=[group])))
        assert "What would you like to do?" in page, group
        assert PANEL not in page, group


def questions_about_mails(browser):
    browser.get("/admin/")
    with CaptureQueriesContext(connection) as seen:
        browser.get("/admin/")
    return [query for query in seen if '"mailqueue_queuedmail"' in query["sql"]]


def test_the_dashboard_asks_once_and_for_superusers_alone(home, visit, superuser, editor):
    make_failed_mail()
    assert len(questions_about_mails(visit(superuser))) == 1
    assert questions_about_mails(visit(editor)) == []
