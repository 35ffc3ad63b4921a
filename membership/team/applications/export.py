"""What an export holds: a row for each application, a column for each question ever asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from membership.joining.answers import Answer
from membership.models import Application
from membership.team.applications.presenters import WITHHELD, UnreadableValue, decrypt_field

# Headings, and widths in letters.
FACTS = {
    "Reference": 12,
    "State": 14,
    "Profession": 22,
    "Stage": 16,
    "Sent": 17,
    "Confirmed": 17,
    "E-mail address": 30,
    "Name": 20,
    "Statement": 40,
}
WIDTH_OF_ANSWERS = 50
# The one column where no answers can be read, and so no question either.
UNREADABLE = "Answers"


@dataclass(frozen=True)
class Column:
    """One column; its first text is of the first row. *width*: in letters."""

    heading: str
    width: int
    texts: list[str]


def columns_of(applications: Iterable[Application], *, with_sensitive: bool) -> list[Column]:
    """All that *applications* say. Without what needs special care, unless that is asked for."""
    rows = list(applications)
    return [*_facts(rows), *_questions([_replies(row, with_sensitive) for row in rows])]


def _facts(rows: list[Application]) -> list[Column]:
    table = [_facts_of(row) for row in rows]
    return [
        Column(heading, width, [cells[place] for cells in table])
        for place, (heading, width) in enumerate(FACTS.items())
    ]


def _facts_of(application: Application) -> list[str]:
    return [
        application.reference,
        application.get_state_display(),
        application.profession,
        "" if application.redacted_at else application.get_stage_display(),
        _moment(application.sent_at),
        _moment(application.confirmed_at),
        *(_text(decrypt_field(application, name)) for name in ("email", "name", "eligibility")),
    ]


def _questions(rows: list[dict[str, str] | UnreadableValue]) -> list[Column]:
    """In the order in which they first come up; what was asked in the same words is one."""
    readable = [row for row in rows if not isinstance(row, UnreadableValue)]
    asked = dict.fromkeys(question for row in readable for question in row)
    if not asked and len(readable) < len(rows):
        asked = {UNREADABLE: None}
    return [
        Column(question, WIDTH_OF_ANSWERS, [_cell(row, question) for row in rows])
        for question in asked
    ]


def _replies(application: Application, with_sensitive: bool) -> dict[str, str] | UnreadableValue:
    """Question -> answer; asked twice in the same words, both answers."""
    answers = decrypt_field(application, "answers")
    if isinstance(answers, UnreadableValue):
        return answers
    found: dict[str, list[str]] = {}
    for answer in answers:
        found.setdefault(answer["question"], []).append(_reply(answer, with_sensitive))
    return {question: "\n".join(texts) for question, texts in found.items()}


def _reply(answer: Answer, with_sensitive: bool) -> str:
    is_withheld = answer["sensitive"] and not with_sensitive
    return WITHHELD if is_withheld else _text(answer["answer"])


def _cell(row: dict[str, str] | UnreadableValue, question: str) -> str:
    # What cannot be read says so in every column: empty would mean that it was not asked.
    return row.message if isinstance(row, UnreadableValue) else row.get(question, "")


def _text(value: str | list[str] | UnreadableValue) -> str:
    if isinstance(value, UnreadableValue):
        return value.message
    return value if isinstance(value, str) else "\n".join(value)


def _moment(when: datetime | None) -> str:
    """As the person looking has it, and in an order that can be sorted."""
    return f"{timezone.localtime(when):%Y-%m-%d %H:%M}" if when else ""
