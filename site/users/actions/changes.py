"""Email changes, ending sessions and account recovery."""

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
    """The user has requested too many email changes today."""


@transaction.atomic
def request_email_change(*, user: User, email: str) -> EmailChange:
    """Email a link to the old and the new address of *user*; both have to confirm.

    The result does not show whether the address is in use. Raises TooManyChanges.
    """
    now = timezone.now()
    # Locked, so that concurrent requests cannot exceed the limit.
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
    """Record the confirmation by *token*; apply *change* once both addresses have confirmed.

    Returns False if *change* is closed or expired, or the new address is taken.
    """
    now = timezone.now()
    locked = EmailChange.objects.select_for_update().filter(pk=change.pk).first()
    if locked is None or not locked.is_open(now):
        return False
    field = f"{locked.get_token_role(token)}_confirmed_at"
    setattr(locked, field, getattr(locked, field) or now)
    locked.is_closed = locked.is_confirmed
    locked.save(update_fields=[field, "is_closed"])
    return _apply_new_email(locked.user, locked.new_email) if locked.is_closed else True


@transaction.atomic
def notify_account_change(*, before: User, user: User, by: Any) -> None:
    """Email *user* that their email address or password was changed in the admin.

    *before* is the user before the change. A new address is announced to the old one too. If *by*
    is another user, all sessions of *user* end and the signal `account_changed` is sent.
    """
    notify_login_change(user=before)
    if user.email != before.email:
        notify_login_change(user=user)
    if by != user:
        end_sessions(user)
        account_changed.send(sender=User, user=user)


def delete_expired_changes() -> None:
    """Delete expired email changes and closed recoveries."""
    now = timezone.now()
    EmailChange.objects.expired(now).delete()
    AccountRecovery.objects.exclude(pk__in=AccountRecovery.objects.pending()).filter(
        requested_at__lte=now - 30 * RECOVERY_WAITING_PERIOD
    ).delete()


def sign_out_everywhere(*, user: User) -> None:
    """End every session of *user*, including the current one."""
    end_sessions(user)


@transaction.atomic
def start_account_recovery(*, user: User, by: User) -> bool:
    """Email *user* that password and MFA will be reset after RECOVERY_WAITING_PERIOD.

    The email has a link that cancels it. False for staff, whose accounts the operator recovers, and
    while a recovery is pending.
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
    """Cancel *recovery* at the request of the account's owner. False if it is not pending."""
    now = timezone.now()
    return bool(AccountRecovery.objects.pending().filter(pk=recovery.pk).update(cancelled_at=now))


def complete_account_recoveries() -> None:
    """Reset password and MFA of recoveries that are due, and email a link."""
    now = timezone.now()
    for recovery in AccountRecovery.objects.due(now).select_related("user"):
        _complete_recovery(recovery, now)


@transaction.atomic
def _complete_recovery(recovery: AccountRecovery, now: datetime) -> None:
    # Checked again: it may have been cancelled or completed concurrently.
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
    """Set the email of *user*; False if it is taken."""
    try:
        with transaction.atomic():
            User.objects.filter(pk=user.pk).update(email=email)
    except IntegrityError:
        # Another account uses it. Only the owner of that mailbox could confirm, so this reveals
        # nothing.
        return False
    # Notify both addresses, in case the owner of the old one did not request it.
    notify_login_change(user=user)
    notify_login_change(user=User.objects.get(pk=user.pk))
    return True
