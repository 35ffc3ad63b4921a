"""What the team does with applications. Applicants hear of it when it can no longer be undone."""

import logging
from datetime import timedelta

from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from encryption import DecryptionError
from mailqueue.templates import send_templated_email
from membership.actions.onboarding import send_answer
from membership.models import (
    Application,
    ApplicationAct,
    ApplicationTally,
    SteppedAside,
    get_team_users,
)
from privacy.models import AccessLog, RetentionSettings
from users.models import MEMBERSHIP_TEAM_GROUP, User

logger = logging.getLogger(__name__)

State, Kind, Event = Application.State, ApplicationAct.Kind, ApplicationTally.Event
# What the team may act on.
OPEN = frozenset({State.WAITING, State.ASKED})
# How the access log calls each.
NOTED = {
    Kind.APPROVED: AccessLog.Action.APPROVED,
    Kind.DECLINED: AccessLog.Action.DECLINED,
    Kind.ASKED: AccessLog.Action.ASKED,
}


class DecidedMeanwhile(Exception):
    """Somebody else was first, or it is not there any more. *act*: theirs, if there is one."""

    def __init__(self, act: ApplicationAct | None = None) -> None:
        self.act = act
        super().__init__(self.words)

    @property
    def words(self) -> str:
        """What happened, for whoever came second."""
        if self.act is None:
            return "This application is not open any more: nothing was done."
        moment = timezone.localtime(self.act.at)
        is_today = moment.date() == timezone.localdate()
        at = f"at {moment:%H:%M}" if is_today else f"on {moment.day} {moment:%B}"
        return f"{self.act.who} {self.act.get_kind_display()} {at}. Nothing was done by you."


class NobodyElse(Exception):
    """There is nobody to hand it to."""


@transaction.atomic
def act_on(
    *, application: Application, by: User, kind: str, reason: str = "", text: str = ""
) -> ApplicationAct:
    """Approve, decline or ask: its applicant is told in ten minutes, if nobody undoes it.

    *reason* is for the team, *text* for the applicant. Raises DecidedMeanwhile.
    """
    held = _held_open(application, by)
    act = _act(held, by, kind, reason=reason, text=text)
    Application.objects.filter(pk=held.pk).update(state=ApplicationAct.LEADS_TO[Kind(kind)])
    note(by, NOTED[Kind(kind)], application)
    return act


@transaction.atomic
def undo(*, act: ApplicationAct, by: User) -> bool:
    """As if *act* had never been. False, and nothing done, when it is too late."""
    held = Application.objects.filter(pk=act.application_id).in_the_hands_of(by).held().first()
    if held is None or not ApplicationAct.objects.unsettled().filter(pk=act.pk).delete()[0]:
        return False
    Application.objects.filter(pk=held.pk).update(state=_state_before(held))
    note(by, AccessLog.Action.UNDONE, act.application)
    return True


@transaction.atomic
def step_aside(*, application: Application, by: User, to: User | None = None) -> None:
    """Hand it to *to*, or to whoever of the team comes first; *by* sees it no more.

    Nobody is told why. Raises NobodyElse, DecidedMeanwhile.
    """
    _held_open(application, by)
    others = deciders().exclude(pk=by.pk).exclude(stepped_aside_from__application=application)
    heirs = others.filter(pk=to.pk) if to else others
    if not heirs.exists():
        raise NobodyElse
    SteppedAside.objects.get_or_create(application=application, user=by)
    note(by, AccessLog.Action.RECUSED, application)
    tell_team(heirs)


@transaction.atomic
def answer_question(*, application: Application, text: str) -> bool:
    """The applicant's answer to what was asked last. False when nothing is asked any more."""
    held = Application.objects.filter(pk=application.pk, state=State.ASKED).held().first()
    asked = held and open_question(held)
    if not held or not asked:
        return False
    asked.reply, asked.replied_at = text, timezone.now()
    asked.save(update_fields=["reply", "replied_at"])
    Application.objects.filter(pk=held.pk).update(state=State.WAITING)
    tell_team(deciders().exclude(stepped_aside_from__application=application))
    return True


def open_question(application: Application) -> ApplicationAct | None:
    """What was asked last and is not answered, once the applicant knows of it."""
    asked = application.acts.settled().filter(kind=Kind.ASKED, replied_at=None)
    return asked.newest_first().first()


def settle_acts() -> None:
    """Tell applicants what can no longer be undone. One that cannot be told stops no other."""
    for act in ApplicationAct.objects.due(timezone.now()).select_related("application"):
        try:
            _settle(act)
        except DecryptionError:
            logger.error("%s: decided, but its address cannot be read", act.application)


def deciders() -> QuerySet[User]:
    """Everybody of the team; nobody while the team's group may not decide."""
    group = Group.objects.filter(
        name=MEMBERSHIP_TEAM_GROUP, permissions__codename="decide_application"
    )
    return get_team_users().filter(groups__in=group)


def tell_team(people: QuerySet[User]) -> None:
    """Mail each of *people* that something waits for them: not what."""
    for email in people.values_list("email", flat=True):
        send_templated_email(
            name="application_waiting", to=email, link=reverse("applications_modeladmin_index")
        )


def note(by: User, action: str, application: Application, reason: str = "") -> None:
    """Note in the access log what *by* has done with *application*."""
    AccessLog.objects.record(
        user=by,
        action=action,
        kind="application",
        references=[application.reference],
        reason=reason,
    )


def _held_open(application: Application, by: User) -> Application:
    """*application*, kept from all others while it is acted on. Raises DecidedMeanwhile."""
    rows = Application.objects.filter(pk=application.pk).in_the_hands_of(by)
    held = rows.held().first()
    if held is None:
        raise DecidedMeanwhile
    if held.state not in OPEN or held.pending_act:
        raise DecidedMeanwhile(held.acts.filter(kind__in=NOTED).newest_first().first())
    return held


def _act(held: Application, by: User, kind: str, **words: str) -> ApplicationAct:
    try:
        with transaction.atomic():
            return ApplicationAct.objects.create(
                application=held, by=by, who=str(by), kind=kind, **words
            )
    except IntegrityError:
        raise DecidedMeanwhile(held.pending_act) from None


def _state_before(held: Application) -> str:
    return State.ASKED if open_question(held) else State.WAITING


@transaction.atomic
def _settle(act: ApplicationAct) -> None:
    # Looked at again: it may have been undone, withdrawn or settled by another process since.
    held = Application.objects.filter(pk=act.application_id).select_for_update().first()
    due = ApplicationAct.objects.unsettled().filter(pk=act.pk)
    if not held or not due.update(settled_at=timezone.now()):
        return
    if act.kind in {Kind.APPROVED, Kind.DECLINED}:
        _count(held, act)
        held.purge_on = timezone.localdate() + _kept_for(act.kind)
        held.save(update_fields=["purge_on"])
    send_answer(held)


def _count(application: Application, act: ApplicationAct) -> None:
    since = application.confirmed_at or application.sent_at
    # Less than none where the server's clock was put back since; that must not stop the answer.
    days = max(0, (timezone.localdate(act.at) - timezone.localdate(since)).days)
    is_approved = act.kind == Kind.APPROVED
    ApplicationTally.objects.add_one(Event.APPROVED if is_approved else Event.DECLINED)
    ApplicationTally.objects.add(Event.DAYS, days)


def _kept_for(kind: str) -> timedelta:
    kept = RetentionSettings.load()
    days = kept.set_up_days if kind == Kind.APPROVED else kept.declined_days
    return timedelta(days=days)
