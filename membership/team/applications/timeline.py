"""The course of one application: what the team has done with it, and what it may do next."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from membership.actions.decisions import DECIDABLE_STATES, DECISION_LOG_ACTIONS
from membership.actions.onboarding import can_onboard
from membership.actions.paper_applications import can_correct_email
from membership.models import Application, ApplicationDecision
from membership.team.applications.presenters import Value, opened, written
from privacy.models import AccessLog

State, DecisionType = Application.State, ApplicationDecision.DecisionType
# What the team can do, by the names of its addresses.
LABELS = {
    "approve": "Approve",
    "decline": "Decline",
    "ask": "Ask a question",
    "recuse": "Step aside",
    "correct_email": "Correct the address",
    "send_link": "Send the set-up link again",
}
# What each act holds for the applicant to read.
TEXTS = {DecisionType.DECLINED: "What the applicant reads", DecisionType.ASKED: "The question"}


@dataclass(frozen=True)
class Step:
    """One act of the team; its words were opened one by one."""

    who: str
    what: str
    at: datetime
    words: list[tuple[str, Value]] = field(default_factory=list)
    # Who has undone it, and when; None for what stands.
    undone: AccessLog | None = None


class Course:
    """What was done with *application*, the newest last; and what was undone, by whom."""

    def __init__(self, application: Application) -> None:
        self.application = application
        decisions = list(application.decisions.all())
        steps = [*_undone(application), *map(self._step, decisions)]
        self.steps = sorted(steps, key=lambda step: step.at)
        self.pending = next((decision for decision in decisions if decision.can_be_undone), None)

    @property
    def until(self) -> str:
        """How long what was done last can be undone."""
        if self.pending is None:
            return ""
        if self.pending.undo_until <= timezone.now():
            return "It can be undone until the applicant is told, which is any moment now."
        return f"It can be undone until {timezone.localtime(self.pending.undo_until):%H:%M}."

    def _step(self, decision: ApplicationDecision) -> Step:
        words = [] if self.application.redacted_at else list(_words_of(decision).items())
        return Step(decision.who, decision.get_kind_display(), decision.at, words)


def fitting(application: Application) -> list[str]:
    """The names of what may be done with *application* as it stands now."""
    if application.redacted_at:
        return []
    if application.pending_decision:
        return ["correct_email"] if can_correct_email(application) else []
    fits = {
        "approve": application.state in DECIDABLE_STATES,
        "decline": application.state in DECIDABLE_STATES,
        # One at a time: else an answer would not say what it answers.
        "ask": application.state == State.WAITING,
        "recuse": application.state in DECIDABLE_STATES,
        "correct_email": can_correct_email(application),
        "send_link": can_onboard(application),
    }
    return [name for name in LABELS if fits[name]]


def _undone(application: Application) -> Iterator[Step]:
    """What was done and undone: of that nothing is left but the notes, as long as they are kept.

    Once only the decision is kept of the application, not even these are told.
    """
    done = None
    for note in () if application.redacted_at else _notes_of(application):
        if note.action != AccessLog.Action.UNDONE:
            done = note
        elif done:
            yield Step(done.who, done.get_action_display(), done.at, undone=note)


def _notes_of(application: Application) -> Iterable[AccessLog]:
    """Of deciding and undoing alone: who has stepped aside is nobody's business."""
    actions = [*DECISION_LOG_ACTIONS.values(), AccessLog.Action.UNDONE]
    notes = AccessLog.objects.filter(kind="application", references=application.reference)
    return notes.filter(action__in=actions).order_by("at", "pk")


def _words_of(decision: ApplicationDecision) -> dict[str, Value]:
    words = {}
    if decision.kind in TEXTS:
        words[TEXTS[DecisionType(decision.kind)]] = written(opened(decision, "text"))
    if decision.kind in {DecisionType.APPROVED, DecisionType.DECLINED}:
        words["Why, for the team"] = written(opened(decision, "reason"), otherwise="Not noted.")
    if decision.kind == DecisionType.ASKED:
        words["The answer"] = _reply(decision)
    return words


def _reply(decision: ApplicationDecision) -> Value:
    return (
        written(opened(decision, "reply"))
        if decision.replied_at
        else Value(instead="Not answered yet.")
    )
