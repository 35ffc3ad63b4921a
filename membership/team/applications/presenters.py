"""What the team reads of one application: every value in words, or why it stays closed."""

import re
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from encryption import DecryptionError
from membership.joining.answers import Answer
from membership.models import Application

# What no page can carry: halves of letters, and NUL.
UNPRINTABLE = re.compile("[\0\ud800-\udfff]")
UNANSWERED = "Not answered."
CLOSED = "Closed: this answer needs special care."


@dataclass(frozen=True)
class Value:
    """What was written: texts, as they are. *instead*: our words, where there are none."""

    texts: tuple[str, ...] = ()
    is_list: bool = False
    instead: str = ""


@dataclass(frozen=True)
class Reply:
    """A question as it was asked, and what was answered."""

    question: str
    purpose: str
    is_sensitive: bool
    value: Value


@dataclass(frozen=True)
class Trouble:
    """Why something cannot be read: its key is lost, or it is damaged."""

    words: str


class Dossier:
    """*application*, opened field by field: where one key is lost, all else can be read."""

    def __init__(self, application: Application, *, is_revealed: bool = False) -> None:
        self.application = application
        self.is_revealed = is_revealed
        self.email = written(opened(application, "email"))
        self.name = written(opened(application, "name"), otherwise="None given.")
        self.statement = written(opened(application, "eligibility"))
        self.consent_note = self._consent_note()
        self.replies, self.trouble = self._replies(opened(application, "answers"))

    @property
    def closed(self) -> int:
        """How many answers are kept closed."""
        return sum(reply.value.instead == CLOSED for reply in self.replies)

    def _consent_note(self) -> Value | None:
        """How somebody agreed who has not used the form."""
        if self.application.source == Application.Source.FORM:
            return None
        return written(opened(self.application, "consent_note"), otherwise="Not noted.")

    def _replies(self, answers: list[Answer] | Trouble) -> tuple[list[Reply], str]:
        if isinstance(answers, Trouble):
            return [], answers.words
        return [self._reply(answer) for answer in answers], ""

    def _reply(self, answer: Answer) -> Reply:
        # What was left out needs no care: nobody opens it for nothing.
        is_closed = is_answered(answer) and answer["sensitive"] and not self.is_revealed
        return Reply(
            question=_whole(answer["question"]),
            purpose=_whole(answer["purpose"]),
            is_sensitive=answer["sensitive"],
            value=Value(instead=CLOSED) if is_closed else written(answer["answer"]),
        )


def is_answered(answer: Answer) -> bool:
    """Whether something was written, or chosen."""
    said = answer["answer"]
    return any(text.strip() for text in ([said] if isinstance(said, str) else said))


def opened(row: Model, name: str) -> Any:
    """The value of the field *name* of *row*, or the Trouble there is with it."""
    try:
        return getattr(row, name)
    except DecryptionError as error:
        return Trouble(f"Cannot be read. {error}")


def written(value: str | list[str] | Trouble, *, otherwise: str = UNANSWERED) -> Value:
    """*value*, ready to be printed; *otherwise* where there is nothing in it."""
    if isinstance(value, Trouble):
        return Value(instead=value.words)
    texts = tuple(map(_whole, [value] if isinstance(value, str) else value))
    if not any(text.strip() for text in texts):
        return Value(instead=otherwise)
    return Value(texts, is_list=isinstance(value, list))


def _whole(text: str) -> str:
    return UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)
