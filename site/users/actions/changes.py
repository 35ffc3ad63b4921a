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
from users.actions.accounts import notify_login_change, send_reset_link
from users.models import AccountRecovery, EmailChange, User
from users.models.changes import (
    EMAIL_CHANGE_VALIDITY,
    MAX_CHANGES_PER_DAY,
    RECOVERY_WAITING_PERIOD,
    hash_token,
)
from users.sessions import end_sessions
from users.signals import account_changed
from users.trusted_devices import MFA_RESET_ACTION

HOUR = 60 * 60


class TooManyChanges(Exception):
    """Somebody asks for one new address after the other."""


@transaction.atomic
def request_email_change(*, user: User, email: str) -> EmailChange:
    """Mail a link to the old and to the new address of *user*; nothing changes before both agree.

    Alike for every address, whether somebody signs in with it or not. Raises TooManyChanges.
    """
    now = timezone.now()
    # Held, so that of many at once none is counted past the limit.
    User.objects.select_for_update().get(pk=user.pk)
    if user.email_changes.requested_today(now).count() >= MAX_CHANGES_PER_DAY:
        raise TooManyChanges
    user.email_changes.pending(now).update(is_closed=True)
    change, old, new = EmailChange.create_with_tokens(user=user, new_email=email.strip().lower())
    hours = int(EMAIL_CHANGE_VALIDITY.total_seconds() // HOUR)
    for name, to, token in (
        ("email_change_old", user.email, old),
        ("email_change_new", change.new_email, new),
    ):
        link = reverse("account_confirm_email", args=[token])
        send_templated_email(name=name, to=to, link=link, hours=hours)
    return change


@transaction.atomic
def confirm_email_change(*, change: EmailChange, token: str) -> bool:
    """One mailbox says yes; once both have, *change* is made. False when nothing can be done."""
    now = timezone.now()
    locked = EmailChange.objects.select_for_update().filter(pk=change.pk).first()
    if locked is None or not locked.is_open(now):
        return False
    field = f"{locked.role_of(token)}_confirmed_at"
    setattr(locked, field, getattr(locked, field) or now)
    locked.is_closed = locked.is_confirmed
    locked.save(update_fields=[field, "is_closed"])
    return _apply_new_email(locked.user, locked.new_email) if locked.is_closed else True


@transaction.atomic
def notify_account_change(*, before: User, user: User, by: Any) -> None:
    """Email *user* that their address or password has changed; *before* is how it was stored.

    A new address is announced to the old one too. Where *by* is somebody else, every session of
    *user* ends, and `account_changed` is sent.
    """
    notify_login_change(user=before)
    if user.email != before.email:
        notify_login_change(user=user)
    if by != user:
        end_sessions(user)
        account_changed.send(sender=User, user=user)


def delete_expired_changes() -> None:
    """Delete what can do nothing any more."""
    now = timezone.now()
    EmailChange.objects.expired(now).delete()
    AccountRecovery.objects.exclude(pk__in=AccountRecovery.objects.pending()).filter(
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
    if user.can_enter_admin or user.account_recoveries.pending().exists():
        return False
    token = secrets.token_urlsafe(32)
    try:
        with transaction.atomic():
            AccountRecovery.objects.create(user=user, by=by, digest=hash_token(token))
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
    return bool(AccountRecovery.objects.pending().filter(pk=recovery.pk).update(cancelled_at=now))


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


def _apply_new_email(user: User, email: str) -> bool:
    """Whether *user* signs in with *email* from now on."""
    try:
        with transaction.atomic():
            User.objects.filter(pk=user.pk).update(email=email)
    except IntegrityError:
        # Somebody else signs in with it: only the reader of that mailbox comes as far as here.
        return False
    # Both mailboxes: the old one should hear of it even if nobody who reads it has asked.
    notify_login_change(user=user)
    notify_login_change(user=User.objects.get(pk=user.pk))
    return True
