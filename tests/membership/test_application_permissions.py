"""Permissions of the team's pages: each permission opens only its pages."""

from itertools import product

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import get_resolver
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import ModelLogEntry, ReferenceIndex

from membership.models import Application
from membership.staff.applications.admin import ACTION_VIEWS, ApplicationPermissionHelper
from membership.staff.permissions import (
    APPLICATION_PERMISSIONS,
    EXPORT_APPLICATIONS,
    INSPECT_APPLICATIONS,
    LIST_APPLICATIONS,
)
from privacy.models import AccessLog
from tests.factories import ApplicationFactory, MemberFactory, SuperuserFactory, UserFactory
from tests.html import content_of
from tests.membership.team import (
    EXPORT,
    EXPORT_DATA,
    LIST,
    SEARCH,
    get_access_log,
    get_inspect_url,
    people_outside_the_team,
    user_with_permissions,
    user_without_permission,
)

pytestmark = pytest.mark.django_db
# The permission that each page requires, for the matrix below.
NEEDS = {
    "list": LIST_APPLICATIONS,
    "search": LIST_APPLICATIONS,
    "inspect": INSPECT_APPLICATIONS,
    "export": EXPORT_APPLICATIONS,
}
# Page, method -> status for users with permission.
EXPECTED_STATUS = {
    ("list", "get"): 200,
    ("list", "post"): 405,
    ("search", "get"): 302,
    ("search", "post"): 200,
    ("inspect", "get"): 200,
    ("inspect", "post"): 200,
    ("export", "get"): 200,
    ("export", "post"): 200,
}
REFUSED = {
    "a member": lambda: MemberFactory(),
    "an editor": lambda: UserFactory(groups=["Editors"]),
    "a moderator": lambda: UserFactory(groups=["Moderators"]),
    "an editor called staff": lambda: UserFactory(is_staff=True, groups=["Editors"]),
    "a user without permissions": lambda: user_with_permissions(),
}


@pytest.fixture
def application(home):
    return ApplicationFactory(waiting=True, name="Zebedee Quince")


@pytest.fixture
def pages(application):
    return {
        "list": LIST,
        "search": SEARCH,
        "inspect": get_inspect_url(application),
        "export": EXPORT,
    }


def ask(browser, path, method):
    sent = {**EXPORT_DATA, "query": "zebedee@example.org"} if method == "post" else {}
    return getattr(browser, method)(path, sent)


def assert_refused(response, application):
    assert response.status_code == 403
    page = response.content.decode()
    assert application.reference not in page
    assert "Zebedee" not in page
    assert response.headers["Cache-Control"] == "private, no-store"


def test_pages_refuse_users_without_permission(visit, application, pages):
    for make in REFUSED.values():
        browser = visit(make())
        for page, method in EXPECTED_STATUS:
            assert_refused(ask(browser, pages[page], method), application)
    assert get_access_log() == []


def test_missing_application_is_refused_identically(visit, application):
    unconfirmed = ApplicationFactory()
    for make in REFUSED.values():
        browser = visit(make())
        for path in (get_inspect_url(unconfirmed), f"{LIST}inspect/999999/"):
            for method in ("get", "post"):
                assert_refused(ask(browser, path, method), application)


def test_superusers_outside_team_are_refused(visit, application, pages):
    for user in people_outside_the_team():
        browser = visit(user)
        for page, method in EXPECTED_STATUS:
            assert_refused(ask(browser, pages[page], method), application)
        dashboard = browser.get("/admin/").content.decode()
        assert LIST not in dashboard
        assert ">Applications</a>" not in dashboard
    assert get_access_log() == []


def test_pages_allow_team_and_superusers_in_it(visit, pages):
    for factory in (UserFactory, SuperuserFactory):
        browser = visit(factory(groups=["Membership team"]))
        answers = {
            (page, how): ask(browser, pages[page], how).status_code for page, how in EXPECTED_STATUS
        }
        assert answers == EXPECTED_STATUS


def test_permission_opens_only_its_pages(visit, application, pages):
    for right in APPLICATION_PERMISSIONS:
        browser = visit(user_with_permissions(right))
        for (page, method), status in EXPECTED_STATUS.items():
            response = ask(browser, pages[page], method)
            if NEEDS[page] == right:
                assert response.status_code == status, (right, page, method)
            else:
                assert_refused(response, application)


def test_missing_permission_closes_only_its_pages(visit, application, pages):
    for right in APPLICATION_PERMISSIONS:
        browser = visit(user_without_permission(right))
        for (page, method), status in EXPECTED_STATUS.items():
            response = ask(browser, pages[page], method)
            if NEEDS[page] == right:
                assert_refused(response, application)
            else:
                assert response.status_code == status, (right, page, method)


def test_links_to_closed_pages_are_hidden(visit, application):
    page = visit(user_without_permission(INSPECT_APPLICATIONS)).get(LIST).content.decode()
    assert get_inspect_url(application) not in page
    assert EXPORT in page
    assert (
        EXPORT not in visit(user_without_permission(EXPORT_APPLICATIONS)).get(LIST).content.decode()
    )
    reader = visit(user_without_permission(LIST_APPLICATIONS))
    for path in (get_inspect_url(application), EXPORT):
        page = reader.get(path).content.decode()
        assert not [end for end in '"?' if f'href="{LIST}{end}' in page]
    application.delete()
    assert reader.get(f"{LIST}inspect/1/").headers["Location"] == "/admin/"


def test_anonymous_users_are_redirected_to_login(visit, pages):
    browser = visit(None)
    for path, method in product(pages.values(), ("get", "post", "head")):
        answer = ask(browser, path, method)
        assert answer.headers["Location"].startswith("/account/login/?next=/admin/applications/")
        assert "no-store" in answer.headers["Cache-Control"]
    assert get_access_log() == []


def test_deactivated_user_is_redirected_to_login(visit, pages):
    browser = visit(UserFactory(is_active=False, groups=["Membership team"]))
    for path in pages.values():
        assert browser.get(path).headers["Location"].startswith("/account/login/")


def test_post_requires_csrf_token(application, pages):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(UserFactory(groups=["Membership team"]))
    for page in ("search", "inspect", "export"):
        assert ask(browser, pages[page], "post").status_code == 403
    assert get_access_log() == []


# --- Other views --------------------------------------------------------------------------------


def test_admin_registers_only_known_urls():
    names = {str(name) for name in get_resolver().reverse_dict if isinstance(name, str)}
    own = {name for name in names if name.startswith("applications_modeladmin_")}
    pages = {"index", "search", "inspect", "export", "enter", *ACTION_VIEWS}
    assert own == {f"applications_modeladmin_{page}" for page in pages}


NO_PAGES = (
    *(f"{LIST}{action}/" for action in ("create", "new", "add", "choose", "history", "usage")),
    *(f"{LIST}{action}/{{pk}}/" for action in ("edit", "delete", "history", "usage", "choose")),
    "/admin/membership/application/",
    "/admin/snippets/membership/application/",
    "/admin/bulk/membership/application/delete/?id={pk}",
    "/admin/application/",
    "/api/v2/applications/",
)


def test_no_url_edits_or_chooses_an_application(visit, application):
    for person in (SuperuserFactory(), UserFactory(groups=["Membership team"])):
        browser = visit(person)
        for path, method in product(NO_PAGES, (browser.get, browser.post)):
            assert method(path.format(pk=application.pk)).status_code == 404, path


def test_wagtail_indexes_no_application(application):
    application.save()
    assert AdminURLFinder(SuperuserFactory()).get_edit_url(application) is None
    assert not ReferenceIndex.model_is_indexable(type(application)) or not (
        ReferenceIndex.get_references_for_object(application).exists()
    )
    assert not ModelLogEntry.objects.exists()


OTHER_PAGES = (
    "/admin/",
    "/admin/reports/site-history/",
    "/admin/reports/site-history/?export=csv",
    "/admin/reports/aging-pages/",
    "/admin/pages/search/?q={reference}",
    "/admin/pages/search/?q=Zebedee",
    "/admin/users/?q={email}",
    "/admin/forms/",
    "/admin/snippets/",
)


def test_other_admin_pages_show_no_application(visit, application):
    browser = visit(SuperuserFactory(groups=["Membership team"]))
    for page in (LIST, get_inspect_url(application)):
        browser.get(page)
    known = {"reference": application.reference, "email": application.email}
    for path in OTHER_PAGES:
        response = browser.get(path.format(**known))
        assert response.status_code == 200, path
        shown = content_of(response).decode()
        # The query itself is repeated on the page, and is not a result.
        assert "Quince" not in shown, path
        assert get_inspect_url(application) not in shown, path


def test_group_form_offers_four_permissions(home, visit):
    moderators = Group.objects.get(name="Moderators")
    form = visit(SuperuserFactory()).get(f"/admin/groups/edit/{moderators.pk}/").context["form"]
    offered = form.fields["permissions"].queryset.filter(content_type__model="application")
    assert set(offered.values_list("codename", flat=True)) == set(APPLICATION_PERMISSIONS)


def test_application_has_only_four_permissions():
    known = Permission.objects.filter(content_type__model="application")
    assert set(known.values_list("codename", flat=True)) == set(APPLICATION_PERMISSIONS)
    holding = Group.objects.filter(permissions__in=known).distinct()
    assert [group.name for group in holding] == ["Membership team"]


def test_menu_item_requires_list_permission(home, visit):
    def menu(person):
        return visit(person).get("/admin/").content.decode()

    assert LIST in menu(UserFactory(groups=["Membership team"]))
    for person in (user_without_permission(LIST_APPLICATIONS), UserFactory(groups=["Editors"])):
        assert LIST not in menu(person)


def test_superuser_access_is_logged(visit, application):
    visit(SuperuserFactory(groups=["Membership team"])).get(get_inspect_url(application))
    assert AccessLog.objects.get().references == application.reference


def test_permission_helper_matches_permissions(application):
    helper = ApplicationPermissionHelper(Application)
    for left, allowed in ((APPLICATION_PERMISSIONS, True), ((), False)):
        person = user_with_permissions(*left)
        assert helper.user_can_list(person) is allowed
        assert helper.user_can_inspect_obj(person, application) is allowed
        assert not helper.user_can_create(person)
        assert not helper.user_can_edit_obj(person, application)
        assert not helper.user_can_delete_obj(person, application)
