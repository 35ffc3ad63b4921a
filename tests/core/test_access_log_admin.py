"""Who looked at what: read by superusers, changed by nobody."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.admin.admin_url_finder import AdminURLFinder

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
def look(colleague):
    def make(action="opened", references=("2B8G-47MB",), reason="", **fields):
        made = AccessLog.objects.record(
            user=colleague, action=action, kind="application", references=references, reason=reason
        )
        AccessLog.objects.filter(pk=made.pk).update(**fields)
        return made

    return make


def read(browser, path=LIST):
    response = browser.get(path)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def table(page):
    return page.partition("<tbody>")[2].partition("</tbody>")[0]


def test_a_superuser_reads_who_did_what_when_with_which_and_why(operator, look):
    when = timezone.now() - timedelta(days=3)
    look("exported", reason="For <b>Tuesday</b>", at=when)
    page = read(operator)
    assert_valid(operator.get(LIST).content.decode())
    assert_one_first_heading(page)
    day = f"{timezone.localtime(when):%-d %b %Y, %H:%M}"
    for words in (day, "Hazel", "exported", "2B8G-47MB", "For &lt;b&gt;Tuesday&lt;/b&gt;"):
        assert words in table(page)


def test_it_is_told_when_their_account_is_gone(operator, look, colleague):
    look()
    colleague.delete()
    assert "Hazel" in table(read(operator))


@pytest.mark.database
def test_the_newest_stands_first(operator, look):
    now = timezone.now()
    for days, reference in ((2, "BBBB-BBBB"), (1, "CCCC-CCCC"), (3, "DDDD-DDDD")):
        look(references=[reference], at=now - timedelta(days=days))
    found = re.findall(r"<li>([^<]+)</li>", table(read(operator)))
    assert found == ["CCCC-CCCC", "BBBB-BBBB", "DDDD-DDDD"]


def test_many_references_are_folded_and_few_are_not(operator, look):
    look("listed", [f"{number}BBB-BBBB" for number in range(2, 6)])
    assert "<details>" not in table(read(operator))
    look("listed", [f"{number}CCC-CCCC" for number in range(2, 7)])
    page = table(read(operator))
    assert page.count("<details><summary>5 applications</summary>") == 1
    assert "<li>6CCC-CCCC</li>" in page


def test_a_search_that_found_nothing_says_so(operator, look):
    look("searched", [])
    assert "no application" in table(read(operator))


def test_one_may_look_at_one_kind_of_look_alone(operator, look):
    look("opened", ["BBBB-BBBB"])
    look("exported_all", ["CCCC-CCCC"])
    page = read(operator, f"{LIST}?action=exported_all")
    assert "CCCC-CCCC" in table(page)
    assert "BBBB-BBBB" not in table(page)
    assert '<option value="exported_all" selected>' in page


@pytest.mark.database
def test_every_look_at_one_application_can_be_found(operator, look, subtests):
    look("listed", ["BBBB-BBBB", "2B8G-47MB"])
    look("opened", ["2B8G-47MB"])
    look("opened", ["CCCC-CCCC"])
    for words in ("2B8G-47MB", "2b8g47mb", "%202B8G%2047MB%20"):
        with subtests.test(words=words):
            page = table(read(operator, f"{LIST}?reference={words}"))
            assert page.count("<tr") == 2
            assert "CCCC-CCCC" not in page


@pytest.mark.database
def test_what_is_asked_for_together_holds_together(operator, look):
    look("listed", ["2B8G-47MB"])
    look("opened", ["2B8G-47MB"])
    page = read(operator, f"{LIST}?reference=2B8G-47MB&action=opened")
    assert table(page).count("<tr") == 1
    assert 'value="2B8G-47MB"' in page


@pytest.mark.database
def test_what_was_not_looked_at_is_not_found(operator, look, subtests):
    look()
    cases = [
        ("CCCC-CCCC", "Nothing of that has been noted."),
        ("zebedee@example.org", "That is no reference."),
        ("B", "That is no reference."),
        ("%", "That is no reference."),
        ("%00", "That is no reference."),
    ]
    for words, said in cases:
        with subtests.test(words=words, said=said):
            page = read(operator, f"{LIST}?reference={words}")
            assert said in page
            assert table(page) == ""


@pytest.mark.database
def test_whatever_else_the_address_asks_for_the_list_is_the_list(operator, look, subtests):
    look()
    cases = (
        "action=x action=%00 who__startswith=H user=1 o=1.-2.x p=x p=99 q=Hazel export=csv "
        "export=xlsx e=1 reference= reference=%20".split()
    )
    for query in cases:
        with subtests.test(query=query):
            response = operator.get(f"{LIST}?{query}")
            assert response.status_code == 200
            assert response.headers["Content-Type"] == "text/html; charset=utf-8"
            assert response.headers["Cache-Control"] == "private, no-store"
            assert "2B8G-47MB" in table(response.content.decode())


@pytest.mark.database
def test_a_long_log_is_read_page_by_page_and_asks_no_more(operator, look):
    def count():
        with CaptureQueriesContext(connection) as seen:
            read(operator)
        return len(seen)

    look(references=["BBBB-BBBB"])
    count()
    short = count()
    for _ in range(50):
        look()
    assert count() == short
    assert "BBBB-BBBB" not in table(read(operator))
    assert "BBBB-BBBB" in table(read(operator, f"{LIST}?p=2"))


def test_before_anybody_has_looked_it_says_so(operator):
    assert "Nobody has looked at anything private yet." in read(operator)


# --- Its door -----------------------------------------------------------------------------------


def test_it_is_closed_to_all_but_superusers(home, visit, look, subtests):
    look()
    for group in GROUPS:
        with subtests.test(group=group):
            browser = visit(UserFactory(is_staff=True, groups=[group]))
            for path in (LIST, f"{LIST}?reference=2B8G-47MB", f"{LIST}?export=csv"):
                for ask in (browser.get, browser.post):
                    response = ask(path)
                    assert response.status_code == 403
                    assert "2B8G-47MB" not in response.content.decode()


def test_strangers_are_sent_to_sign_in(home, visit):
    for ask in (visit(None).get, visit(None).post):
        assert ask(LIST).headers["Location"] == f"/account/login/?next={LIST}"


def test_a_superuser_who_has_left_is_a_stranger(home, visit):
    browser = visit(SuperuserFactory(is_active=False))
    assert browser.get(LIST).headers["Location"].startswith("/account/login/")


def test_nothing_can_be_changed_or_deleted(operator, look, superuser):
    made = look()
    assert operator.post(LIST, {"delete": made.pk}).status_code == 405
    paths = [f"{action}/" for action in ("create", "new", "delete")]
    paths += [f"{action}/{made.pk}/" for action in ("edit", "delete", "inspect", "history")]
    for path in paths:
        for ask in (operator.get, operator.post):
            assert ask(LIST + path).status_code == 404, path
    assert AdminURLFinder(superuser).get_edit_url(made) is None
    assert AccessLog.objects.filter(pk=made.pk).exists()


def test_no_group_can_be_given_anything_about_it(operator):
    assert not Permission.objects.filter(content_type__model="accesslog").exists()
    team = Group.objects.get(name="Membership team")
    form = operator.get(f"/admin/groups/edit/{team.pk}/").context["form"]
    offered = form.fields["permissions"].queryset
    assert offered.exists()
    assert not offered.filter(content_type__model="accesslog").exists()


def test_only_superusers_find_it_in_the_menu(operator, visit):
    def menu(browser):
        return LIST in browser.get("/admin/").content.decode()

    assert menu(operator)
    for group in GROUPS[:3]:
        assert not menu(visit(UserFactory(groups=[group])))
