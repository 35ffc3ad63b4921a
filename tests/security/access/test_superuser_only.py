"""Access to accounts, groups, settings and workflows by primary key: only for superusers."""

from itertools import product
from typing import Any

import pytest
from django.contrib.auth.models import Group
from wagtail.contrib.search_promotions.models import Query
from wagtail.models import Workflow

from core.models import NavigationSettings
from mailqueue.models import EmailTemplateSettings
from membership.models import ApplicationTextSettings
from privacy.models import RetentionSettings
from tests.factories import UserFactory
from tests.security.access.conftest import Site, is_forbidden, undo_changes
from tests.security.access.object_ids import submit_to_workflow
from users.models import User

pytestmark = pytest.mark.django_db
NOT_SUPERUSERS = ["member", "editor", "section", "membership_team", "moderator"]
NOT_EDITORS = ["member", "section", "membership_team", "moderator"]
OTHERS = ["section", "membership_team", "moderator"]


# --- Accounts -------------------------------------------------------------------------------------
ACCOUNTS = ("edit/{}/", "delete/{}/", "history/{}/", "history-results/{}/", "usage/{}/", "copy/{}/")


def test_user_views_refuse_all_but_superusers(site: Site):
    account, failures = UserFactory(first_name="Linnet"), set()
    form = {"email": "mine@example.org", "first_name": "Mine", "is_superuser": "on"}
    unchanged = User.objects.filter(pk=account.pk, first_name="Linnet", is_superuser=False)
    for role, action in product(NOT_SUPERUSERS, ACCOUNTS):
        for user in (account, site.roles["superuser"].user, site.roles[role].user):
            with undo_changes():
                closed = is_forbidden(
                    site.browser(role), f"/admin/users/{action.format(user.pk)}", form
                )
                superusers = User.objects.filter(is_superuser=True).count()
                if not (closed and unchanged.exists() and superusers == 1):
                    failures.add((role, action))
    assert failures == set()


def test_bulk_user_actions_refuse_all_but_superusers(site: Site):
    account, failures = UserFactory(first_name="Linnet"), set()
    sent = {"role": Group.objects.get(name="Editors").pk, "mark_as_active": "False"}
    unchanged = User.objects.filter(pk=account.pk, is_active=True, groups=None)
    for role, action in product(NOT_SUPERUSERS, ("delete", "assign_role", "set_active_state")):
        url = f"/admin/bulk/users/user/{action}/?id={account.pk}"
        with undo_changes():
            browser = site.browser(role)
            pages = [it.content.decode() for it in (browser.get(url), browser.post(url, sent))]
            is_named = any(name in page for page in pages for name in (account.email, "Linnet"))
            if is_named or not unchanged.exists():
                failures.add((role, action))
    assert failures == set()


def test_group_views_refuse_all_but_superusers(site: Site):
    group, failures = Group.objects.get(name="Moderators"), set()
    before = set(group.permissions.all())
    for role, action in product(
        NOT_SUPERUSERS, ("edit/{}/", "delete/{}/", "history/{}/", "usage/{}/")
    ):
        path = f"/admin/groups/{action.format(group.pk)}"
        with undo_changes():
            closed = is_forbidden(site.browser(role), path, {"name": "Mine"})
            now = Group.objects.filter(name="Moderators").first()
            if not (closed and now and set(now.permissions.all()) == before):
                failures.add((role, action))
    assert failures == set()


# --- Settings -------------------------------------------------------------------------------------
def get_settings_url(model: Any) -> str:
    label = f"{model._meta.app_label}/{model._meta.model_name}"
    return f"/admin/settings/{label}/{model.load().pk}/"


CLOSED_SETTINGS = (
    *(EmailTemplateSettings, NavigationSettings, ApplicationTextSettings, RetentionSettings),
)


def test_settings_views_refuse_roles_without_permission(site: Site):
    failures, sent = set(), {"sender_name": "Mine"}
    for role, model in product(NOT_EDITORS, CLOSED_SETTINGS):
        with undo_changes():
            url, browser = get_settings_url(model), site.browser(role)
            before = model.objects.values().get()
            closed = [is_forbidden(browser, it, sent) for it in (url, f"{url}preview/")]
            if not all(closed) or model.objects.values().get() != before:
                failures.add((role, model.__name__))
    assert failures == set()


def test_retention_settings_refuse_editors(site: Site):
    url = get_settings_url(RetentionSettings)
    before = RetentionSettings.objects.values().get()
    form = {name: 1 for name in before if name != "id"}
    assert is_forbidden(site.browser("editor"), url, form)
    assert RetentionSettings.objects.values().get() == before
    assert site.browser("superuser").get(url).status_code == 200


# --- Workflows ------------------------------------------------------------------------------------
WORKFLOWS = """
edit/{workflow}/ disable/{workflow}/ enable/{workflow}/ usage/{workflow}/ usage/{workflow}/results/
remove/{page}/ remove/{page}/{workflow}/ tasks/edit/{task}/ tasks/disable/{task}/
tasks/enable/{task}/ tasks/add/wagtailcore/groupapprovaltask/
""".split()


def test_workflow_views_refuse_all_but_superusers(site: Site):
    state, failures = submit_to_workflow(site.draft, site.roles["editor"].user), set()
    pks = {"workflow": state.workflow_id, "page": site.draft.pk}
    pks["task"] = state.current_task_state.task_id
    unchanged = Workflow.objects.filter(
        pk=state.workflow_id, name="Approval", active=True, workflow_tasks__task__active=True
    )
    for role, url in product(NOT_SUPERUSERS, WORKFLOWS):
        path = f"/admin/workflows/{url.format(**pks)}"
        with undo_changes():
            closed = is_forbidden(site.browser(role), path, {"name": "Mine"})
            if not closed or unchanged.count() != 1:
                failures.add((role, url))
    assert failures == set()


def test_task_chooser_hides_tasks_without_permission(site: Site):
    state = submit_to_workflow(site.draft, site.roles["editor"].user)
    urls = ("", "results/", f"{state.current_task_state.task_id}/")
    naming = {
        (role, url)
        for role, url in product(OTHERS, urls)
        if "An editor approves" in read(site, role, f"workflows/task_chooser/{url}")
    }
    assert naming == set()


def test_query_chooser_hides_queries_without_permission(site: Site):
    Query.get("burnt out").add_hit()
    urls = ("searchpicks/queries/chooser/", "searchpicks/queries/chooser/results/")
    for url in urls:
        assert "burnt out" in read(site, "editor", url)
    named = {
        (role, url) for role, url in product(OTHERS, urls) if "burnt out" in read(site, role, url)
    }
    assert named == set()


def read(site: Site, role: str, url: str) -> str:
    return site.browser(role).get(f"/admin/{url}").content.decode()
