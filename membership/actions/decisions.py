"""Decisions of the membership team. Applicants are emailed once a decision is final."""

import logging
from datetime import timedelta

from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from encryption import DecryptionError
from formats.dates import format_local_time
from mailqueue.templates import send_templated_email
from membership.actions.onboarding import send_status_link
from membership.models import (
    Application,
    ApplicationDecision,
    MembershipStatistic,
    Recusal,
    get_team_users,
)
from privacy.models import AccessLog, RetentionSettings
from users.models import MEMBERSHIP_TEAM_GROUP, User

logger = logging.getLogger(__name__)

State, DecisionType, Event = (
    Application.State,
    ApplicationDecision.DecisionType,
    MembershipStatistic.Event,
)
# States in which the team can decide.
DECIDABLE_STATES = frozenset({State.WAITING, State.ASKED})
# Access log action of each type.
DECISION_LOG_ACTIONS = {
    DecisionType.APPROVED: AccessLog.Action.APPROVED,
    DecisionType.DECLINED: AccessLog.Action.DECLINED,
    DecisionType.ASKED: AccessLog.Action.ASKED,
}


class AlreadyDecided(Exception):
    """The application cannot be decided on any more.

    Another reviewer, or the same one, decided; the application was deleted or is unconfirmed; or
    the reviewer has recused. *decision*: the existing decision, if there is one.
    """

    def __init__(self, decision: ApplicationDecision | None = None) -> None:
        self.decision = decision
        super().__init__(self.message)

    @property
    def message(self) -> str:
        """The message for the user whose action was refused."""
        if self.decision is None:
            return "This application is no longer open. Your change was not saved."
        moment = timezone.localtime(self.decision.at)
        is_today = moment.date() == timezone.localdate()
        at = f"at {format_local_time(moment)}" if is_today else f"on {moment.day} {moment:%B}"
        what = self.decision.get_kind_display()
        return f"{self.decision.who} {what} {at}. Your change was not saved."


class NoOtherReviewer(Exception):
    """No other reviewer could take the application over."""


@transaction.atomic
def decide(
    *, application: Application, by: User, kind: str, reason: str = "", text: str = ""
) -> ApplicationDecision:
    """Approve, decline or ask. The applicant is emailed after UNDO_PERIOD unless it is undone.

    *kind* is a DecisionType, *reason* is for the team, *text* for the applicant. Raises
    AlreadyDecided.
    """
    locked = _lock_open_application(application, by)
    decision = _create_decision(locked, by, kind, reason=reason, text=text)
    Application.objects.filter(pk=locked.pk).update(
        state=ApplicationDecision.RESULTING_STATES[DecisionType(kind)]
    )
    log_access(by, DECISION_LOG_ACTIONS[DecisionType(kind)], application)
    return decision


@transaction.atomic
def undo_decision(*, decision: ApplicationDecision, by: User) -> bool:
    """Undo *decision*. Returns False and changes nothing if it is final or undone already."""
    locked = (
        Application.objects.filter(pk=decision.application_id)
        .visible_to_reviewer(by)
        .locked()
        .first()
    )
    if (
        locked is None
        or not ApplicationDecision.objects.pending().filter(pk=decision.pk).delete()[0]
    ):
        return False
    Application.objects.filter(pk=locked.pk).update(state=_get_previous_state(locked))
    log_access(by, AccessLog.Action.UNDONE, decision.application)
    return True


@transaction.atomic
def recuse(*, application: Application, by: User, to: User | None = None) -> None:
    """Hide *application* from *by*, and notify *to* or, without *to*, all other reviewers.

    The reason is not recorded. Raises NoOtherReviewer, AlreadyDecided.
    """
    _lock_open_application(application, by)
    others = get_reviewers().exclude(pk=by.pk).exclude(recusals__application=application)
    recipients = others.filter(pk=to.pk) if to else others
    if not recipients.exists():
        raise NoOtherReviewer
    Recusal.objects.get_or_create(application=application, user=by)
    log_access(by, AccessLog.Action.RECUSED, application)
    notify_team(recipients)


@transaction.atomic
def answer_question(*, application: Application, text: str) -> bool:
    """Store the applicant's answer to the open question. False if there is no open question."""
    locked = Application.objects.filter(pk=application.pk, state=State.ASKED).locked().first()
    asked = locked and get_open_question(locked)
    if not locked or not asked:
        return False
    asked.reply, asked.replied_at = text, timezone.now()
    asked.save(update_fields=["reply", "replied_at"])
    Application.objects.filter(pk=locked.pk).update(state=State.WAITING)
    notify_team(get_reviewers().exclude(recusals__application=application))
    return True


def get_open_question(application: Application) -> ApplicationDecision | None:
    """The newest unanswered question that the applicant has been emailed about, or None."""
    asked = application.decisions.final().filter(kind=DecisionType.ASKED, replied_at=None)
    return asked.newest_first().first()


def finalise_decisions() -> None:
    """Finalise pending decisions and email applicants.

    An application that cannot be decrypted does not stop the others.
    """
    for decision in ApplicationDecision.objects.due_for_finalising(timezone.now()).select_related(
        "application"
    ):
        try:
            _finalise(decision)
        except DecryptionError:
            logger.error(
                "Could not finalise %s: cannot decrypt its email address", decision.application
            )


def get_reviewers() -> QuerySet[User]:
    """Users of the team, if its group has permission to decide."""
    group = Group.objects.filter(
        name=MEMBERSHIP_TEAM_GROUP, permissions__codename="decide_application"
    )
    return get_team_users().filter(groups__in=group)


def notify_team(people: QuerySet[User]) -> None:
    """Email *people* that an application is waiting, without details."""
    for email in people.values_list("email", flat=True):
        send_templated_email(
            name="application_waiting", to=email, link=reverse("applications_modeladmin_index")
        )


def log_access(by: User, action: str, application: Application, reason: str = "") -> None:
    """Record in the access log that *by* has performed *action* on *application*."""
    AccessLog.objects.record(
        user=by,
        action=action,
        kind="application",
        references=[application.reference],
        reason=reason,
    )


def _lock_open_application(application: Application, by: User) -> Application:
    """Lock *application* if it can be decided. Raises AlreadyDecided."""
    rows = Application.objects.filter(pk=application.pk).visible_to_reviewer(by)
    locked = rows.locked().first()
    if locked is None:
        raise AlreadyDecided
    if locked.state not in DECIDABLE_STATES or locked.pending_decision:
        raise AlreadyDecided(
            locked.decisions.filter(kind__in=DECISION_LOG_ACTIONS).newest_first().first()
        )
    return locked


def _create_decision(
    locked: Application, by: User, kind: str, **fields: str
) -> ApplicationDecision:
    try:
        with transaction.atomic():
            return ApplicationDecision.objects.create(
                application=locked, by=by, who=str(by), kind=kind, **fields
            )
    except IntegrityError:
        raise AlreadyDecided(locked.pending_decision) from None


def _get_previous_state(locked: Application) -> str:
    return State.ASKED if get_open_question(locked) else State.WAITING


@transaction.atomic
def _finalise(decision: ApplicationDecision) -> None:
    # Query again: it may have been undone, withdrawn or finalised by another process since.
    locked = Application.objects.filter(pk=decision.application_id).select_for_update().first()
    due = ApplicationDecision.objects.pending().filter(pk=decision.pk)
    if not locked or not due.update(finalised_at=timezone.now()):
        return
    if decision.kind in {DecisionType.APPROVED, DecisionType.DECLINED}:
        _record_statistics(locked, decision)
        locked.purge_on = timezone.localdate() + _get_retention(decision.kind)
        locked.save(update_fields=["purge_on"])
    send_status_link(locked)


def _record_statistics(application: Application, decision: ApplicationDecision) -> None:
    since = application.confirmed_at or application.sent_at
    # Negative if the server's clock was set back since, which must not stop the decision.
    days = max(0, (timezone.localdate(decision.at) - timezone.localdate(since)).days)
    is_approved = decision.kind == DecisionType.APPROVED
    MembershipStatistic.objects.increment(Event.APPROVED if is_approved else Event.DECLINED)
    MembershipStatistic.objects.add(Event.DAYS, days)


def _get_retention(kind: str) -> timedelta:
    retention = RetentionSettings.load()
    days = retention.set_up_days if kind == DecisionType.APPROVED else retention.declined_days
    return timedelta(days=days)
