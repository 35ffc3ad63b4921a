"""Presents applications to the team: decrypted field by field, and how long they have waited."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.utils import timezone

from encryption import DecryptionError
from membership.applications.answers import Answer
from membership.models import Application

# Characters that cannot be sent in a page: surrogates and NUL.
UNPRINTABLE = re.compile("[\0\ud800-\udfff]")
UNANSWERED = "Not answered."
WITHHELD = "Hidden because it is sensitive."


@dataclass(frozen=True)
class FormattedValue:
    """The texts of a value. *placeholder* is shown if there are none."""

    texts: tuple[str, ...] = ()
    is_list: bool = False
    placeholder: str = ""


@dataclass(frozen=True)
class FormattedAnswer:
    """A question as it was asked, and its answer."""

    question: str
    purpose: str
    is_sensitive: bool
    value: FormattedValue


@dataclass(frozen=True)
class UnreadableValue:
    """Replaces a value that cannot be decrypted: the key is missing or the data damaged."""

    message: str


class ApplicationPresenter:
    """Decrypts *application* field by field, so that one unreadable field hides no other.

    Sensitive answers are withheld unless *is_revealed*.
    """

    def __init__(self, application: Application, *, is_revealed: bool = False) -> None:
        self.application = application
        self.is_revealed = is_revealed
        self.email = format_value(decrypt_field(application, "email"))
        self.name = format_value(decrypt_field(application, "name"), fallback="Not given.")
        self.statement = format_value(decrypt_field(application, "eligibility"))
        self.consent_note = self._format_consent_note()
        self.answers, self.error = self._format_answers(decrypt_field(application, "answers"))

    @property
    def withheld_count(self) -> int:
        """The number of withheld sensitive answers."""
        return sum(answer.value.placeholder == WITHHELD for answer in self.answers)

    def _format_consent_note(self) -> FormattedValue | None:
        """How the applicant agreed; None if they used the form."""
        if self.application.source == Application.Source.FORM:
            return None
        return format_value(decrypt_field(self.application, "consent_note"), fallback="Not given.")

    def _format_answers(
        self, answers: list[Answer] | UnreadableValue
    ) -> tuple[list[FormattedAnswer], str]:
        if isinstance(answers, UnreadableValue):
            return [], answers.message
        return [self._format_answer(answer) for answer in answers], ""

    def _format_answer(self, answer: Answer) -> FormattedAnswer:
        # Unanswered questions are not withheld, so that nobody reveals answers needlessly.
        is_withheld = is_answered(answer) and answer["sensitive"] and not self.is_revealed
        return FormattedAnswer(
            question=_replace_unprintable(answer["question"]),
            purpose=_replace_unprintable(answer["purpose"]),
            is_sensitive=answer["sensitive"],
            value=FormattedValue(placeholder=WITHHELD)
            if is_withheld
            else format_value(answer["answer"]),
        )


def is_answered(answer: Answer) -> bool:
    """Whether *answer* is not empty."""
    content = answer["answer"]
    return any(text.strip() for text in ([content] if isinstance(content, str) else content))


def decrypt_field(row: Model, name: str) -> Any:
    """The decrypted field *name* of *row*, or an UnreadableValue."""
    try:
        return getattr(row, name)
    except DecryptionError as error:
        return UnreadableValue(f"Cannot be decrypted. {error}")


def format_value(
    value: str | list[str] | UnreadableValue, *, fallback: str = UNANSWERED
) -> FormattedValue:
    """*value* for display, with *fallback* as placeholder if it is empty."""
    if isinstance(value, UnreadableValue):
        return FormattedValue(placeholder=value.message)
    texts = tuple(map(_replace_unprintable, [value] if isinstance(value, str) else value))
    if not any(text.strip() for text in texts):
        return FormattedValue(placeholder=fallback)
    return FormattedValue(texts, is_list=isinstance(value, list))


def format_waiting_time(moment: datetime) -> str:
    """The calendar days since *moment* in words: "today", "1 day" or "6 days"."""
    days = (timezone.localdate() - timezone.localdate(moment)).days
    if days < 1:
        return "today"
    return "1 day" if days == 1 else f"{days} days"


def _replace_unprintable(text: str) -> str:
    return UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)
