"""Resubmitting the form for a new page updates the page instead of creating another."""

from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from home.models import HomePage, StandardPage
from membership.models import JoinPage
from resources.models import ResourceIndexPage
from tests.factories import UserFactory, publish
from tests.membership import editing
from tests.membership.concurrency import run_concurrently

AUTOSAVE = {"HTTP_ACCEPT": "application/json"}
FORM_ID = {"creation_id": "id-of-the-form"}
PUBLISH = {"action-publish": "action-publish"}


def form(title: str = "Tea", slug: str = "tea", **fields: str) -> dict[str, Any]:
    """Form data of a browser for a new standard page."""
    post = {"title": title, "slug": slug, "introduction": rich_text(""), "body": streamfield([])}
    return {**nested_form_data({**post, "comments": inline_formset([])}), **fields}


def adding(parent: Page, page_class: type[Page] = StandardPage) -> str:
    model = page_class._meta
    return reverse("wagtailadmin_pages:add", args=(model.app_label, model.model_name, parent.pk))


@pytest.fixture
def browser(editor: Any) -> Client:
    client = Client()
    client.force_login(editor)
    return client


@pytest.fixture
def add(home: HomePage) -> str:
    return adding(home)


def list_messages(answer: Any) -> list[str]:
    return [str(message) for message in answer.context["messages"]]


def test_publish_after_autosave_creates_one_page(browser: Client, add: str) -> None:
    browser.post(add, form(**FORM_ID), **AUTOSAVE)
    answer = browser.post(add, form("Tea at noon", **FORM_ID, **PUBLISH), follow=True)
    page = StandardPage.objects.get()
    assert (page.title, page.live, page.has_unpublished_changes) == ("Tea at noon", True, False)
    [message] = list_messages(answer)
    assert "has been published" in message


def test_repeated_autosave_returns_same_page(browser: Client, add: str) -> None:
    first = browser.post(add, form(**FORM_ID), **AUTOSAVE).json()
    second = browser.post(add, form("Tea at noon", **FORM_ID), **AUTOSAVE).json()
    page = StandardPage.objects.get()
    assert page.get_latest_revision_as_object().title == "Tea at noon"
    assert page.revisions.count() == 1
    same = ("success", "pk", "revision_id", "url", "hydrate_url", "field_updates")
    assert {name: second[name] for name in same} == {name: first[name] for name in same}
    assert browser.get(second["hydrate_url"]).status_code == 200


def test_repeated_publish_creates_one_page(browser: Client, add: str) -> None:
    browser.post(add, form(**FORM_ID, **PUBLISH))
    for title in ("Tea at noon", "Tea at one"):
        answer = browser.post(add, form(title, **FORM_ID, **PUBLISH))
        assert answer.status_code == 302
        assert StandardPage.objects.get().title == title


def test_late_autosave_does_not_overwrite_published_page(browser: Client, add: str) -> None:
    browser.post(add, form("Tea at noon", **FORM_ID, **PUBLISH))
    answer = browser.post(add, form("Tea", **FORM_ID), **AUTOSAVE)
    assert answer.json()["error_code"] == "invalid_revision"
    page = StandardPage.objects.get()
    assert (page.title, page.live, page.has_unpublished_changes) == ("Tea at noon", True, False)


def test_submit_after_autosave_creates_one_draft(browser: Client, add: str) -> None:
    browser.post(add, form(**FORM_ID), **AUTOSAVE)
    assert browser.post(add, form(**FORM_ID, **{"action-submit": "1"})).status_code == 302
    assert not StandardPage.objects.get().live


@pytest.mark.parametrize("form_id", ["", "ü\0", "x" * 5000])
def test_creation_id_may_be_any_text_but_empty(browser: Client, add: str, form_id: str) -> None:
    browser.post(add, form(creation_id=form_id), **AUTOSAVE)
    answer = browser.post(add, form(creation_id=form_id, **PUBLISH))
    assert StandardPage.objects.get().live == bool(form_id)
    assert answer.status_code == (302 if form_id else 200)


def test_creation_id_is_bound_to_user_parent_and_type(browser: Client, home: HomePage) -> None:
    other_parent = publish(home, StandardPage, slug="about")
    other_browser = Client()
    other_browser.force_login(UserFactory(groups=["Editors"]))
    browser.post(adding(home), form(**FORM_ID), **AUTOSAVE)
    first = StandardPage.objects.get(slug="tea")

    cases: dict[str, tuple[Client, str, dict[str, str]]] = {
        "other user": (other_browser, adding(home), FORM_ID),
        "other parent": (browser, adding(other_parent), FORM_ID),
        "other type": (browser, adding(home, ResourceIndexPage), FORM_ID),
        "other form": (browser, adding(home), {"creation_id": "another"}),
        "no ID": (browser, adding(home), {}),
    }
    not_created = []
    for name, (client, address, form_id) in cases.items():
        before = Page.objects.count()
        slug = name.replace(" ", "-").lower()
        answer = client.post(address, form(name, slug, **form_id), **AUTOSAVE)
        if Page.objects.count() != before + 1 or answer.json()["pk"] == first.pk:
            not_created.append(name)
    assert not_created == []
    first.refresh_from_db()
    assert first.get_latest_revision_as_object().title == "Tea"


def test_deleted_page_is_created_again(browser: Client, add: str) -> None:
    browser.post(add, form(**FORM_ID), **AUTOSAVE)
    StandardPage.objects.get().delete()
    browser.post(add, form("Tea at noon", **FORM_ID, **PUBLISH))
    page = StandardPage.objects.get()
    assert (page.title, page.live) == ("Tea at noon", True)


def test_page_changed_by_another_form_is_not_overwritten(browser: Client, add: str) -> None:
    browser.post(add, form(**FORM_ID), **AUTOSAVE)
    page = StandardPage.objects.get()
    page.title = "Changed by a colleague"
    page.save_revision(user=UserFactory())
    answer = browser.post(add, form(**FORM_ID, **PUBLISH))
    assert "slug" in answer.context["form"].errors
    draft = StandardPage.objects.get().get_latest_revision_as_object()
    assert draft.title == "Changed by a colleague"


def test_invalid_form_can_be_sent_again(browser: Client, add: str) -> None:
    refused = browser.post(add, form("", **FORM_ID, **PUBLISH))
    assert "title" in refused.context["form"].errors
    assert not StandardPage.objects.exists()
    assert browser.post(add, form(**FORM_ID, **PUBLISH)).status_code == 302
    assert StandardPage.objects.get().live


def test_invalid_form_after_autosave_edits_same_page(browser: Client, add: str) -> None:
    browser.post(add, form(**FORM_ID), **AUTOSAVE)
    refused = browser.post(add, form("", **FORM_ID, **PUBLISH))
    assert "title" in refused.context["form"].errors
    page = StandardPage.objects.get()
    assert refused.context["action_url"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert browser.post(add, form("Tea at one", **FORM_ID, **PUBLISH)).status_code == 302
    assert StandardPage.objects.get().title == "Tea at one"


def test_create_forms_have_different_creation_ids(browser: Client, add: str) -> None:
    refused = browser.post(add, form("", **FORM_ID, **PUBLISH))
    shown = [refused, browser.get(add), browser.get(add)]
    fields = [str(answer.context["form"]["creation_id"]) for answer in shown]
    assert len(set(fields)) == 3
    for answer, field in zip(shown, fields, strict=True):
        assert 'name="creation_id"' in answer.content.decode()
        assert FORM_ID["creation_id"] not in field


def test_edit_form_has_no_creation_id(browser: Client, home: HomePage) -> None:
    page = publish(home, StandardPage)
    shown = browser.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert "creation_id" not in shown.content.decode()


def test_repeated_form_does_not_duplicate_inline_rows(browser: Client, home: HomePage) -> None:
    def ask(label: str, **fields: str) -> dict[str, Any]:
        return editing.question(label, id="", **fields)

    add = adding(home, JoinPage)
    deleted = ask("Where?", DELETE="on")
    sent_in_turn = {
        "two rows": ([ask("Who?"), ask("Where?")], ["Who?", "Where?"]),
        "a third": ([ask("Who?"), ask("Where?"), ask("Why?")], ["Who?", "Where?", "Why?"]),
        "one changed": ([ask("You?"), ask("Where?"), ask("Why?")], ["You?", "Where?", "Why?"]),
        "one deleted": ([ask("You?"), deleted, ask("Why?")], ["You?", "Why?"]),
    }
    for name, (rows, expected) in sent_in_turn.items():
        answer = browser.post(add, {**editing.form(*rows), **FORM_ID}, **AUTOSAVE)
        assert answer.status_code == 200, name
        draft = JoinPage.objects.get().get_latest_revision_as_object()
        assert [row.label for row in draft.questions.all()] == expected, name
    rows = [ask("You?"), deleted, ask("Why?")]
    browser.post(add, {**editing.form(*rows), **FORM_ID, **PUBLISH})
    assert [row.label for row in JoinPage.objects.get().questions.all()] == ["You?", "Why?"]


@pytest.mark.database
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_concurrent_autosave_and_publish_create_one_page(home: HomePage, editor: Any) -> None:
    clients = [Client(), Client()]
    for client in clients:
        client.force_login(editor)
    add = adding(home)
    for number in range(5):
        slug, form_id = f"tea-{number}", {"creation_id": f"form-{number}"}
        older, newer = form("Tea", slug, **form_id), form("Tea at noon", slug, **form_id)
        autosave, publishing = run_concurrently(
            partial(clients[0].post, add, older, **AUTOSAVE),
            partial(clients[1].post, add, {**newer, **PUBLISH}),
        )
        # Publishing wins, whichever came first.
        assert publishing.status_code == 302
        assert autosave.status_code in {200, 400}
        page = StandardPage.objects.get(slug=slug)
        assert (page.title, page.live) == ("Tea at noon", True)
        assert not page.has_unpublished_changes
    assert StandardPage.objects.count() == 5
