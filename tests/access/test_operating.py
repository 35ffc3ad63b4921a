"""Accounts, groups, settings and workflows by number: for those who operate the site alone."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from wagtail.contrib.search_promotions.models import Query
from wagtail.models import Workflow

from core.models import LetterSettings, NavigationSettings, RetentionSettings
from membership.models import ApplicationWordingSettings
from tests.access.conftest import Site, assert_refused
from tests.access.numbers import page_in_workflow
from tests.factories import UserFactory
from users.models import User

# Many, and the same rules on every database.
pytestmark = pytest.mark.slow

NOT_SUPERUSERS = ["member", "editor", "section", "secretary", "moderator"]
NOT_EDITORS = ["member", "section", "secretary", "moderator"]


# --- Accounts -------------------------------------------------------------------------------------
@pytest.mark.parametrize("role", NOT_SUPERUSERS)
@pytest.mark.parametrize(
    "way", ["edit/{}/", "delete/{}/", "history/{}/", "history-results/{}/", "usage/{}/", "copy/{}/"]
)
def test_accounts_are_closed_to_all_but_superusers(site: Site, role: str, way: str):
    somebody = UserFactory(first_name="Linnet")
    form = {"email": "mine@example.org", "first_name": "Mine", "is_superuser": "on"}
    for user in (somebody, site.viewers["superuser"].user, site.viewers[role].user):
        assert_refused(site.browser(role), f"/admin/users/{way.format(user.pk)}", form)
    now = User.objects.get(pk=somebody.pk)
    assert (now.first_name, now.is_superuser) == ("Linnet", False)
    assert User.objects.filter(is_superuser=True).count() == 1


@pytest.mark.parametrize("role", NOT_SUPERUSERS)
@pytest.mark.parametrize("action", ["delete", "assign_role", "set_active_state"])
def test_many_accounts_at_once_are_neither_named_nor_changed(site: Site, role: str, action: str):
    somebody = UserFactory(first_name="Linnet")
    browser, address = site.browser(role), f"/admin/bulk/users/user/{action}/?id={somebody.pk}"
    role_given = {"role": Group.objects.get(name="Editors").pk, "mark_as_active": "False"}
    for answer in (browser.get(address), browser.post(address, role_given)):
        assert somebody.email not in answer.content.decode()
        assert "Linnet" not in answer.content.decode()
    now = User.objects.get(pk=somebody.pk)
    assert (now.is_active, now.groups.count()) == (True, 0)


@pytest.mark.parametrize("role", NOT_SUPERUSERS)
@pytest.mark.parametrize("way", ["edit/{}/", "delete/{}/", "history/{}/", "usage/{}/"])
def test_groups_are_closed_to_all_but_superusers(site: Site, role: str, way: str):
    group = Group.objects.get(name="Moderators")
    before = set(group.permissions.all())
    assert_refused(site.browser(role), f"/admin/groups/{way.format(group.pk)}", {"name": "Mine"})
    assert set(Group.objects.get(name="Moderators").permissions.all()) == before


@pytest.mark.parametrize("address", ["users/edit/{user}/", "groups/edit/{group}/"])
def test_superusers_open_them(site: Site, address: str):
    numbers = {"user": UserFactory().pk, "group": Group.objects.get(name="Moderators").pk}
    answer = site.browser("superuser").get(f"/admin/{address.format(**numbers)}")
    assert answer.status_code == 200


# --- Settings -------------------------------------------------------------------------------------
def settings_address(model: Any) -> str:
    label = f"{model._meta.app_label}/{model._meta.model_name}"
    return f"/admin/settings/{label}/{model.load().pk}/"


@pytest.mark.parametrize("role", NOT_EDITORS)
@pytest.mark.parametrize(
    "model", [LetterSettings, NavigationSettings, ApplicationWordingSettings, RetentionSettings]
)
def test_settings_are_closed_to_who_edits_none(site: Site, role: str, model: Any):
    address = settings_address(model)
    before = model.objects.values().get()
    assert_refused(site.browser(role), address, {"sender_name": "Mine"})
    assert_refused(site.browser(role), f"{address}preview/", {"sender_name": "Mine"})
    assert model.objects.values().get() == before


def test_how_long_things_are_kept_is_closed_to_editors_too(site: Site):
    address = settings_address(RetentionSettings)
    before = RetentionSettings.objects.values().get()
    form = {name: 1 for name in before if name != "id"}
    assert_refused(site.browser("editor"), address, form)
    assert RetentionSettings.objects.values().get() == before
    assert site.browser("superuser").get(address).status_code == 200


# --- Workflows ------------------------------------------------------------------------------------
WORKFLOWS = """
edit/{workflow}/ disable/{workflow}/ enable/{workflow}/ usage/{workflow}/ usage/{workflow}/results/
remove/{page}/ remove/{page}/{workflow}/ tasks/edit/{task}/ tasks/disable/{task}/
tasks/enable/{task}/ tasks/add/wagtailcore/groupapprovaltask/
""".split()


@pytest.mark.parametrize("role", NOT_SUPERUSERS)
@pytest.mark.parametrize("address", WORKFLOWS)
def test_workflows_are_closed_to_all_but_superusers(site: Site, role: str, address: str):
    state = page_in_workflow(site.draft, site.viewers["editor"].user)
    numbers = {"workflow": state.workflow_id, "page": site.draft.pk}
    numbers["task"] = state.current_task_state.task_id
    path = f"/admin/workflows/{address.format(**numbers)}"
    assert_refused(site.browser(role), path, {"name": "Mine"})
    now = Workflow.objects.get(pk=state.workflow_id)
    assert (now.name, now.active, now.tasks.get().active) == ("Approval", True, True)


@pytest.mark.parametrize("role", ["section", "secretary", "moderator"])
@pytest.mark.parametrize("address", ["", "results/", "{task}/"])
def test_tasks_are_named_to_nobody_else(site: Site, role: str, address: str):
    state = page_in_workflow(site.draft, site.viewers["editor"].user)
    path = f"/admin/workflows/task_chooser/{address}".format(task=state.current_task_state.task_id)
    assert "An editor approves" not in site.browser(role).get(path).content.decode()


@pytest.mark.parametrize("role", ["section", "secretary", "moderator"])
@pytest.mark.parametrize("address", ["", "results/"])
def test_what_readers_look_for_is_told_to_nobody_else(site: Site, role: str, address: str):
    Query.get("burnt out").add_hit()
    path = f"/admin/searchpicks/queries/chooser/{address}"
    assert "burnt out" in site.browser("editor").get(path).content.decode()
    assert "burnt out" not in site.browser(role).get(path).content.decode()
