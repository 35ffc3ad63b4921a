"""Only superusers see the email queue, in the list and on the dashboard."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.admin.admin_url_finder import AdminURLFinder

from formats.dates import format_local_datetime
from mailqueue.models import QueuedMail
from tests.factories import SuperuserFactory, UserFactory
from tests.mailqueue.queued_emails import ALL, LIST, address, addresses, make_failed_mail, make_mail

pytestmark = pytest.mark.django_db
GROUPS = ("Editors", "Moderators", "Membership team", "Members")
PANEL = "Email problems"


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


def test_pages_are_forbidden_to_groups(home, visit):
    mail = make_failed_mail()
    for group in GROUPS:
        assert_all_closed(visit(UserFactory(groups=[group])), mail)


def test_model_permissions_grant_no_access(home, visit):
    assert permissions().count() == 4
    mail = make_failed_mail()
    for group in GROUPS:
        give_every_permission(group)
        assert_all_closed(visit(UserFactory(groups=[group])), mail)


def test_staff_flag_grants_no_access(home, visit):
    assert_all_closed(visit(UserFactory(is_staff=True, groups=["Editors"])), make_failed_mail())


def test_anonymous_users_are_redirected_to_login(home, visit):
    mail = make_failed_mail()
    for path in addresses(mail):
        for ask in (visit(None).get, visit(None).post):
            assert (
                ask(path).headers["Location"].startswith("/account/login/?next=/admin/email-queue/")
            )
    assert QueuedMail.objects.failed().count() == 1


def test_inactive_superuser_is_redirected_to_login(home, visit):
    browser = visit(SuperuserFactory(is_active=False))
    assert browser.get(LIST).headers["Location"].startswith("/account/login/")


def test_create_edit_and_inspect_pages_do_not_exist(home, visit, superuser):
    mail = make_failed_mail()
    number = [f"{action}/{mail.pk}/" for action in ("edit", "inspect", "history")]
    for path in ("create/", "new/", *number):
        assert visit(superuser).get(LIST + path).status_code == 404, path
        assert visit(UserFactory(groups=["Editors"])).get(LIST + path).status_code == 403, path
    assert AdminURLFinder(superuser).get_edit_url(mail) is None


def test_actions_require_csrf_token(home, superuser):
    mail = make_failed_mail()
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(superuser)
    for path in (address("retry", mail), address("delete", mail), ALL):
        assert browser.post(path).status_code == 403
    assert QueuedMail.objects.failed().count() == 1


def test_group_form_offers_no_queue_permissions(home, visit, superuser):
    editors = Group.objects.get(name="Editors")
    form = visit(superuser).get(f"/admin/groups/edit/{editors.pk}/").context["form"]
    offered = form.fields["permissions"].queryset
    assert offered.filter(content_type__model="emailtemplatesettings").exists()
    assert not offered.filter(content_type__model="queuedmail").exists()


def menu_of(browser):
    return re.findall(r"/admin/email-queue/", browser.get("/admin/").content.decode())


def test_menu_item_is_shown_only_to_superusers(home, visit, superuser):
    assert menu_of(visit(superuser)) != []
    for group in GROUPS:
        give_every_permission(group)
        assert menu_of(visit(UserFactory(groups=[group]))) == []


def dashboard(browser):
    return " ".join(browser.get("/admin/").content.decode().split())


def test_dashboard_shows_no_panel_for_fresh_emails(home, visit, superuser):
    make_mail()
    assert PANEL not in dashboard(visit(superuser))


@pytest.mark.parametrize(("count", "expected"), [(1, "1 email could"), (3, "3 emails could")])
def test_dashboard_counts_failed_emails(home, visit, superuser, count, expected):
    for _ in range(count):
        make_failed_mail()
    page = dashboard(visit(superuser))
    assert f'<a href="{LIST}?state=failed">{expected} not be delivered</a>' in page
    assert "waiting since" not in page


def test_dashboard_warns_after_an_hour_of_waiting(home, visit, superuser):
    written = make_mail().created_at
    with time_machine.travel(written + timedelta(minutes=59), tick=False):
        assert PANEL not in dashboard(visit(superuser))
    with time_machine.travel(written + timedelta(minutes=61), tick=False):
        page = dashboard(visit(superuser))
    assert f"waiting since {format_local_datetime(written, 'j F')}</a>" in page
    assert "could not be delivered" not in page


def test_dashboard_panel_is_hidden_from_groups(home, visit):
    make_failed_mail()
    for group in ("Editors", "Moderators", "Membership team"):
        give_every_permission(group)
        page = dashboard(visit(UserFactory(groups=[group])))
        assert "What would you like to do?" in page, group
        assert PANEL not in page, group


def list_queue_queries(browser):
    browser.get("/admin/")
    with CaptureQueriesContext(connection) as seen:
        browser.get("/admin/")
    return [query for query in seen if '"mailqueue_queuedmail"' in query["sql"]]


def test_dashboard_runs_one_query_only_for_superusers(home, visit, superuser, editor):
    make_failed_mail()
    assert len(list_queue_queries(visit(superuser))) == 1
    assert list_queue_queries(visit(editor)) == []
