"""New addresses for accounts, signing out everywhere, and a way back in for whoever lost all."""

import secrets
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import log

from mailqueue.templates import send_templated_email
from users.actions.accounts import send_reset_link, tell_of_change
from users.models import AccountRecovery, EmailChange, User
from users.models.changes import CHANGE_VALID_FOR, MOST_CHANGES, RECOVERY_WAITING_PERIOD, digest_of
from users.sessions import end_sessions
from users.signals import account_changed
from users.trusted_devices import MFA_RESET_ACTION

HOUR = 60 * 60


class TooManyChanges(Exception):
    """Somebody asks for one new address after the other."""


@transaction.atomic
def ask_for_new_email(*, user: User, email: str) -> EmailChange:
    """Mail a link to the old and to the new address of *user*; nothing changes before both agree.

    Alike for every address, whether somebody signs in with it or not. Raises TooManyChanges.
    """
    now = timezone.now()
    # Held, so that of many at once none is counted past the limit.
    User.objects.select_for_update().get(pk=user.pk)
    if user.email_changes.of_the_day(now).count() >= MOST_CHANGES:
        raise TooManyChanges
    user.email_changes.under_way(now).update(is_over=True)
    change, old, new = EmailChange.make(user=user, new_email=email.strip().lower())
    hours = int(CHANGE_VALID_FOR.total_seconds() // HOUR)
    for name, to, token in (
        ("email_change_old", user.email, old),
        ("email_change_new", change.new_email, new),
    ):
        link = reverse("account_confirm_email", args=[token])
        send_templated_email(name=name, to=to, link=link, hours=hours)
    return change


@transaction.atomic
def confirm_new_email(*, change: EmailChange, token: str) -> bool:
    """One mailbox says yes; once both have, *change* is made. False when nothing can be done."""
    now = timezone.now()
    held = EmailChange.objects.select_for_update().filter(pk=change.pk).first()
    if held is None or not held.is_open(now):
        return False
    field = f"{held.side_of(token)}_confirmed_at"
    setattr(held, field, getattr(held, field) or now)
    held.is_over = held.is_confirmed
    held.save(update_fields=[field, "is_over"])
    return _moved(held.user, held.new_email) if held.is_over else True


@transaction.atomic
def announce_account_change(*, before: User, user: User, by: Any) -> None:
    """Email *user* that their address or password has changed; *before* is how it was stored.

    A new address is announced to the old one too. Where *by* is somebody else, every session of
    *user* ends, and `account_changed` is sent.
    """
    tell_of_change(user=before)
    if user.email != before.email:
        tell_of_change(user=user)
    if by != user:
        end_sessions(user)
        account_changed.send(sender=User, user=user)


def forget_changes() -> None:
    """Delete what can do nothing any more."""
    now = timezone.now()
    EmailChange.objects.outdated(now).delete()
    AccountRecovery.objects.exclude(pk__in=AccountRecovery.objects.under_way()).filter(
        requested_at__lte=now - 30 * RECOVERY_WAITING_PERIOD
    ).delete()


def sign_out_everywhere(*, user: User) -> None:
    """End every session of *user*, this one too."""
    end_sessions(user)


@transaction.atomic
def start_account_recovery(*, user: User, by: User) -> bool:
    """Announce to *user* that they will be let in again without password and second step.

    They have a day to stop it. False for staff, who ask the operator, and while one is under way.
    """
    if user.can_enter_admin or user.account_recoveries.under_way().exists():
        return False
    token = secrets.token_urlsafe(32)
    try:
        with transaction.atomic():
            AccountRecovery.objects.create(user=user, by=by, digest=digest_of(token))
    except IntegrityError:
        return False
    send_templated_email(
        name="account_recovery",
        to=user.email,
        link=reverse("account_cancel_recovery", args=[token]),
    )
    return True


def cancel_account_recovery(*, recovery: AccountRecovery) -> bool:
    """The owner of the mailbox says no. False when it is too late, or stopped already."""
    now = timezone.now()
    return bool(AccountRecovery.objects.under_way().filter(pk=recovery.pk).update(cancelled_at=now))


def finish_account_recoveries() -> None:
    """Take away password and second step where a day has passed, and mail a link for new ones."""
    now = timezone.now()
    for recovery in AccountRecovery.objects.due(now).select_related("user"):
        _complete_recovery(recovery, now)


@transaction.atomic
def _complete_recovery(recovery: AccountRecovery, now: datetime) -> None:
    # Looked at again: it may have been stopped, or done by another process, since.
    if not AccountRecovery.objects.due(now).filter(pk=recovery.pk).update(completed_at=now):
        return
    user = recovery.user
    Authenticator.objects.filter(user=user).delete()
    user.set_unusable_password()
    user.save(update_fields=["password"])
    end_sessions(user)
    log(user, MFA_RESET_ACTION)
    send_reset_link(email=user.email)


def _moved(user: User, email: str) -> bool:
    """Whether *user* signs in with *email* from now on."""
    try:
        with transaction.atomic():
            User.objects.filter(pk=user.pk).update(email=email)
    except IntegrityError:
        # Somebody else signs in with it: only the reader of that mailbox comes as far as here.
        return False
    # Both mailboxes: the old one should hear of it even if nobody who reads it has asked.
    tell_of_change(user=user)
    tell_of_change(user=User.objects.get(pk=user.pk))
    return True
