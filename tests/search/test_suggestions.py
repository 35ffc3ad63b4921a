"""Suggestions while typing."""

from typing import Any

import pytest
from django.test import Client

from tests.factories import DocumentFactory
from tests.search.conftest import Write

pytestmark = pytest.mark.database


def suggest(client: Client, question: str) -> list[dict[str, Any]]:
    response = client.get("/search/suggest/", {"q": question})
    assert response.status_code == 200
    assert response["Content-Type"] == "application/json"
    return response.json()["suggestions"]


def test_suggestions_match_title_prefixes(client: Client, write: Write) -> None:
    page = write("Telling a supervisor", "Psychologists.")
    expected = [{"title": "Telling a supervisor", "url": page.url, "kind": "Page"}]
    for question in ("t", "tell", "superv", "telling super", "SUPERVISORS"):
        assert suggest(client, question) == expected


def test_suggestions_ignore_the_body(client: Client, write: Write) -> None:
    write("Telling", "Psychologists.")
    assert suggest(client, "psychologists") == []


def test_documents_are_suggested_after_pages(client: Client, write: Write) -> None:
    document = DocumentFactory(title="A letter")
    write("Letters")
    assert [found["title"] for found in suggest(client, "letter")] == ["Letters", "A letter"]
    assert suggest(client, "letter")[1]["url"] == document.url


def test_suggestions_are_limited_to_eight(client: Client, write: Write) -> None:
    for number in range(10):
        write(f"Letter {number}")
    assert len(suggest(client, "letter")) == 8


def test_suggestions_are_empty_for_invalid_input(
    client: Client, write: Write, subtests: pytest.Subtests
) -> None:
    write("Letter")
    for question in ("", " ", "\0", "*", '"', "🌱", "(((", "ƣ"):
        with subtests.test(question=question):
            assert suggest(client, question) == []


def test_suggestions_are_empty_without_query(client: Client, write: Write) -> None:
    write("Letter")
    assert client.get("/search/suggest/").json() == {"suggestions": []}
