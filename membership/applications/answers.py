"""Answers of the join form, stored with the questions as they were asked."""

from collections.abc import Iterable
from typing import Any, TypedDict

from membership.models.question import JoinQuestion


class Answer(TypedDict):
    """One question as it was asked, and its answer. Editors may change the question later."""

    question: str
    purpose: str
    sensitive: bool
    answer: str | list[str]


def build_answers(questions: Iterable[JoinQuestion], cleaned: dict[str, Any]) -> list[Answer]:
    """The answers in the form's *cleaned* data, in the order of *questions*."""
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
    """The name of the form field of *question*. The prefix avoids names of built-in fields."""
    return f"q_{question.clean_name or question.get_field_clean_name()}"


def _to_text(value: Any) -> str | list[str]:
    if isinstance(value, list):
        return [str(item) for item in value]
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return "" if value is None else str(value)
