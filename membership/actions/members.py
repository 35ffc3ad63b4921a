"""Changes to a membership by members themselves, by the team and by scheduled jobs."""

from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from mailqueue.models import QueuedMail
from mailqueue.templates import send_templated_email
from membership.actions.consents import list_outstanding_consents
from membership.actions.onboarding import PseudonymTaken, grant_member_access, revoke_member_access
from membership.models import Member, MembershipStatistic, Suspension
from privacy.models import AccessLog
from users.actions import start_account_recovery
from users.models import User
from users.sessions import end_sessions

# How long the team can cancel the end of a membership before everything is erased.
ENDING_GRACE_PERIOD = timedelta(days=14)
State, Event = Member.State, MembershipStatistic.Event


# --- Members themselves ------------------------------------------------------------------------
@transaction.atomic
def rename(*, member: Member, pseudonym: str) -> None:
    """Change the pseudonym of *member*. Raises PseudonymTaken."""
    member.pseudonym, member.pseudonym_since = pseudonym, timezone.localdate()
    try:
        with transaction.atomic():
            member.save(update_fields=["pseudonym", "pseudonym_since"])
    except IntegrityError:
        raise PseudonymTaken from None


def change_settings(*, member: Member, **fields: Any) -> None:
    """Change the settings real_name, shows_profession and notices of *member*."""
    for name, value in fields.items():
        setattr(member, name, value)
    member.save(update_fields=list(fields))


def take_break(*, member: Member) -> bool:
    """Hide *member* from other members and send them no email. False unless they are active."""
    return _transition(member, {State.ACTIVE}, State.BREAK)


def end_break(*, member: Member) -> bool:
    """End the break. False if *member* is not on one or has outstanding consents."""
    return not list_outstanding_consents(member) and _transition(
        member, {State.BREAK}, State.ACTIVE, declined_on=None
    )


def decline_consents(*, member: Member) -> bool:
    """Put *member* on a break because they declined a new consent text. Nobody is notified."""
    participating = {State.ACTIVE, State.BREAK}
    return _transition(member, participating, State.BREAK, declined_on=timezone.localdate())


# --- The team ------------------------------------------------------------------------------------
@transaction.atomic
def suspend(*, member: Member, by: User, reason: str, until: date | None = None) -> bool:
    """Revoke access to the members' pages until the date *until*, or until the team reinstates.

    *reason* is shown to the member. False if they are suspended or ending already.
    """
    if not _transition(member, {State.ACTIVE, State.BREAK}, State.SUSPENDED, suspended_until=until):
        return False
    Suspension.objects.create(member=member, by=by, who=str(by), reason=reason, until=until)
    revoke_member_access(member.user)
    _log_access(by, AccessLog.Action.SUSPENDED, member)
    _notify_member(member)
    return True


@transaction.atomic
def reinstate(*, member: Member, by: User | None = None) -> bool:
    """End a suspension, by the team or, without *by*, because its end date has come."""
    if not _transition(member, {State.SUSPENDED}, State.ACTIVE, suspended_until=None):
        return False
    member.suspensions.filter(ended_at=None).update(ended_at=timezone.now())
    grant_member_access(member.user)
    if by:
        _log_access(by, AccessLog.Action.REINSTATED, member)
    _notify_member(member)
    return True


@transaction.atomic
def end_membership(*, member: Member, by: User, reason: str) -> bool:
    """Revoke access now, and erase *member* after ENDING_GRACE_PERIOD.

    *reason* is shown to the member. False if the membership is ending already.
    """
    current = {State.ACTIVE, State.BREAK, State.SUSPENDED}
    ends_on = timezone.localdate() + ENDING_GRACE_PERIOD
    if not _transition(member, current, State.ENDING, ends_on=ends_on, ending_reason=reason):
        return False
    member.suspensions.filter(ended_at=None).update(ended_at=timezone.now())
    Suspension.objects.create(
        member=member, by=by, who=str(by), reason=reason, until=ends_on, is_ending=True
    )
    revoke_member_access(member.user)
    _log_access(by, AccessLog.Action.ENDED, member)
    _notify_member(member)
    return True


@transaction.atomic
def cancel_ending(*, member: Member, by: User) -> bool:
    """Cancel the end of a membership within the grace period. False if it is not ending."""
    if not _transition(member, {State.ENDING}, State.ACTIVE, ends_on=None, ending_reason=""):
        return False
    member.suspensions.filter(ended_at=None).update(ended_at=timezone.now())
    grant_member_access(member.user)
    _log_access(by, AccessLog.Action.CANCELLED_ENDING, member)
    _notify_member(member)
    return True


@transaction.atomic
def recover_member_account(*, member: Member, by: User) -> bool:
    """Start account recovery for *member*, who has lost password and two-step sign-in.

    They get an email now and a link after the waiting period. False for staff, whose accounts the
    operator recovers, and while a recovery is pending.
    """
    if not start_account_recovery(user=member.user, by=by):
        return False
    _log_access(by, AccessLog.Action.SENT_LINK, member)
    return True


# --- Scheduled jobs ------------------------------------------------------------------------------
def end_suspensions() -> None:
    """Reinstate members whose suspension is over."""
    for member in Member.objects.due_for_reinstatement(timezone.localdate()).select_related("user"):
        reinstate(member=member)


def erase_ended_members() -> None:
    """Erase members whose grace period is over."""
    for member in Member.objects.due_for_erasure(timezone.localdate()).select_related("user"):
        _erase(member)


def record_member_count() -> None:
    """Record how many members there are this month."""
    current = Member.objects.filter(state__in=[State.ACTIVE, State.BREAK])
    MembershipStatistic.objects.set(Event.MEMBERS, current.count())


@transaction.atomic
def _erase(member: Member) -> None:
    # Query again: the team may have cancelled it since.
    if not Member.objects.due_for_erasure(timezone.localdate()).filter(pk=member.pk).exists():
        return
    user, application = member.user, member.application
    QueuedMail.objects.to_address(user.email).delete()
    end_sessions(user)
    if user.can_enter_admin:
        member.delete()  # staff keep their user account
    else:
        user.delete()
    if application:
        application.delete()
    MembershipStatistic.objects.increment(Event.LEFT)


def _transition(member: Member, before: set[Any], state: str, **fields: Any) -> bool:
    """Change the state of *member* to *state*, if it is one of *before*. Whether it changed.

    One conditional UPDATE, so that concurrent requests cannot both succeed.
    """
    rows = Member.objects.filter(pk=member.pk, state__in=before)
    if not rows.update(state=state, **fields):
        return False
    member.refresh_from_db()
    return True


def _log_access(by: User, action: str, member: Member) -> None:
    AccessLog.objects.record(
        user=by, action=action, kind="member", references=[member.user.reference]
    )


def _notify_member(member: Member) -> None:
    # Not the URL of the members' home, which would reveal the membership in a neutral email.
    send_templated_email(
        name="membership_update", to=member.user.email, link=reverse("account_login")
    )
