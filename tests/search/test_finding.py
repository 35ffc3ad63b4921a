"""Matching and ranking of results, the same on SQLite and PostgreSQL."""

import pytest
from django.test import Client
from wagtail.models import Page

from home.models import StandardPage
from search.models import SearchWord
from tests.factories import DocumentFactory
from tests.search.conftest import Ask, Write, titles

pytestmark = pytest.mark.database


def test_search_matches_other_word_forms(ask: Ask, write: Write, subtests: pytest.Subtests) -> None:
    write("Another page", "About something else altogether.")
    cases = [
        ("The meeting is on Monday.", "meetings"),
        ("Our meetings are on Mondays.", "meeting"),
        ("She was supervised well.", "supervising"),
        ("We have two identities.", "identity"),
        ("A psychologist writes.", "psychol"),
        ("A psychologist writes.", "PSYCHOLOGIST"),
        ("Good supervision.", "superv"),
        ("The supervisor’s room.", "supervisor"),
        ("The supervisor's room.", "supervisors"),
        ("I don’t know.", "don't"),
        ("I don't know.", "dont"),
        ("O'Connor writes.", "connor"),
        ("At the café.", "cafe"),
        ("At the cafe.", "café"),
        ("At the cafe\u0301.", "café"),
        ("A trauma-informed ward.", "informed trauma"),
        ("A trauma-informed ward.", '"trauma-informed"'),
        ("In 2026 we met.", "2026"),
        ("Covid19 changed it.", "covid"),
        ("Grüße aus Köln.", "GRUSSE"),
        ("Straße.", "strasse"),
        ("Łódź is far.", "łódź"),
        ("Добро пожаловать.", "добро"),
    ]
    for written, query in cases:
        with subtests.test(written=written, query=query):
            page = write("A page", written)
            found = titles(ask(query))
            page.delete()
            assert found == ["A page"]


def test_search_without_matches_returns_no_results(
    ask: Ask, write: Write, subtests: pytest.Subtests
) -> None:
    write("A meeting", "Caring psychologists meet.")
    SearchWord.objects.all().delete()
    for query in ("eeting", "career", "meat", "psycholp", "zzz"):
        with subtests.test(query=query):
            assert titles(ask(query)) == []


def test_search_requires_all_terms(ask: Ask, write: Write) -> None:
    write("Both", "A nurse and her supervisor.")
    write("One", "A nurse alone.")
    assert titles(ask("supervisors nurse")) == ["Both"]


def test_stop_words_are_ignored_beside_other_terms(ask: Ask, write: Write) -> None:
    write("Telling", "Telling supervisors is hard.")
    assert titles(ask("how do I tell my supervisor")) == ["Telling"]


def test_single_stop_word_is_searched(ask: Ask, write: Write) -> None:
    write("Who", "Nothing else.")
    assert titles(ask("who")) == ["Who"]


def test_results_are_ranked_by_title_summary_and_date(ask: Ask, write: Write) -> None:
    write("Reading", summary="On supervision.")
    write("Supervision", "Nothing else.")
    write("Older", "Nothing but supervision. " * 20)
    write("Newer", "Supervision, once.")
    assert titles(ask("supervision")) == ["Supervision", "Reading", "Newer", "Older"]


def test_documents_are_found_by_title_and_tag(ask: Ask, client: Client) -> None:
    document = DocumentFactory(title="A plan for returning")
    document.tags.add("reasonable adjustments")
    document.save()
    for question in ("plans", "return", "adjustment"):
        assert titles(ask(question)) == ["A plan for returning"]


def test_search_accepts_any_query(ask: Ask, write: Write, subtests: pytest.Subtests) -> None:
    write("A meeting", "Plain words.")
    cases = [
        "",
        " ",
        "'",
        '"',
        '"unfinished',
        "AND",
        "AND OR NOT",
        "meeting AND",
        "NEAR(meeting, 2)",
        "meeting*",
        "*",
        "(",
        "((meeting)",
        "meeting)",
        "title:meeting",
        "{title}:x",
        "^meeting",
        "-meeting",
        "meeting | & ! <-> :*",
        "%s %d %%",
        "\\",
        "\\'",
        "';--",
        "\0",
        "meet\0ing",
        "\ud800".encode("utf-8", "replace").decode(),
        "\u202e\u200b",
        "ƣ",
        "ƨmeeting",
        "🌱",
        "🌱 meeting",
        "1e5",
        "0x1F",
        "3.14",
        "http://example.org/?a=b&c=d",
        "a@example.org",
        "<script>alert(1)</script>",
        "x" * 100_000,
        "meeting " * 20_000,
        " ".join(str(number) for number in range(10_000)),
    ]
    for question in cases:
        with subtests.test(question=question):
            page = ask(question)
            assert "<script>alert" not in page
            assert '"suggestions": [' in suggested(question)


def suggested(question: str) -> str:
    return Client().get("/search/suggest/", {"q": question}).content.decode()


def test_punctuation_around_a_term_is_ignored(
    ask: Ask, write: Write, subtests: pytest.Subtests
) -> None:
    write("A meeting", "Plain words.")
    for question in ("meeting*", '"meeting"', "meeting\0", "🌱 meeting"):
        with subtests.test(question=question):
            assert titles(ask(question)) == ["A meeting"]


def test_field_markers_of_the_index_cannot_be_searched(
    ask: Ask, write: Write, subtests: pytest.Subtests
) -> None:
    write("Another page", "Plain words.")
    for query in ("ƣ", "ƨ", "ƽ", "ƣmeetƣ", "ƨmeeting"):
        with subtests.test(query=query):
            assert titles(ask(query)) == []


def test_very_long_page_is_indexed(ask: Ask, home: Page) -> None:
    # PostgreSQL limits an index entry to 1 MB: without our limit, this would be 1.1 MB.
    words = " ".join(f"wordofmany{number:06x}" for number in range(26_000))
    body = [("rich_text", f"<p>{words} {'x' * 3000}</p>")]
    # Saved directly: publishing would index it three times.
    home.add_child(instance=StandardPage(title="Long", body=body))
    assert titles(ask("wordofmany000009")) == ["Long"]


def test_index_is_updated_on_publish(ask: Ask, write: Write) -> None:
    page = write("A page", "Before.")
    page.body = [("rich_text", "<p>Afterwards.</p>")]
    page.save_revision().publish()
    assert titles(ask("before")) == []
    assert titles(ask("afterwards")) == ["A page"]


def test_draft_of_live_page_is_not_indexed(ask: Ask, write: Write) -> None:
    page = write("A page", "Before.")
    page.body = [("rich_text", "<p>Afterwards.</p>")]
    page.save_revision()
    assert titles(ask("afterwards")) == []


def test_deleted_page_is_not_found(ask: Ask, write: Write) -> None:
    write("A page", "Before.").delete()
    assert titles(ask("before")) == []
