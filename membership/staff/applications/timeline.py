"""Timeline of the decisions on an application, and the actions available now."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from formats.dates import format_local_time
from membership.actions.decisions import DECIDABLE_STATES, DECISION_LOG_ACTIONS
from membership.actions.onboarding import can_onboard
from membership.actions.paper_applications import can_correct_email
from membership.models import Application, ApplicationDecision
from membership.staff.applications.presenters import FormattedValue, decrypt_field, format_value
from privacy.models import AccessLog

State, DecisionType = Application.State, ApplicationDecision.DecisionType
# Labels of actions, by URL name.
ACTION_LABELS = {
    "approve": "Approve",
    "decline": "Decline",
    "ask": "Ask a question",
    "recuse": "Hand over",
    "correct_email": "Correct email address",
    "send_link": "Send a new set-up link",
}
# Labels of the texts for applicants.
TEXT_LABELS = {
    DecisionType.DECLINED: "Message to the applicant",
    DecisionType.ASKED: "Question",
}


@dataclass(frozen=True)
class TimelineEntry:
    """One decision with its decrypted texts."""

    who: str
    what: str
    at: datetime
    texts: list[tuple[str, FormattedValue]] = field(default_factory=list)
    # The access log entry of undoing it, or None.
    undone: AccessLog | None = None


class DecisionTimeline:
    """The decisions on *application*, oldest first, including undone ones from the access log."""

    def __init__(self, application: Application) -> None:
        self.application = application
        decisions = list(application.decisions.all())
        entries = [*_get_undone_entries(application), *map(self._build_entry, decisions)]
        self.entries = sorted(entries, key=lambda entry: entry.at)
        self.pending = next((decision for decision in decisions if decision.can_be_undone), None)

    @property
    def undo_hint(self) -> str:
        """A sentence on how long the pending decision can be undone, or ""."""
        if self.pending is None:
            return ""
        if self.pending.undo_until <= timezone.now():
            return (
                "You can undo it until the email to the applicant is sent, which will be very soon."
            )
        return f"You can undo it until {format_local_time(self.pending.undo_until)}."

    def _build_entry(self, decision: ApplicationDecision) -> TimelineEntry:
        texts = [] if self.application.redacted_at else list(_get_texts(decision).items())
        return TimelineEntry(decision.who, decision.get_kind_display(), decision.at, texts)


def get_available_actions(application: Application) -> list[str]:
    """Names of the actions that the state of *application* allows, as in ACTION_LABELS."""
    if application.redacted_at:
        return []
    if application.pending_decision:
        return ["correct_email"] if can_correct_email(application) else []
    is_available = {
        "approve": application.state in DECIDABLE_STATES,
        "decline": application.state in DECIDABLE_STATES,
        # One question at a time, so that a reply belongs to one question.
        "ask": application.state == State.WAITING,
        "recuse": application.state in DECIDABLE_STATES,
        "correct_email": can_correct_email(application),
        "send_link": can_onboard(application),
    }
    return [name for name in ACTION_LABELS if is_available[name]]


def _get_undone_entries(application: Application) -> Iterator[TimelineEntry]:
    """Decisions that were undone. They are deleted, so only the access log shows them.

    Nothing is shown of redacted applications, nor after the retention period of the log.
    """
    decided = None
    for log_entry in () if application.redacted_at else _get_log_entries(application):
        if log_entry.action != AccessLog.Action.UNDONE:
            decided = log_entry
        elif decided:
            yield TimelineEntry(
                decided.who, decided.get_action_display(), decided.at, undone=log_entry
            )


def _get_log_entries(application: Application) -> Iterable[AccessLog]:
    """Access log entries of decisions and undoing. Recusals are private, so they are left out."""
    actions = [*DECISION_LOG_ACTIONS.values(), AccessLog.Action.UNDONE]
    log_entries = AccessLog.objects.filter(kind="application", references=application.reference)
    return log_entries.filter(action__in=actions).order_by("at", "pk")


def _get_texts(decision: ApplicationDecision) -> dict[str, FormattedValue]:
    texts = {}
    if decision.kind in TEXT_LABELS:
        texts[TEXT_LABELS[DecisionType(decision.kind)]] = format_value(
            decrypt_field(decision, "text")
        )
    if decision.kind in {DecisionType.APPROVED, DecisionType.DECLINED}:
        texts["Internal note"] = format_value(
            decrypt_field(decision, "reason"), fallback="Not given."
        )
    if decision.kind == DecisionType.ASKED:
        texts["Applicant’s answer"] = _format_reply(decision)
    return texts


def _format_reply(decision: ApplicationDecision) -> FormattedValue:
    return (
        format_value(decrypt_field(decision, "reply"))
        if decision.replied_at
        else FormattedValue(placeholder="Not answered yet.")
    )
