"""Search results and suggestions contain only what the user can see."""

import inspect
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, Page
from wagtail.search.index import AutocompleteField, FilterField, RelatedFields, SearchField

from core.models import BasePage
from home.models import StandardPage
from search.models import SearchWord
from tests.factories import DocumentFactory, MemberFactory, UserFactory, draft, restrict_to_members
from tests.search.conftest import Ask, Write, suggestion, tabs, titles

# Indexed text fields. No other field may be in the index.
SEARCHED = {"title", "search_text", "draft_title"}
# Filter fields, which are never shown. A new one needs a decision.
FILTERED = {
    "title", "id", "live", "owner", "content_type", "path", "depth", "locked", "show_in_menus",
    "first_published_at", "last_published_at", "latest_revision_created_at", "locale",
    "translation_key", "start", "status", "mode", "audience", "collection", "uploaded_by_user",
    "created_at", "is_listed_for_members",
}  # fmt: skip


@pytest.fixture
def private(write: Write) -> StandardPage:
    page = write("Secret gathering", "We meet at the lighthouse.", summary="A quiet evening.")
    restrict_to_members(page)
    return page


@pytest.mark.database
def test_anonymous_users_do_not_find_private_pages(
    ask: Ask, private: StandardPage, subtests: pytest.Subtests
) -> None:
    for question in ("secret", "gathering", "lighthouse", "quiet", "lighthous"):
        with subtests.test(question=question):
            page = ask(question)
            assert titles(page) == []
            assert "Secret gathering" not in page
            assert "lighthouse" not in page.replace('value="lighthouse"', "")
            assert tabs(page) == {}


@pytest.mark.database
def test_authenticated_non_members_do_not_find_private_pages(
    ask: Ask, client: Client, private: StandardPage
) -> None:
    client.force_login(UserFactory())
    assert titles(ask("lighthouse")) == []


@pytest.mark.database
def test_members_find_private_pages(ask: Ask, client: Client, private: StandardPage) -> None:
    client.force_login(MemberFactory())
    page = ask("lighthouse")
    assert titles(page) == ["Secret gathering"]
    assert "<mark>lighthouse</mark>" in page
    assert tabs(page) == {"All": 1, "Pages": 1}


@pytest.mark.database
def test_results_for_members_are_not_cached(client: Client, private: StandardPage) -> None:
    client.force_login(MemberFactory())
    for address in ("/search/?q=lighthouse", "/search/suggest/?q=secret"):
        assert client.get(address)["Cache-Control"] == "private, no-store"


@pytest.mark.database
def test_newly_private_page_is_not_found(ask: Ask, write: Write) -> None:
    page = write("Open evening", "At the lighthouse.")
    assert titles(ask("lighthouse")) == ["Open evening"]
    restrict_to_members(page)
    assert titles(ask("lighthouse")) == []


@pytest.mark.database
def test_descendants_of_private_pages_are_not_found(ask: Ask, private: StandardPage) -> None:
    child = StandardPage(title="Way to the lighthouse")
    private.add_child(instance=child)
    assert titles(ask("lighthouse")) == []


@pytest.mark.database
def test_suggestions_contain_only_visible_pages(client: Client, private: StandardPage) -> None:
    assert client.get("/search/suggest/?q=sec").json() == {"suggestions": []}
    client.force_login(MemberFactory())
    found = client.get("/search/suggest/?q=sec").json()["suggestions"]
    assert found == [{"title": "Secret gathering", "url": private.url, "kind": "Page"}]


@pytest.mark.database
def test_drafts_and_unpublished_pages_are_not_found(ask: Ask, home: Page, write: Write) -> None:
    draft(home, StandardPage, title="Half written lighthouse")
    write("Taken down lighthouse").unpublish()
    assert titles(ask("lighthouse")) == []
    assert suggestion(ask("lighthouze")) == ""


@pytest.fixture
def private_collection(db: None) -> Collection:
    collection = Collection.get_first_root_node().add_child(name="Private")
    CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.LOGIN
    )
    return collection


@pytest.mark.database
def test_private_documents_are_found_by_permitted_users_only(
    ask: Ask, client: Client, private_collection: Collection
) -> None:
    fields = {"title": "Way to the lighthouse", "collection": private_collection}
    DocumentFactory(**fields, is_listed_for_members=True)
    DocumentFactory(title="Way that nobody lists", collection=private_collection)
    assert titles(ask("lighthouse")) == []
    assert client.get("/search/suggest/?q=way").json() == {"suggestions": []}
    client.force_login(MemberFactory())
    assert titles(ask("lighthouse")) == ["Way to the lighthouse"]
    assert titles(ask("nobody lists")) == []
    assert len(client.get("/search/suggest/?q=way").json()["suggestions"]) == 1


# --- Spelling suggestions ----------------------------------------------------------------------


@pytest.mark.database
def test_vocabulary_excludes_private_pages_and_documents(
    private: StandardPage, private_collection: Collection
) -> None:
    private.save_revision().publish()
    DocumentFactory(title="Hidden harbour", collection=private_collection)
    learnt = set(SearchWord.objects.values_list("word", flat=True))
    assert not learnt & {"hidden", "harbour"}


@pytest.mark.database
def test_words_of_newly_private_page_are_not_suggested(
    ask: Ask, client: Client, private: StandardPage
) -> None:
    # It was added while the page was public.
    assert SearchWord.objects.filter(word="lighthouse").exists()
    page = ask("lighthouze")
    assert suggestion(page) == ""
    assert "lighthouse" not in page
    client.force_login(MemberFactory())
    assert suggestion(ask("lighthouze")) == ""


@pytest.mark.database
def test_suggestion_must_find_results_as_a_whole(
    ask: Ask, write: Write, private: StandardPage
) -> None:
    write("Open", "The lighthouse stands.")
    write("Also open", "A gathering.")
    assert suggestion(ask("gathering lighthouze")) == ""


# --- Index -------------------------------------------------------------------------------------


def searched(model: Any) -> list[Any]:
    return [model, *model.get_search_fields()]


PAGE_MODELS = [
    model for model in apps.get_models() if issubclass(model, Page) and model is not Page
]


def test_only_allowed_fields_are_in_the_index(subtests: pytest.Subtests) -> None:
    for model in (*PAGE_MODELS, get_document_model()):
        with subtests.test(model=model):
            for field in model.get_search_fields():
                if isinstance(field, RelatedFields):
                    assert field.field_name == "tags"
                elif isinstance(field, SearchField | AutocompleteField):
                    assert field.field_name in SEARCHED
                else:
                    assert isinstance(field, FilterField)
                    assert field.field_name in FILTERED


def test_no_page_model_overrides_the_search_text(subtests: pytest.Subtests) -> None:
    for model in PAGE_MODELS:
        with subtests.test(model=model):
            assert issubclass(model, BasePage)
            assert inspect.getattr_static(model, "search_text") is BasePage.search_text
