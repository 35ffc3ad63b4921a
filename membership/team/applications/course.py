"""The course of one application: what the team has done with it, and what it may do next."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from membership.actions.deciding import OPEN
from membership.actions.joining import to_be_set_up
from membership.models import Application, ApplicationAct
from membership.team.applications.dossier import Value, opened, written

State, Kind = Application.State, ApplicationAct.Kind
# What the team can do, by the names of its addresses.
LABELS = {
    "approve": "Approve",
    "decline": "Decline",
    "ask": "Ask a question",
    "step_aside": "Step aside",
    "correct_address": "Correct the address",
    "send_link": "Send the set-up link again",
}
# What each act holds for the applicant to read.
TEXTS = {Kind.DECLINED: "What the applicant reads", Kind.ASKED: "The question"}


@dataclass(frozen=True)
class Step:
    """One act of the team; its words were opened one by one."""

    who: str
    what: str
    at: datetime
    is_told: bool
    words: list[tuple[str, Value]] = field(default_factory=list)


class Course:
    """What was done with *application*, the newest last."""

    def __init__(self, application: Application) -> None:
        self.application = application
        acts = list(application.acts.all())
        self.steps = [self._step(act) for act in acts]
        self.pending = next((act for act in acts if act.can_be_undone), None)

    @property
    def until(self) -> str:
        """How long what was done last can be undone."""
        if self.pending is None:
            return ""
        if self.pending.undone_until <= timezone.now():
            return "It can be undone until the applicant is told, which is any moment now."
        return f"It can be undone until {timezone.localtime(self.pending.undone_until):%H:%M}."

    def _step(self, act: ApplicationAct) -> Step:
        words = [] if self.application.emptied_at else list(_words_of(act).items())
        return Step(act.who, act.get_kind_display(), act.at, not act.can_be_undone, words)


def fitting(application: Application) -> list[str]:
    """The names of what may be done with *application* as it stands now."""
    if application.emptied_at:
        return []
    if application.pending_act:
        return ["correct_address"] if _is_reachable(application) else []
    fits = {
        "approve": application.state in OPEN,
        "decline": application.state in OPEN,
        # One at a time: else an answer would not say what it answers.
        "ask": application.state == State.WAITING,
        "step_aside": application.state in OPEN,
        "correct_address": _is_reachable(application),
        "send_link": to_be_set_up(application),
    }
    return [name for name in LABELS if fits[name]]


def _is_reachable(application: Application) -> bool:
    """Whether something is still to be told to its address."""
    is_new = application.state == State.APPROVED and not hasattr(application, "member")
    return is_new or application.state in OPEN


def _words_of(act: ApplicationAct) -> dict[str, Value]:
    words = {}
    if act.kind in TEXTS:
        words[TEXTS[Kind(act.kind)]] = written(opened(act, "text"))
    if act.kind in {Kind.APPROVED, Kind.DECLINED}:
        words["Why, for the team"] = written(opened(act, "reason"), otherwise="Not noted.")
    if act.kind == Kind.ASKED:
        words["The answer"] = _reply(act)
    return words


def _reply(act: ApplicationAct) -> Value:
    return written(opened(act, "reply")) if act.replied_at else Value(instead="Not answered yet.")
