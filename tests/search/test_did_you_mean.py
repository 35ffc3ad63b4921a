"""Spelling suggestions, and the vocabulary that they come from."""

from collections.abc import Callable

import pytest
from django.core.management import call_command

from home.models import StandardPage
from scheduler import jobs
from search.models import SearchWord
from search.vocabulary import rebuild_search_vocabulary
from tests.factories import DocumentFactory, restrict_to_members
from tests.search.conftest import Ask, Write, suggestion, titles

pytestmark = pytest.mark.database


def test_misspelt_term_finds_the_suggestion(
    ask: Ask, write: Write, subtests: pytest.Subtests
) -> None:
    write("One", "The supervisor and the psychologist on the ward: supervision.")
    cases = [
        ("supervisior", "supervisor"),
        ("SUPERVISIOR", "supervisor"),
        ("suprevisor", "supervisor"),
        ("supervsor", "supervisor"),
        ("ssupervisorr", "supervisor"),
        ("pyschologist", "psychologist"),
        ("wrad", "ward"),
    ]
    for query, expected in cases:
        with subtests.test(query=query, expected=expected):
            page = ask(query)
            assert suggestion(page) == expected
            assert titles(page) == ["One"]
            assert f'href="?q={expected}"' in page
            assert f"<mark>{expected}</mark>" in page


def test_distant_term_has_no_suggestion(ask: Ask, write: Write, subtests: pytest.Subtests) -> None:
    write("One", "A ward.")
    for query in ("wor", "zzzzzzzz", "12345", "worrrrd"):
        with subtests.test(query=query):
            page = ask(query)
            assert suggestion(page) == ""
            assert titles(page) == []


def test_terms_with_results_are_not_corrected(ask: Ask, write: Write) -> None:
    write("One", "supervisor")
    write("Two", "supervisior")
    assert suggestion(ask("supervisior")) == ""


def test_only_misspelt_terms_are_corrected(ask: Ask, write: Write) -> None:
    write("One", "The nurse has a supervisor.")
    assert suggestion(ask("supervisior nurse")) == "supervisor nurse"


def test_corrected_results_can_be_filtered_by_type(ask: Ask, write: Write) -> None:
    write("One", "supervisor")
    DocumentFactory(title="A supervisor")
    assert titles(ask("supervisior", kind="documents")) == ["A supervisor"]


def test_publishing_adds_words_to_vocabulary(write: Write) -> None:
    write("Lighthouse keeping", "Lanterns, it isn't 2026 or so.", summary="Evenings.")
    words = set(SearchWord.objects.values_list("word", flat=True))
    assert {"lighthouse", "keeping", "lanterns", "evenings", "isnt"} <= words
    assert not words & {"2026", "or", "so", "it"}


def test_publishing_again_adds_no_duplicates(write: Write) -> None:
    page = write("Lighthouse")
    page.save_revision().publish()
    assert SearchWord.objects.filter(word="lighthouse").count() == 1


def test_document_titles_are_added_to_vocabulary(db: None) -> None:
    DocumentFactory(title="Lantern plan")
    assert SearchWord.objects.filter(word="lantern").exists()


def test_rebuild_drops_stale_words_and_adds_public_ones(write: Write) -> None:
    restrict_to_members(write("Lighthouse"))
    write("Harbour")
    document = DocumentFactory(title="Lantern")
    document.tags.add("beacon")
    SearchWord.objects.add_words(["gone"])
    count = rebuild_search_vocabulary()
    words = set(SearchWord.objects.values_list("word", flat=True))
    assert {"harbour", "lantern", "beacon"} <= words
    assert not words & {"lighthouse", "gone"}
    assert count == len(words)


@pytest.mark.parametrize("action", ["unpublish", "restrict", "restrict section", "move", "delete"])
def test_vocabulary_drops_words_that_are_no_longer_public(action: str, write: Write) -> None:
    page, private = write("Lighthouse harbour"), write("Harbour")
    assert jobs.run_due_daily_jobs() == []
    restrict_to_members(private)
    actions: dict[str, Callable[[], object]] = {
        "unpublish": page.unpublish,
        "restrict": lambda: restrict_to_members(page),
        "restrict section": lambda: restrict_to_members(page.get_parent()),
        "move": lambda: page.move(StandardPage.objects.get(pk=private.pk), pos="last-child"),
        "delete": page.delete,
    }
    actions[action]()
    assert jobs.run_due_daily_jobs() == []
    words = set(SearchWord.objects.values_list("word", flat=True))
    assert words.isdisjoint({"lighthouse", "harbour"})


def test_vocabulary_drops_words_of_deleted_documents(db: None) -> None:
    document = DocumentFactory(title="Lantern plan")
    assert jobs.run_due_daily_jobs() == []
    document.delete()
    assert jobs.run_due_daily_jobs() == []
    assert not SearchWord.objects.filter(word="lantern").exists()


def test_rebuild_command_prints_word_count(write: Write, capsys: object) -> None:
    write("Harbour")
    call_command("rebuild_search_vocabulary")
    out = capsys.readouterr().out  # type: ignore[attr-defined]
    assert (
        out == f"The list has {SearchWord.objects.count()} words from public pages and documents.\n"
    )
