"""Personal data of every user: account, authenticators, queued emails, access log."""

from collections.abc import Iterator
from datetime import time
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db.models import Q
from django.utils import timezone
from django.utils.text import capfirst
from wagtail import hooks
from wagtail.log_actions import registry as log_actions
from wagtail.models import ModelLogEntry

from mailqueue.models import QueuedMail
from privacy.models import AccessLog
from privacy.registry import (
    UNREADABLE,
    JsonValue,
    Row,
    SectionDefinition,
    anonymise_fields,
    decrypt_or_placeholder,
    delete_fields,
    keep_fields,
)
from users.models import User
from users.sessions import get_open_session_keys

AUTHENTICATOR_LABELS = {
    Authenticator.Type.WEBAUTHN: "Passkey",
    Authenticator.Type.TOTP: "Authenticator app",
    Authenticator.Type.RECOVERY_CODES: "Recovery codes",
}
TEAM_MEMBER_LABEL = "someone in the membership team"
# Decisions are shown with the application once they are final. Undone decisions and recusals are
# not shown at all. JOINED_TEAM is shown in the new team member's own access log.
HIDDEN_ACTIONS = (
    AccessLog.Action.APPROVED,
    AccessLog.Action.DECLINED,
    AccessLog.Action.ASKED,
    AccessLog.Action.UNDONE,
    AccessLog.Action.RECUSED,
    AccessLog.Action.JOINED_TEAM,
)


def get_account_rows(user: User) -> Iterator[Row]:
    """The account, and its further email addresses."""
    groups = sorted(user.groups.values_list("name", flat=True))
    rights = sorted(user.user_permissions.values_list("name", flat=True))
    yield {
        "Email address": user.email,
        "First name": user.first_name,
        "Last name": user.last_name,
        "Reference": user.reference,
        "Account created": user.date_joined,
        "Last sign-in": _get_last_login(user),
        "Groups": groups,
        "Individual permissions": [*rights, *_get_account_flags(user)],
        "Account is active": user.is_active,
    }
    for address in EmailAddress.objects.filter(user=user).order_by("pk"):
        yield {"Other email address": address.email, "Confirmed": address.verified}


def _get_last_login(user: User) -> JsonValue:
    """The last login. For members only its date is stored, as midnight."""
    when = user.last_login
    local = timezone.localtime(when) if when else None
    return local.date() if local and local.time() == time.min else when


def _get_account_flags(user: User) -> list[str]:
    flags = {"Superuser": user.is_superuser, "Staff": user.is_staff}
    return [name for name, is_set in flags.items() if is_set]


def get_authenticator_rows(user: User) -> Iterator[Row]:
    """Password and authenticators with their dates, but never their secrets."""
    stored = "Set. We store it in a form that cannot be turned back into your password."
    yield {"Password": stored if user.has_usable_password() else "Not set."}
    for row in Authenticator.objects.filter(user=user).order_by("pk"):
        yield {
            "Two-step sign-in": AUTHENTICATOR_LABELS.get(row.type, row.type),
            "Name": _get_authenticator_name(row),
            "Added": row.created_at,
            "Last used": row.last_used_at,
            "Secret key": "Stored, but never shown.",
        }


def _get_authenticator_name(row: Authenticator) -> str:
    return str(row.data.get("name", "")) if row.type == Authenticator.Type.WEBAUTHN else ""


def get_session_rows(user: User) -> Iterator[Row]:
    count = len(get_open_session_keys(user))
    if count:
        yield {
            "Currently signed in": f"in {count} browser{'' if count == 1 else 's'}",
            "What we store about each": (
                "Your account, when you signed in and when the session expires."
            ),
        }


def get_pending_change_rows(user: User) -> Iterator[Row]:
    """Pending changes of the email address, and account recoveries."""
    for change in user.email_changes.filter(is_closed=False):
        yield {
            "New email address": change.new_email,
            "Requested": change.requested_at,
            "Confirmed from the current email address": change.old_confirmed_at,
            "Confirmed from the new email address": change.new_confirmed_at,
        }
    for recovery in user.account_recoveries.all():
        yield {
            "Account recovery": f"Started by {TEAM_MEMBER_LABEL}",
            "Requested": recovery.requested_at,
            "Stopped": recovery.cancelled_at,
            "Completed": recovery.completed_at,
        }


def get_queued_email_rows(user: User) -> Iterator[Row]:
    """Undelivered emails, without their text, which contains secret links."""
    for mail in QueuedMail.objects.to_address(user.email).order_by("created_at", "pk"):
        message = decrypt_or_placeholder(mail, "message")
        yield {
            "Email to you": message if message == UNREADABLE else message["subject"],
            "Created": mail.created_at,
            "Status": mail.get_state_display(),
        }


def get_access_log_about(references: list[str]) -> Iterator[Row]:
    """Access log entries about *references*: when and what, but not by whom."""
    about = Q()
    for reference in references:
        about |= Q(references__contains=reference)
    entries = AccessLog.objects.filter(about) if references else AccessLog.objects.none()
    for entry in entries.exclude(action__in=HIDDEN_ACTIONS):
        yours = "membership" if entry.kind == "member" else entry.kind
        what = f"{capfirst(TEAM_MEMBER_LABEL)} {entry.get_action_display()}: your {yours}"
        yield {"When": entry.at, "What": what}


def get_access_log_by(user: User) -> Iterator[Row]:
    """Access log entries of what *user* did, without the references of other people."""
    for entry in AccessLog.objects.filter(user=user):
        count = len(entry.references.split())
        yield {
            "When": entry.at,
            "Action": entry.get_action_display(),
            "Number of records": f"{count} {entry.kind}{'' if count == 1 else 's'}",
            "Your reason": entry.reason,
            "Name recorded": entry.who,
        }


def get_account_log(user: User) -> Iterator[Row]:
    """Entries of Wagtail's audit log about the account."""
    for entry in ModelLogEntry.objects.get_for_model(User).filter(object_id=str(user.pk)):
        yield {
            "When": entry.timestamp,
            "What": get_action_label(entry),
            "Name at the time": entry.label,
            "Details": [f"{name}: {value}" for name, value in _get_details(entry).items()],
        }


def _get_details(entry: Any) -> dict[str, Any]:
    # Names of groups only: no values of fields, and not who changed them.
    return {"groups": ", ".join(entry.data["groups"])} if "groups" in (entry.data or {}) else {}


def get_action_label(entry: Any) -> str:
    """The label of the action, or its code if it is no longer registered."""
    formatter = log_actions.get_formatter(entry)
    return str(formatter.label) if formatter else str(entry.action)


SECTIONS = (
    SectionDefinition(
        "Your account",
        get_account_rows,
        fields=(
            delete_fields("users.User", "id"),
            delete_fields("users.User_groups", "user"),
            delete_fields("users.User_user_permissions", "user"),
            delete_fields("account.EmailAddress", "user"),
        ),
        order=10,
    ),
    SectionDefinition(
        "Sign-in and security",
        get_authenticator_rows,
        fields=(delete_fields("mfa.Authenticator", "user"),),
        order=20,
    ),
    SectionDefinition(
        "Where you are signed in",
        get_session_rows,
        fields=(delete_fields("sessions.Session", "session_data"),),
        order=30,
    ),
    SectionDefinition(
        "Pending changes",
        get_pending_change_rows,
        fields=(
            delete_fields("users.EmailChange", "user"),
            delete_fields("users.AccountRecovery", "user"),
            anonymise_fields("users.AccountRecovery", "by"),
        ),
        order=40,
    ),
    SectionDefinition(
        "Emails waiting to be sent to you",
        get_queued_email_rows,
        fields=(delete_fields("mailqueue.QueuedMail", "recipient", "recipient_hash"),),
        order=60,
    ),
    SectionDefinition(
        "Account history",
        get_account_log,
        fields=(anonymise_fields("wagtailcore.ModelLogEntry", "object_id", "label"),),
        order=70,
    ),
    SectionDefinition(
        "Records you opened for the team",
        get_access_log_by,
        fields=(
            keep_fields(
                "privacy.AccessLog",
                "user",
                "who",
                reason="people whose details were opened have a right to ask who opened them, "
                "until the entry is deleted",
            ),
        ),
        order=80,
    ),
)


@hooks.register("register_personal_data")
def get_sections() -> tuple[SectionDefinition, ...]:
    """The sections of every account."""
    return SECTIONS
