"""Editing articles in the admin: incomplete drafts, and requirements for stories."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from news.models import Author, NewsIndexPage, NewsPage
from tests.factories import ImageFactory, SuperuserFactory
from tests.news.conftest import Write, paragraph

STORY = {
    "kind": "story",
    "attribution": "pseudonym",
    "attributed_name": "Juniper",
    "consent_given_on": datetime.date(2026, 1, 2),
}


@pytest.fixture
def editor(client: Client, index: NewsIndexPage) -> Client:
    client.force_login(SuperuserFactory())
    return client


@pytest.fixture
def add(index: NewsIndexPage) -> str:
    return reverse("wagtailadmin_pages:add", args=("news", "newspage", index.pk))


def form(**fields: Any) -> dict[str, Any]:
    """Form data of an article; fields are empty by default."""
    empty = {
        "title": "Two chairs",
        "slug": "two-chairs",
        "kind": "news",
        "date": "",
        "summary": "",
        "body": streamfield([]),
        "related": streamfield([]),
        "content_note_level": "mentioned",
        "legacy_views": "0",
        "tags": "",
        "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
    }
    data = nested_form_data({**empty, **fields})
    data.update({"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"})
    return data


def full_form(**fields: Any) -> dict[str, Any]:
    written = {
        "date": "2026-11-12",
        "summary": "A summary.",
        "body": streamfield([("rich_text", rich_text("<p>The body.</p>"))]),
    }
    return form(**{**written, **fields})


def test_new_article_defaults_to_today_in_london(editor: Client, add: str) -> None:
    response = editor.get(add)
    assert response.context["form"].initial["date"] == timezone.localdate()


def test_title_summary_and_body_are_enough_to_publish(editor: Client, add: str) -> None:
    editor.post(add, full_form(**{"action-publish": "1"}))
    page = NewsPage.objects.get()
    assert page.live
    assert Client().get(page.url).status_code == 200


def test_half_filled_draft_is_saved(editor: Client, add: str) -> None:
    editor.post(add, form(slug="half"))
    page = NewsPage.objects.get()
    assert (page.live, page.date, page.summary) == (False, None, "")


def test_half_filled_story_draft_needs_no_consent(editor: Client, add: str) -> None:
    editor.post(add, form(kind="story", slug="half"))
    assert NewsPage.objects.get().kind == "story"


def test_half_filled_draft_can_be_viewed(editor: Client, add: str) -> None:
    editor.post(add, form(slug="half", lead_image=str(ImageFactory().pk)))
    page = NewsPage.objects.get()
    draft = editor.get(reverse("wagtailadmin_pages:view_draft", args=(page.pk,)))
    assert draft.status_code == 200
    assert "Two chairs" in draft.content.decode()


def test_unsaved_article_can_be_previewed(editor: Client, index: NewsIndexPage) -> None:
    args = ("news", "newspage", index.pk)
    address = reverse("wagtailadmin_pages:preview_on_add", args=args)
    data = form(title="Half a thought", slug="half", tags="identity, work")
    assert editor.post(address, data).json() == {"is_valid": True, "is_available": True}
    shown = editor.get(address)
    assert shown.status_code == 200
    assert "Half a thought" in shown.content.decode()


def test_index_can_be_previewed(editor: Client, index: NewsIndexPage) -> None:
    address = reverse("wagtailadmin_pages:view_draft", args=(index.pk,))
    assert editor.get(address).status_code == 200


def test_publishing_requires_mandatory_fields(
    editor: Client, add: str, subtests: pytest.Subtests
) -> None:
    for field in ("title", "summary", "date"):
        with subtests.test(field=field):
            response = editor.post(add, full_form(**{field: "", "action-publish": "1"}))
            assert field in response.context["form"].errors
            assert not NewsPage.objects.exists()


def test_publishing_requires_a_body(editor: Client, add: str) -> None:
    response = editor.post(add, full_form(**{"body": streamfield([]), "action-publish": "1"}))
    assert "body" in response.context["form"].errors


def test_publishing_a_story_requires_name_and_consent(editor: Client, add: str) -> None:
    response = editor.post(add, full_form(**{"kind": "story", "action-publish": "1"}))
    errors = response.context["form"].errors
    assert set(errors) == {"attribution", "attributed_name", "consent_given_on"}
    assert "agreed to their story being published" in errors["consent_given_on"][0]
    assert not NewsPage.objects.exists()


def test_story_with_name_and_consent_is_published(editor: Client, add: str) -> None:
    story = {**STORY, "consent_given_on": "2026-01-02", "action-publish": "1"}
    editor.post(add, full_form(**story))
    assert NewsPage.objects.get().live


def test_publishing_requires_alt_text_for_lead_image(editor: Client, add: str) -> None:
    picture = str(ImageFactory().pk)
    response = editor.post(add, full_form(**{"lead_image": picture, "action-publish": "1"}))
    assert set(response.context["form"].errors) == {"lead_image_alt"}
    editor.post(
        add,
        full_form(**{"lead_image": picture, "lead_image_decorative": "on", "action-publish": "1"}),
    )
    assert NewsPage.objects.get().live


@pytest.mark.parametrize("lacking", ["attribution", "attributed_name", "consent_given_on"])
def test_publishing_a_revision_validates_stories(index: NewsIndexPage, lacking: str) -> None:
    fields = {**STORY, lacking: None if lacking == "consent_given_on" else ""}
    page = NewsPage(title="S", summary="S", body=paragraph("B"), live=False, **fields)
    index.add_child(instance=page)
    with pytest.raises(ValidationError) as refusal:
        page.save_revision().publish()
    assert set(refusal.value.message_dict) == {lacking}
    assert not NewsPage.objects.get().live


def test_byline_of_story_falls_back_to_author(write: Write, larch: Author) -> None:
    page = write(**{**STORY, "attributed_name": "", "author": larch})
    assert page.byline == "Larch"


def test_form_refuses_reserved_slugs(editor: Client, add: str, subtests: pytest.Subtests) -> None:
    for slug in ("feed", "tag", "kind", "author", "2026"):
        with subtests.test(slug=slug):
            response = editor.post(add, full_form(**{"slug": slug, "action-publish": "1"}))
            assert "slug" in response.context["form"].errors


@pytest.mark.database
def test_explorer_lists_articles_by_date_with_type(
    editor: Client, write: Write, index: NewsIndexPage
) -> None:
    write("Older", kind="opinion", date=datetime.date(2020, 1, 1))
    write("Newer", kind="report", date=datetime.date(2021, 1, 1))
    index.add_child(instance=NewsPage(title="Undated", date=None, live=False))
    html = editor.get(reverse("wagtailadmin_explore", args=(index.pk,))).content.decode()
    assert html.index("Newer") < html.index("Older")
    assert "Opinion" in html
    assert "Undated" in html


def test_author_can_be_added_in_admin(editor: Client) -> None:
    address = reverse("wagtailsnippets_news_author:add")
    editor.post(address, {"name": "Larch", "slug": "larch", "role": "", "bio": ""})
    assert str(Author.objects.get()) == "Larch"


@pytest.mark.database
def test_deleting_an_author_keeps_articles(client: Client, write: Write, larch: Author) -> None:
    page = write(author=larch)
    larch.delete()
    assert "Larch" not in client.get(page.url).content.decode()


@pytest.mark.database
@pytest.mark.parametrize("fields", [{"date": None}, {"summary": ""}, {"kind": "story"}])
def test_bulk_publish_refuses_unfinished_drafts(
    editor: Client, index: NewsIndexPage, fields: dict[str, Any]
) -> None:
    whole = {"summary": "S", "body": paragraph("B"), **fields}
    index.add_child(instance=NewsPage(title="Half a thought", live=False, **whole))
    page = NewsPage.objects.get()
    for address, data in (
        (f"/admin/bulk/wagtailcore/page/publish/?id={page.pk}", {}),
        (f"/admin/bulk/wagtailcore/page/publish/?id={index.pk}", {"include_descendants": "on"}),
    ):
        answer = editor.post(address, data, follow=True)
        assert answer.status_code == 200
        assert "complete these first: “Half a thought”" in answer.content.decode()
    assert not NewsPage.objects.get().live


@pytest.mark.database
def test_bulk_publish_publishes_finished_drafts(editor: Client, index: NewsIndexPage) -> None:
    whole = {"summary": "S", "body": paragraph("B"), "live": False}
    index.add_child(instance=NewsPage(title="A whole thought", **whole))
    page = NewsPage.objects.get()
    editor.post(f"/admin/bulk/wagtailcore/page/publish/?id={page.pk}")
    assert NewsPage.objects.get().live
