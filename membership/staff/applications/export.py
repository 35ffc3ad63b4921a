"""Columns of the export: a row per application, a column per question."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from membership.applications.answers import Answer
from membership.models import Application
from membership.staff.applications.presenters import WITHHELD, UnreadableValue, decrypt_field

# Column headings, and widths in characters.
FACT_COLUMNS = {
    "Reference": 12,
    "Status": 14,
    "Profession": 22,
    "Career stage": 16,
    "Sent": 17,
    "Confirmed": 17,
    "Email address": 30,
    "Name": 20,
    "Statement": 40,
}
ANSWER_WIDTH = 50
# Heading of the only answer column if no answers can be decrypted, so that no question is known.
UNREADABLE = "Answers"


@dataclass(frozen=True)
class Column:
    """One column, with a text per row. *width*: in characters."""

    heading: str
    width: int
    texts: list[str]


def build_columns(applications: Iterable[Application], *, with_sensitive: bool) -> list[Column]:
    """All columns for *applications*. Sensitive answers only if *with_sensitive*."""
    rows = list(applications)
    return [
        *_build_fact_columns(rows),
        *_build_question_columns([_get_answers(row, with_sensitive) for row in rows]),
    ]


def _build_fact_columns(rows: list[Application]) -> list[Column]:
    table = [_get_facts(row) for row in rows]
    return [
        Column(heading, width, [cells[index] for cells in table])
        for index, (heading, width) in enumerate(FACT_COLUMNS.items())
    ]


def _get_facts(application: Application) -> list[str]:
    return [
        application.reference,
        application.get_state_display(),
        application.profession,
        "" if application.redacted_at else application.get_stage_display(),
        _format_time(application.sent_at),
        _format_time(application.confirmed_at),
        *(_to_text(decrypt_field(application, name)) for name in ("email", "name", "eligibility")),
    ]


def _build_question_columns(rows: list[dict[str, str] | UnreadableValue]) -> list[Column]:
    """One column per question text, in order of first occurrence."""
    readable = [row for row in rows if not isinstance(row, UnreadableValue)]
    questions = dict.fromkeys(question for row in readable for question in row)
    if not questions and len(readable) < len(rows):
        questions = {UNREADABLE: None}
    return [
        Column(question, ANSWER_WIDTH, [_get_cell(row, question) for row in rows])
        for question in questions
    ]


def _get_answers(
    application: Application, with_sensitive: bool
) -> dict[str, str] | UnreadableValue:
    """Answers by question text. Answers to equal questions are joined by a newline."""
    answers = decrypt_field(application, "answers")
    if isinstance(answers, UnreadableValue):
        return answers
    answers_by_question: dict[str, list[str]] = {}
    for answer in answers:
        answers_by_question.setdefault(answer["question"], []).append(
            _format_answer(answer, with_sensitive)
        )
    return {question: "\n".join(texts) for question, texts in answers_by_question.items()}


def _format_answer(answer: Answer, with_sensitive: bool) -> str:
    is_withheld = answer["sensitive"] and not with_sensitive
    return WITHHELD if is_withheld else _to_text(answer["answer"])


def _get_cell(row: dict[str, str] | UnreadableValue, question: str) -> str:
    # The message for unreadable answers is in every column: empty would mean "not asked".
    return row.message if isinstance(row, UnreadableValue) else row.get(question, "")


def _to_text(value: str | list[str] | UnreadableValue) -> str:
    if isinstance(value, UnreadableValue):
        return value.message
    return value if isinstance(value, str) else "\n".join(value)


def _format_time(when: datetime | None) -> str:
    """*when* in local time, in a format that can be sorted as text."""
    return f"{timezone.localtime(when):%Y-%m-%d %H:%M}" if when else ""
