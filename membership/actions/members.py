"""What members do with their membership, and what the team does with it."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from core.models import NavigationSettings
from mailqueue.models import QueuedMail
from mailqueue.templates import send_templated_email
from membership.actions.onboarding import PseudonymTaken, grant_member_access, revoke_member_access
from membership.models import ConsentText, Member, MembershipStatistic, Suspension
from membership.models.consent import ConsentRecord
from privacy.models import AccessLog
from users.actions import start_account_recovery
from users.models import User
from users.sessions import end_sessions

# How long the end of a membership can be taken back, before everything is erased.
ENDING_GRACE_PERIOD = timedelta(days=14)
State, Event = Member.State, MembershipStatistic.Event


# --- Members themselves ------------------------------------------------------------------------
@transaction.atomic
def rename(*, member: Member, pseudonym: str) -> None:
    """Have *member* called *pseudonym* from now on. Raises PseudonymTaken."""
    member.pseudonym, member.pseudonym_since = pseudonym, timezone.localdate()
    try:
        with transaction.atomic():
            member.save(update_fields=["pseudonym", "pseudonym_since"])
    except IntegrityError:
        raise PseudonymTaken from None


def change_settings(*, member: Member, **fields: Any) -> None:
    """Change what *member* chooses: real_name, shows_profession, notices."""
    for name, value in fields.items():
        setattr(member, name, value)
    member.save(update_fields=list(fields))


def take_break(*, member: Member) -> bool:
    """Hide *member* and write no mail to them. False where they are not here to take one."""
    return _transition(member, {State.ACTIVE}, State.BREAK)


def end_break(*, member: Member) -> bool:
    """End the break. False while there are words to agree to, or there was no break."""
    return not list_outstanding_consents(member) and _transition(
        member, {State.BREAK}, State.ACTIVE, declined_on=None
    )


@transaction.atomic
def agree(*, member: Member, texts: Iterable[ConsentText]) -> None:
    """Record that *member* agrees to *texts*; the same twice is recorded once."""
    agreed = set(member.consents.active().values_list("text", flat=True))
    for text in texts:
        if text.pk not in agreed:
            ConsentRecord.objects.create(member=member, text=text)


def decline_consents(*, member: Member) -> bool:
    """Put the membership on a break; nobody is told."""
    participating = {State.ACTIVE, State.BREAK}
    return _transition(member, participating, State.BREAK, declined_on=timezone.localdate())


def list_outstanding_consents(member: Member) -> list[ConsentText]:
    """The newest wordings that *member* has not agreed to; guidelines while a page is chosen."""
    agreed = set(member.consents.active().values_list("text", flat=True))
    missing = [text for text in ConsentText.objects.current_for_members() if text.pk not in agreed]
    has_page = bool(NavigationSettings.get_site_pages().get("guidelines_page"))
    return [text for text in missing if has_page or text.kind != ConsentText.ConsentType.GUIDELINES]


# --- The team ------------------------------------------------------------------------------------
@transaction.atomic
def suspend(*, member: Member, by: User, reason: str, until: date | None = None) -> bool:
    """Close the members' pages to *member* until a day, or until the team lets them in again.

    They read *reason*. False where they are suspended, or leaving, already.
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
    """End a suspension, by the team or because its date has come."""
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
    """Close the members' pages now, and erase everything in two weeks. They read *reason*."""
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
    """Cancel the ending of a membership within the grace period."""
    if not _transition(member, {State.ENDING}, State.ACTIVE, ends_on=None, ending_reason=""):
        return False
    member.suspensions.filter(ended_at=None).update(ended_at=timezone.now())
    grant_member_access(member.user)
    _log_access(by, AccessLog.Action.CANCELLED_ENDING, member)
    _notify_member(member)
    return True


@transaction.atomic
def recover_member_account(*, member: Member, by: User) -> bool:
    """Announce to *member*, who lost password and second step, a link in a day.

    False for staff, whom the operator helps, and while one is under way.
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
    # Read again: the team may have cancelled it since.
    if not Member.objects.due_for_erasure(timezone.localdate()).filter(pk=member.pk).exists():
        return
    user, application = member.user, member.application
    QueuedMail.objects.to_address(user.email).delete()
    end_sessions(user)
    if user.can_enter_admin:
        member.delete()  # the account is needed for their work
    else:
        user.delete()
    if application:
        application.delete()
    MembershipStatistic.objects.increment(Event.LEFT)


def _transition(member: Member, before: set[Any], state: str, **fields: Any) -> bool:
    """Whether *member* was in one of the states *before*, and is in *state* now."""
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
    # Not to their home: its address would say on any screen what the mail does not.
    send_templated_email(
        name="membership_update", to=member.user.email, link=reverse("account_login")
    )
