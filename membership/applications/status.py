"""The status of an application as its applicant sees it, with the editable texts for it.

A status is a string such as "confirm" or "waiting". The fields of ApplicationTextSettings with
its heading and text begin with it.
"""

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
# Statuses in which the applicant can withdraw the application.
WITHDRAWABLE_STATUSES = frozenset(
    "confirm member expired waiting asked approved approved_expired declined".split()
)
# Statuses in which the page shows questions and answers.
STATUSES_WITH_MESSAGES = frozenset({State.WAITING, State.ASKED})


@dataclass(frozen=True)
class Exchange:
    """A question of the team, and the applicant's reply."""

    question: str
    reply: str
    is_answered: bool


def get_status(link: ApplicationToken | None) -> str:
    """The status of the application that *link* belongs to, or "not_found"."""
    if link is None or link.superseded or link.application is None:
        return "not_found"
    if not link.application.is_confirmed:
        return _get_unconfirmed_status(link, link.application)
    status = link.application.public_state
    return _get_approved_status(link, link.application) if status == State.APPROVED else str(status)


def get_status_context(link: ApplicationToken | None) -> dict[str, Any]:
    """The template context of the status page of *link*."""
    status, text = get_status(link), ApplicationTextSettings.load()
    application = link.application if link and status != "not_found" else None
    return {
        **get_status_text(status),
        "status": status,
        "text": text,
        "application": application,
        "can_withdraw": status in WITHDRAWABLE_STATUSES,
        **(_get_status_details(application, status, text) if application else {}),
    }


def get_status_text(status: str) -> dict[str, str]:
    """The heading and the text for *status*, as template context."""
    text = ApplicationTextSettings.load()
    heading = "approved" if status == "approved_expired" else status
    return {
        "heading": getattr(text, f"{heading}_heading"),
        "lead": getattr(text, f"{status}_text"),
    }


def get_unreadable_text() -> str:
    """The editable text shown when a value cannot be decrypted."""
    return ApplicationTextSettings.load().unreadable_later_text


def decrypt_or_message(row: Any, name: str) -> str:
    """The decrypted field *name* of *row*, or the text for values that cannot be decrypted."""
    try:
        return str(getattr(row, name))
    except DecryptionError:
        return get_unreadable_text()


def get_email(application: Application) -> str:
    """The normalised email address of *application*, or "" if it cannot be decrypted."""
    try:
        return application.email.strip().lower()
    except DecryptionError:
        return ""


def get_name(application: Application) -> str:
    """The name of the applicant, or "" if none was given or it cannot be decrypted."""
    try:
        return application.name
    except DecryptionError:
        return ""


def _get_unconfirmed_status(link: ApplicationToken, application: Application) -> str:
    if is_member(get_email(application)):
        return "member"
    return "expired" if link.is_expired(timezone.now()) else "confirm"


def _get_approved_status(link: ApplicationToken, application: Application) -> str:
    if member := Member.objects.filter(application=application).select_related("user").first():
        # After a change of the email address, the old mailbox may belong to another person.
        is_theirs = member.user.email == get_email(application)
        return "onboarded" if is_theirs else "not_found"
    # The applicant became a member through an earlier application.
    if Member.objects.filter(user__email=get_email(application)).exists():
        return "member"
    return "approved_expired" if link.is_expired(timezone.now()) else "approved"


def _get_status_details(
    application: Application, status: str, text: ApplicationTextSettings
) -> dict[str, Any]:
    """The part of the context that depends on the contents of *application*."""
    if status in STATUSES_WITH_MESSAGES:
        questions = application.decisions.final().filter(kind=DecisionType.ASKED)
        answer_date = _get_answer_date(application, questions, text)
        is_late = answer_date < timezone.localdate()
        next_text = (
            text.overdue_text
            if is_late
            else text.next_text.replace("{by}", _format_day(answer_date))
        )
        exchanges = list(map(_build_exchange, questions))
        return {
            "open_questions": [one for one in exchanges if not one.is_answered],
            "exchanges": [one for one in exchanges if one.is_answered],
            "next_text": next_text,
        }
    if status == State.APPROVED:
        # Relative, so that the page does not contain the token.
        return {"next_url": "set-up/"}
    if status == State.DECLINED:
        return {"answer": _get_decline_text(application)}
    return {}


def _format_day(day: date) -> str:
    """*day* as "6 December 2026"."""
    return date_format(day, "j F Y")


def _build_exchange(decision: ApplicationDecision) -> Exchange:
    question, reply = decrypt_or_message(decision, "text"), decrypt_or_message(decision, "reply")
    return Exchange(question, reply, is_answered=decision.replied_at is not None)


def _get_decline_text(application: Application) -> str:
    declined = (
        application.decisions.final().filter(kind=DecisionType.DECLINED).newest_first().first()
    )
    return decrypt_or_message(declined, "text") if declined else ""


def _get_answer_date(
    application: Application, questions: Any, text: ApplicationTextSettings
) -> date:
    """The day by which the team promises to answer. Each reply of the applicant restarts it."""
    since = [application.confirmed_at or application.sent_at]
    since += [decision.replied_at for decision in questions if decision.replied_at]
    return timezone.localdate(max(since)) + timedelta(days=text.answer_within_days)
