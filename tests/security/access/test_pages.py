"""Access to pages by primary key: section editors cannot read or change other sections."""

from itertools import product
from typing import Any

import pytest
from wagtail.models import Page, PageViewRestriction, Revision

from home.models import StandardPage
from tests.security.access.conftest import Site, is_forbidden, is_refused, undo_changes
from tests.security.access.object_ids import create_editing_session, submit_to_workflow

pytestmark = pytest.mark.django_db

OTHERS = ["section", "membership_team", "moderator"]
READING = """
{page}/ {page}/results/ {page}/usage/ {page}/edit/ {page}/view_draft/ {page}/add_subpage/
{page}/delete/ {page}/unpublish/ {page}/move/ {page}/move/{home}/confirm/ {page}/copy/
{page}/privacy/ {page}/revisions/ {page}/history/ {page}/history/results/ {page}/workflow_history/
{page}/revisions/{revision}/view/ {page}/revisions/{revision}/revert/
{page}/revisions/{revision}/unschedule/ {page}/revisions/compare/earliest...latest/
{page}/edit/preview/ {page}/set_position/ {page}/lock/ {page}/unlock/ {page}/convert_alias/
add/home/standardpage/{page}/ add/home/standardpage/{page}/preview/
workflow/confirm_cancellation/{page}/
""".split()
OPEN_INSIDE = """
{page}/ {page}/usage/ {page}/edit/ {page}/view_draft/ {page}/history/ {page}/unpublish/
 {page}/revisions/{revision}/view/ {page}/revisions/compare/earliest...latest/
add/home/standardpage/{page}/
""".split()


def build_url(url: str, page: Page, home: Page) -> str:
    assert page.latest_revision_id, "there is no revision to request"
    path = url.format(page=page.pk, revision=page.latest_revision_id, home=home.pk)
    return f"/admin/pages/{path}"


def get_state(page: Page) -> tuple[Any, ...]:
    """Everything about *page* that requests could change."""
    now = Page.objects.get(pk=page.pk)
    rules = PageViewRestriction.objects.filter(page=page).count()
    revisions = Revision.page_revisions.filter(object_id=page.pk).count()
    return now.title, now.slug, now.path, now.live, now.locked, now.owner_id, rules, revisions


def test_page_views_refuse_pages_without_permission(site: Site):
    failures = set()
    for role, url, name in product(OTHERS, READING, ("draft", "private")):
        page = getattr(site, name)
        with undo_changes():
            before = get_state(page), Page.objects.count()
            path, sent = build_url(url, page, site.home), build_form(page, site)
            was_forbidden = is_forbidden(site.browser(role), path, sent)
            if not was_forbidden or (get_state(page), Page.objects.count()) != before:
                failures.add((role, url, name))
    assert failures == set()


def build_form(page: Page, site: Site) -> dict[str, Any]:
    """Form data that any of the views accepts."""
    return {
        "title": "Changed",
        "slug": "changed",
        "new_title": "Copied",
        "new_slug": "copied",
        "new_parent_page": site.section.pk,
        "introduction": "null",
        "body-count": "0",
        "restriction_type": "none",
        "action-publish": "1",
    }


def test_page_views_open_own_section(site: Site):
    browser = site.browser("section")
    answers = {
        url: browser.get(build_url(url, site.inside, site.home)).status_code for url in OPEN_INSIDE
    }
    assert answers == dict.fromkeys(OPEN_INSIDE, 200)


def test_revision_views_refuse_revisions_of_other_pages(site: Site):
    browser, actions = site.browser("section"), ("view", "revert", "unschedule")
    foreign = f"/admin/pages/{site.inside.pk}/revisions/{site.draft.latest_revision_id}"
    answers = {action: browser.get(f"{foreign}/{action}/").status_code for action in actions}
    assert answers == dict.fromkeys(actions, 404)


def test_compare_view_refuses_revisions_of_other_pages(site: Site):
    foreign = f"{site.inside.pk}/revisions/compare/{site.draft.latest_revision_id}...latest/"
    assert site.browser("section").get(f"/admin/pages/{foreign}").status_code == 404


def test_move_refuses_destination_without_permission(site: Site):
    before = get_state(site.inside)
    url = f"/admin/pages/{site.inside.pk}/move/{site.private.pk}/confirm/"
    assert is_refused(site.browser("section").post(url, {"confirm": "1"}))
    assert get_state(site.inside) == before


@pytest.mark.parametrize("goal", ["draft", "private"])
def test_forms_hide_title_of_forbidden_destination(site: Site, goal: str):
    """Neither in the form nor when it is redisplayed with the chosen destination."""
    browser, number = site.browser("section"), getattr(site, goal).pk
    own, many = f"/admin/pages/{site.inside.pk}", "/admin/bulk/wagtailcore/page/move/"
    copy = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": number}
    answers = {
        "move": browser.get(f"{own}/move/{number}/confirm/"),
        "copy": browser.post(f"{own}/copy/", copy),
        "choose": browser.post(f"{own}/move/", {"new_parent_page": number}),
        "many": browser.post(f"{many}?id={site.inside.pk}", {"chooser": number}),
        "edit": browser.post(f"{own}/edit/", build_invalid_form(site.inside, number)),
    }
    named = {name for name, it in answers.items() if find_titles(it.content.decode(), site)}
    assert named == set()


def build_invalid_form(page: Page, number: int) -> dict[str, Any]:
    """An edit form without a title, so that it is redisplayed; a button links to page *number*."""
    link = {"body-0-value-page": number, "body-0-value-label": "", "body-0-value-url": ""}
    block = {"body-0-type": "button", "body-0-order": "0", "body-0-deleted": "", "body-0-id": ""}
    form = {"title": "", "slug": page.slug, "introduction": "null", "body-count": "1"}
    return form | block | link


def test_copy_refuses_destination_without_permission(site: Site):
    copy = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": site.private.pk}
    answer = site.browser("section").post(f"/admin/pages/{site.inside.pk}/copy/", copy)
    assert answer.status_code in {200, 403}
    assert not Page.objects.filter(slug="copy").exists()


# --- Bulk actions ---------------------------------------------------------------------------------
def test_bulk_actions_refuse_pages_without_permission(site: Site):
    failures, pks = set(), f"id={site.draft.pk}&id={site.private.pk}"
    for role, action in product(OTHERS, ("delete", "move", "publish", "unpublish")):
        url = f"/admin/bulk/wagtailcore/page/{action}/?{pks}"
        sent = {"chooser": site.section.pk, "include_descendants": "on"}
        with undo_changes():
            browser, before = site.browser(role), (get_state(site.draft), get_state(site.private))
            answers = (browser.get(url), browser.post(url, sent))
            named = [find_titles(answer.content.decode(), site) for answer in answers]
            if any(named) or (get_state(site.draft), get_state(site.private)) != before:
                failures.add((role, action))
    assert failures == set()


def test_bulk_action_for_all_hides_pages_without_permission(site: Site):
    url = "/admin/bulk/wagtailcore/page/delete/?id=all"
    for role in OTHERS:
        page = site.browser(role).get(url).content.decode()
        assert find_titles(page, site) == set(), role


def find_titles(text: str, site: Site) -> set[str]:
    return {page.title for page in (site.draft, site.private) if page.title in text}


# --- Choosers, reports, workflows -----------------------------------------------------------------
NAMING_PAGES = [
    "/admin/choose-page/chosen-multiple/?id={draft}&id={private}",
    "/admin/choose-page/{draft}/",
    "/admin/choose-page/search/?q=Secret",
    "/admin/choose-page/search/?q=Unwritten",
    "/admin/api/main/pages/?fields=*&search=Secret",
    "/admin/api/main/pages/?id={draft}",
    "/admin/pages/search/?q=Secret",
    "/admin/pages/usage/home/standardpage/",
    "/admin/reports/site-history/",
    "/admin/reports/aging-pages/",
    "/admin/reports/workflow/",
    "/admin/reports/workflow_tasks/",
    "/admin/reports/locked/",
    "/admin/pages/create/home/standardpage",
    "/admin/",
]


def test_choosers_and_reports_hide_pages_without_permission(site: Site):
    submit_to_workflow(site.draft, site.roles["editor"].user)
    Page.objects.filter(pk=site.private.pk).update(locked=True)
    naming = set()
    for role, url in product(OTHERS, NAMING_PAGES):
        requested = url.format(draft=site.draft.pk, private=site.private.pk)
        if find_titles(site.browser(role).get(requested).content.decode(), site):
            naming.add((role, url))
    assert naming == set()


def test_choosers_show_pages_to_editors(site: Site):
    """The URLs above show the titles to users with permission."""
    browser = site.browser("editor")
    for url in (
        f"/admin/choose-page/chosen-multiple/?id={site.draft.pk}&id={site.private.pk}",
        f"/admin/bulk/wagtailcore/page/delete/?id={site.draft.pk}&id={site.private.pk}",
    ):
        assert find_titles(browser.get(url).content.decode(), site) == {
            site.draft.title,
            site.private.title,
        }


def test_workflow_views_refuse_roles_without_permission(site: Site):
    state, page = submit_to_workflow(site.draft, site.roles["editor"].user), site.draft.pk
    task, opened = state.current_task_state, set()
    urls = (
        f"workflow/action/{page}/approve/{task.pk}/",
        f"workflow/action/{page}/reject/{task.pk}/",
        f"workflow/collect_action_data/{page}/reject/{task.pk}/",
        f"workflow/confirm_cancellation/{page}/",
        f"workflow/preview/{page}/{task.task_id}/",
        f"{page}/workflow_history/detail/{state.pk}/",
    )
    for role, url in product(OTHERS, urls):
        if not is_forbidden(site.browser(role), f"/admin/pages/{url}", {"comment": "No"}):
            opened.add((role, url))
    assert opened == set()
    task.refresh_from_db()
    assert task.status == "in_progress"
    assert not StandardPage.objects.get(pk=page).live


def test_editing_sessions_refuse_roles_without_permission(site: Site):
    session, page = create_editing_session(site.draft, site.roles["superuser"].user), site.draft.pk
    ping = f"/admin/editing-sessions/ping/home/standardpage/{page}/{session.pk}/"
    named, sent_away = set(), set()
    for role in OTHERS:
        with undo_changes():
            browser = site.browser(role)
            if not is_forbidden(browser, ping):
                named.add(role)
            browser.post(f"/admin/editing-sessions/release/{session.pk}/")
            if not type(session).objects.filter(pk=session.pk).exists():
                sent_away.add(role)
    assert (named, sent_away) == (set(), set())
