"""Answers, kept with the questions as they were asked."""

from collections.abc import Iterable
from typing import Any, TypedDict

from membership.models import JoinQuestion


class Answer(TypedDict):
    """One question as it stood on the page, and what was answered."""

    question: str
    purpose: str
    sensitive: bool
    answer: str | list[str]


def build_answers(questions: Iterable[JoinQuestion], cleaned: dict[str, Any]) -> list[Answer]:
    """What *cleaned* data of the form says, question by question."""
    return [
        Answer(
            question=question.label,
            purpose=question.purpose,
            sensitive=question.sensitive,
            answer=_to_text(cleaned.get(get_field_name(question))),
        )
        for question in questions
    ]


def get_field_name(question: JoinQuestion) -> str:
    """The name of its field in the form; apart from those that are built in."""
    return f"q_{question.clean_name or question.get_field_clean_name()}"


def _to_text(value: Any) -> str | list[str]:
    if isinstance(value, list):
        return [str(item) for item in value]
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return "" if value is None else str(value)
