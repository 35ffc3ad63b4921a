"""What is held of everybody who signs in: the account, how it is opened, mails, looks."""

from collections.abc import Iterator
from datetime import time
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db.models import Q
from django.utils import timezone
from django.utils.text import capfirst
from wagtail.log_actions import registry as log_actions
from wagtail.models import ModelLogEntry

from core.models import AccessLog, QueuedMail
from core.personal_data.registry import (
    CLOSED,
    Plain,
    Row,
    Section,
    deleted,
    join,
    kept,
    readable,
    unnamed,
)
from users.models import User
from users.sessions import open_sessions

STEPS = {
    Authenticator.Type.WEBAUTHN: "Passkey",
    Authenticator.Type.TOTP: "Codes from an app",
    Authenticator.Type.RECOVERY_CODES: "Recovery codes",
}
SOMEBODY = "somebody of the membership team"
# What was decided is told where it counts, once it cannot be undone; what was undone has never
# been; and who steps aside tells nobody why, so not even that. Whoever joins the team reads that
# among what they did themselves.
NOT_TOLD = (
    AccessLog.Action.APPROVED,
    AccessLog.Action.DECLINED,
    AccessLog.Action.ASKED,
    AccessLog.Action.UNDONE,
    AccessLog.Action.RECUSED,
    AccessLog.Action.JOINED_TEAM,
)


def account(user: User) -> Iterator[Row]:
    """The one row of the account."""
    groups = sorted(user.groups.values_list("name", flat=True))
    rights = sorted(user.user_permissions.values_list("name", flat=True))
    yield {
        "E-mail address": user.email,
        "First name": user.first_name,
        "Last name": user.last_name,
        "Reference": user.reference,
        "Account made": user.date_joined,
        "Last signed in": _last_login(user),
        "Groups": groups,
        "Rights of your own": [*rights, *_standing_of(user)],
        "Can sign in": user.is_active,
    }
    for address in EmailAddress.objects.filter(user=user).order_by("pk"):
        yield {"Another e-mail address": address.email, "Confirmed": address.verified}


def _last_login(user: User) -> Plain:
    """Of members a day is kept, as the first moment of it."""
    when = user.last_login
    local = timezone.localtime(when) if when else None
    return local.date() if local and local.time() == time.min else when


def _standing_of(user: User) -> list[str]:
    told = {"Superuser": user.is_superuser, "Staff": user.is_staff}
    return [name for name, is_so in told.items() if is_so]


def ways_of_signing_in(user: User) -> Iterator[Row]:
    """That there are secrets, since when; never what they are."""
    is_set = user.has_usable_password()
    yield {"Password": "Set. We keep a mark of it that cannot be read back." if is_set else "None."}
    for row in Authenticator.objects.filter(user=user).order_by("pk"):
        yield {
            "Second step": STEPS.get(row.type, row.type),
            "Its name": _name_of(row),
            "Added": row.created_at,
            "Last used": row.last_used_at,
            "Its secret": "Kept, and never shown.",
        }


def _name_of(row: Authenticator) -> str:
    return str(row.data.get("name", "")) if row.type == Authenticator.Type.WEBAUTHN else ""


def sessions(user: User) -> Iterator[Row]:
    count = len(open_sessions(user))
    if count:
        yield {
            "Signed in at present": f"on {count} browser{'' if count == 1 else 's'}",
            "What is kept of each": "That it is you, when you showed it, and until when.",
        }


def changes_under_way(user: User) -> Iterator[Row]:
    """A new address, or being let in after everything was lost."""
    for change in user.email_changes.filter(is_over=False):
        yield {
            "New e-mail address": change.new_email,
            "Asked for": change.asked_at,
            "Confirmed from the old address": change.old_confirmed_at,
            "Confirmed from the new address": change.new_confirmed_at,
        }
    for rescue in user.rescues.all():
        yield {
            "Way back in, without password and second step": SOMEBODY,
            "Asked for": rescue.asked_at,
            "Stopped": rescue.stopped_at,
            "Done": rescue.done_at,
        }


def mails(user: User) -> Iterator[Row]:
    """Those that have not left; delivered ones are not kept. Not their words: links are secrets."""
    for mail in QueuedMail.objects.to_address(user.email).order_by("created_at", "pk"):
        message = readable(mail, "message")
        yield {
            "Mail to you": message if message == CLOSED else message["subject"],
            "Written": mail.created_at,
            "State": mail.get_state_display(),
        }


def looks_at(references: list[str]) -> Iterator[Row]:
    """Every look at what *references* stand for: when and what, but not whose."""
    about = Q()
    for reference in references:
        about |= Q(references__contains=reference)
    looks = AccessLog.objects.filter(about) if references else AccessLog.objects.none()
    for look in looks.exclude(action__in=NOT_TOLD):
        yours = "membership" if look.kind == "member" else look.kind
        what = f"{capfirst(SOMEBODY)} {look.get_action_display()}: your {yours}"
        yield {"When": look.at, "What": what}


def own_looks(user: User) -> Iterator[Row]:
    """What they looked at for the team. Whose it was is the business of those people."""
    for look in AccessLog.objects.filter(user=user):
        count = len(look.references.split())
        yield {
            "When": look.at,
            "You": look.get_action_display(),
            "How many": f"{count} {look.kind}{'' if count == 1 else 's'}",
            "Your reason": look.reason,
            "Noted as": look.who,
        }


def log_of_account(user: User) -> Iterator[Row]:
    """What the audit log says of the account."""
    for entry in ModelLogEntry.objects.get_for_model(User).filter(object_id=str(user.pk)):
        yield {
            "When": entry.timestamp,
            "What": label_of(entry),
            "Called": entry.label,
            "Details": [f"{name}: {value}" for name, value in _details(entry).items()],
        }


def _details(entry: Any) -> dict[str, Any]:
    # Not what a field was changed from and to, nor by whom: names of groups at most.
    return {"groups": ", ".join(entry.data["groups"])} if "groups" in (entry.data or {}) else {}


def label_of(entry: Any) -> str:
    """What the audit log calls it; actions of a program that is gone, by their code."""
    formatter = log_actions.get_formatter(entry)
    return str(formatter.label) if formatter else str(entry.action)


def join_all() -> None:
    """What every account has."""
    for section in SECTIONS:
        join(section)


SECTIONS = (
    Section(
        "Your account",
        account,
        covers=(
            deleted("users.User", "id"),
            deleted("users.User_groups", "user"),
            deleted("users.User_user_permissions", "user"),
            deleted("account.EmailAddress", "user"),
        ),
        order=10,
    ),
    Section(
        "How you sign in",
        ways_of_signing_in,
        covers=(deleted("mfa.Authenticator", "user"),),
        order=20,
    ),
    Section(
        "Where you are signed in",
        sessions,
        covers=(deleted("sessions.Session", "session_data"),),
        order=30,
    ),
    Section(
        "Changes under way",
        changes_under_way,
        covers=(
            deleted("users.EmailChange", "user"),
            deleted("users.Rescue", "user"),
            unnamed("users.Rescue", "by"),
        ),
        order=40,
    ),
    Section(
        "Mails on their way to you",
        mails,
        covers=(deleted("core.QueuedMail", "recipient", "recipient_hash"),),
        order=60,
    ),
    Section(
        "What was done with your account",
        log_of_account,
        covers=(unnamed("wagtailcore.ModelLogEntry", "object_id", "label"),),
        order=70,
    ),
    Section(
        "What you looked at for the team",
        own_looks,
        covers=(
            kept(
                "core.AccessLog",
                "user",
                "who",
                why="those whose details were seen may ask who saw them, until its time is over",
            ),
        ),
        order=80,
    ),
)
