"""The access log in the admin: read-only, for superusers."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.admin.admin_url_finder import AdminURLFinder

from formats.dates import format_local_datetime
from privacy.models import AccessLog
from tests.factories import SuperuserFactory, UserFactory
from tests.html import assert_one_first_heading, assert_valid

pytestmark = pytest.mark.django_db
LIST = "/admin/access-log/"
GROUPS = ("Editors", "Moderators", "Membership team", "Members")


@pytest.fixture
def colleague(db):
    return UserFactory(first_name="Hazel", groups=["Membership team"])


@pytest.fixture
def operator(home, visit, superuser):
    return visit(superuser)


@pytest.fixture
def make_entry(colleague):
    def make(action="opened", references=("2B8G-47MB",), reason="", **fields):
        entry = AccessLog.objects.record(
            user=colleague, action=action, kind="application", references=references, reason=reason
        )
        AccessLog.objects.filter(pk=entry.pk).update(**fields)
        return entry

    return make


def read(browser, path=LIST):
    response = browser.get(path)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def table(page):
    return page.partition("<tbody>")[2].partition("</tbody>")[0]


def test_superuser_sees_all_columns(operator, make_entry):
    when = timezone.now() - timedelta(days=3)
    make_entry("exported", reason="For <b>Tuesday</b>", at=when)
    page = read(operator)
    assert_valid(operator.get(LIST).content.decode())
    assert_one_first_heading(page)
    day = format_local_datetime(when)
    for expected in (day, "Hazel", "exported", "2B8G-47MB", "For &lt;b&gt;Tuesday&lt;/b&gt;"):
        assert expected in table(page)


def test_entry_keeps_name_of_deleted_user(operator, make_entry, colleague):
    make_entry()
    colleague.delete()
    assert "Hazel" in table(read(operator))


@pytest.mark.database
def test_newest_entries_are_listed_first(operator, make_entry):
    now = timezone.now()
    for days, reference in ((2, "BBBB-BBBB"), (1, "CCCC-CCCC"), (3, "DDDD-DDDD")):
        make_entry(references=[reference], at=now - timedelta(days=days))
    found = re.findall(r"<li>([^<]+)</li>", table(read(operator)))
    assert found == ["CCCC-CCCC", "BBBB-BBBB", "DDDD-DDDD"]


def test_only_many_references_are_folded(operator, make_entry):
    make_entry("listed", [f"{number}BBB-BBBB" for number in range(2, 6)])
    assert "<details>" not in table(read(operator))
    make_entry("listed", [f"{number}CCC-CCCC" for number in range(2, 7)])
    page = table(read(operator))
    assert page.count("<details><summary>5 applications</summary>") == 1
    assert "<li>6CCC-CCCC</li>" in page


def test_search_without_results_is_shown(operator, make_entry):
    make_entry("searched", [])
    assert "nothing found" in table(read(operator))


def test_action_filter_shows_one_action(operator, make_entry):
    make_entry("opened", ["BBBB-BBBB"])
    make_entry("exported_all", ["CCCC-CCCC"])
    page = read(operator, f"{LIST}?action=exported_all")
    assert "CCCC-CCCC" in table(page)
    assert "BBBB-BBBB" not in table(page)
    assert '<option value="exported_all" selected>' in page


@pytest.mark.database
def test_reference_filter_finds_all_entries(operator, make_entry, subtests):
    make_entry("listed", ["BBBB-BBBB", "2B8G-47MB"])
    make_entry("opened", ["2B8G-47MB"])
    make_entry("opened", ["CCCC-CCCC"])
    for query in ("2B8G-47MB", "2b8g47mb", "%202B8G%2047MB%20"):
        with subtests.test(query=query):
            page = table(read(operator, f"{LIST}?reference={query}"))
            assert page.count("<tr") == 2
            assert "CCCC-CCCC" not in page


@pytest.mark.database
def test_filters_are_combined(operator, make_entry):
    make_entry("listed", ["2B8G-47MB"])
    make_entry("opened", ["2B8G-47MB"])
    page = read(operator, f"{LIST}?reference=2B8G-47MB&action=opened")
    assert table(page).count("<tr") == 1
    assert 'value="2B8G-47MB"' in page


@pytest.mark.database
def test_unknown_reference_shows_message(operator, make_entry, subtests):
    make_entry()
    cases = [
        ("CCCC-CCCC", "No matching entries."),
        ("zebedee@example.org", "Enter a valid reference."),
        ("B", "Enter a valid reference."),
        ("%", "Enter a valid reference."),
        ("%00", "Enter a valid reference."),
    ]
    for query, message in cases:
        with subtests.test(query=query, message=message):
            page = read(operator, f"{LIST}?reference={query}")
            assert message in page
            assert table(page) == ""


@pytest.mark.database
def test_list_ignores_unknown_query_parameters(operator, make_entry, subtests):
    make_entry()
    cases = (
        "action=x action=%00 who__startswith=H user=1 o=1.-2.x p=x p=99 q=Hazel ordering=who "
        "export=csv export=xlsx e=1 reference= reference=%20".split()
    )
    for query in cases:
        with subtests.test(query=query):
            for path in (LIST, f"{LIST}results/"):
                response = operator.get(f"{path}?{query}")
                assert response.status_code == 200
                assert response.headers["Content-Type"] == "text/html; charset=utf-8"
                assert response.headers["Cache-Control"] == "private, no-store"
                assert "2B8G-47MB" in table(response.content.decode())


@pytest.mark.database
def test_list_is_paginated_with_constant_queries(operator, make_entry):
    def count():
        with CaptureQueriesContext(connection) as seen:
            read(operator)
        return len(seen)

    make_entry(references=["BBBB-BBBB"])
    count()
    short = count()
    for _ in range(50):
        make_entry()
    assert count() == short
    assert "BBBB-BBBB" not in table(read(operator))
    assert "BBBB-BBBB" in table(read(operator, f"{LIST}?p=2"))


def test_empty_log_shows_message(operator):
    assert "There are no entries yet." in read(operator)


# --- Permissions --------------------------------------------------------------------------------


def test_log_is_forbidden_to_groups(home, visit, make_entry, subtests):
    make_entry()
    for group in GROUPS:
        with subtests.test(group=group):
            browser = visit(UserFactory(is_staff=True, groups=[group]))
            for query in ("", "results/", "?reference=2B8G-47MB", "?export=csv"):
                for ask in (browser.get, browser.post):
                    response = ask(LIST + query)
                    assert response.status_code == 403
                    assert "2B8G-47MB" not in response.content.decode()


def test_anonymous_users_are_redirected_to_login(home, visit):
    for ask in (visit(None).get, visit(None).post):
        assert ask(LIST).headers["Location"] == f"/account/login/?next={LIST}"


def test_inactive_superuser_is_redirected_to_login(home, visit):
    browser = visit(SuperuserFactory(is_active=False))
    assert browser.get(LIST).headers["Location"].startswith("/account/login/")


def test_entries_cannot_be_changed_or_deleted(operator, make_entry, superuser):
    entry = make_entry()
    assert operator.post(LIST, {"delete": entry.pk}).status_code == 405
    paths = [f"{action}/" for action in ("create", "new", "delete")]
    paths += [f"{action}/{entry.pk}/" for action in ("edit", "delete", "inspect", "history")]
    for path in paths:
        for ask in (operator.get, operator.post):
            assert ask(LIST + path).status_code == 404, path
    assert AdminURLFinder(superuser).get_edit_url(entry) is None
    assert AccessLog.objects.filter(pk=entry.pk).exists()


def test_group_form_offers_no_log_permissions(operator):
    assert not Permission.objects.filter(content_type__model="accesslog").exists()
    team = Group.objects.get(name="Membership team")
    form = operator.get(f"/admin/groups/edit/{team.pk}/").context["form"]
    offered = form.fields["permissions"].queryset
    assert offered.exists()
    assert not offered.filter(content_type__model="accesslog").exists()


def test_menu_item_is_shown_only_to_superusers(operator, visit):
    def menu(browser):
        return LIST in browser.get("/admin/").content.decode()

    assert menu(operator)
    for group in GROUPS[:3]:
        assert not menu(visit(UserFactory(groups=[group])))
