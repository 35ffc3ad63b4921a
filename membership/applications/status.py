"""Where an application stands, as its sender may know it, in the words of the editors."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from encryption import DecryptionError
from membership.actions import is_member
from membership.models import (
    Application,
    ApplicationDecision,
    ApplicationTextSettings,
    ApplicationToken,
    Member,
)

State, DecisionType = Application.State, ApplicationDecision.DecisionType
# Where there is something of one's own to erase.
TO_BE_ERASED = frozenset(
    "confirm member expired waiting asked approved approved_expired declined".split()
)
# Where what was asked, and answered, can be read.
IN_TALK = frozenset({State.WAITING, State.ASKED})


@dataclass(frozen=True)
class Exchange:
    """What the team has asked, and what was answered so far."""

    question: str
    reply: str
    is_answered: bool


def stand_of(link: ApplicationToken | None) -> str:
    """Where the application behind *link* stands, as the words about it are named."""
    if link is None or link.superseded or link.application is None:
        return "not_found"
    if not link.application.is_confirmed:
        return _before_confirming(link, link.application)
    stand = link.application.public_state
    return _once_approved(link, link.application) if stand == State.APPROVED else str(stand)


def page_of(link: ApplicationToken | None) -> dict[str, Any]:
    """What the page behind *link* shows."""
    stand, words = stand_of(link), ApplicationTextSettings.load()
    application = link.application if link and stand != "not_found" else None
    return {
        **words_for(stand),
        "stand": stand,
        "words": words,
        "application": application,
        "may_withdraw": stand in TO_BE_ERASED,
        **(_told(application, stand, words) if application else {}),
    }


def words_for(stand: str) -> dict[str, str]:
    """The heading and the text of a page."""
    words = ApplicationTextSettings.load()
    heading = "approved" if stand == "approved_expired" else stand
    return {
        "heading": getattr(words, f"{heading}_heading"),
        "text": getattr(words, f"{stand}_text"),
    }


def cannot_be_read() -> str:
    """What the editors say where a key of the site is missing."""
    return ApplicationTextSettings.load().unreadable_later_text


def readable(row: Any, name: str) -> str:
    """The field *name* of *row*; where its key is lost, calm words."""
    try:
        return str(getattr(row, name))
    except DecryptionError:
        return cannot_be_read()


def address_of(application: Application) -> str:
    """Where its answer goes; nothing while its key is lost."""
    try:
        return application.email.strip().lower()
    except DecryptionError:
        return ""


def name_in(application: Application) -> str:
    """What its sender is called; nothing where they have not said, or its key is lost."""
    try:
        return application.name
    except DecryptionError:
        return ""


def _before_confirming(link: ApplicationToken, application: Application) -> str:
    if is_member(address_of(application)):
        return "member"
    return "expired" if link.is_expired(timezone.now()) else "confirm"


def _once_approved(link: ApplicationToken, application: Application) -> str:
    if member := Member.objects.filter(application=application).select_related("user").first():
        # Once they sign in with another address, this mailbox is theirs no more.
        is_theirs = member.user.email == address_of(application)
        return "onboarded" if is_theirs else "not_found"
    # By an application before this one.
    if Member.objects.filter(user__email=address_of(application)).exists():
        return "member"
    return "approved_expired" if link.is_expired(timezone.now()) else "approved"


def _told(application: Application, stand: str, words: ApplicationTextSettings) -> dict[str, Any]:
    """What is known of *application* itself."""
    if stand in IN_TALK:
        asked = application.decisions.final().filter(kind=DecisionType.ASKED)
        by = _by(application, asked, words)
        is_late = by < timezone.localdate()
        next_text = words.overdue_text if is_late else words.next_text.replace("{by}", _day(by))
        exchanges = list(map(_exchange, asked))
        return {
            "open_questions": [one for one in exchanges if not one.is_answered],
            "exchanges": [one for one in exchanges if one.is_answered],
            "next_text": next_text,
        }
    if stand == State.APPROVED:
        # Not the whole address: the secret in it stands in no link.
        return {"way_on": "set-up/"}
    if stand == State.DECLINED:
        return {"answer": _kind_words(application)}
    return {}


def _day(day: date) -> str:
    """ "6 December 2026"."""
    return date_format(day, "j F Y")


def _exchange(asked: ApplicationDecision) -> Exchange:
    question, reply = readable(asked, "text"), readable(asked, "reply")
    return Exchange(question, reply, is_answered=asked.replied_at is not None)


def _kind_words(application: Application) -> str:
    declined = (
        application.decisions.final().filter(kind=DecisionType.DECLINED).newest_first().first()
    )
    return readable(declined, "text") if declined else ""


def _by(application: Application, asked: Any, words: ApplicationTextSettings) -> date:
    """The day by which the team answers; an answer of the applicant's begins it anew."""
    since = [application.confirmed_at or application.sent_at]
    since += [decision.replied_at for decision in asked if decision.replied_at]
    return timezone.localdate(max(since)) + timedelta(days=words.answer_within_days)
