"""Invitations, password links and MFA resets."""

from collections.abc import Collection
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import Group
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from wagtail.log_actions import log

from formats.references import number_to_reference
from mailqueue.templates import send_templated_email
from users.anonymous_hashes import get_anonymous_hash
from users.models import STAFF_GROUPS, User
from users.sessions import end_sessions
from users.trusted_devices import MFA_RESET_ACTION


@dataclass(frozen=True)
class Invitation:
    """The invited user, and whether the account is new."""

    user: User
    is_new: bool


def invite_staff(*, email: str, group_names: Collection[str], name: str = "") -> Invitation:
    """Add the account with *email* to *group_names*, creating it if necessary, and email a link.

    Account and email are stored in one transaction. Raises ValidationError if the email or a group
    is invalid, or the account is inactive.
    """
    groups = _staff_groups(group_names)
    with transaction.atomic():
        invitation = _add_to_groups(_clean_email(email), groups, name)
        send_invitation_email(user=invitation.user)
    return invitation


def send_invitation_email(*, user: User) -> None:
    """Email *user* a link for choosing a password."""
    _send_password_link("invitation", user)


def send_reset_link(*, email: str) -> None:
    """Send *email* a link for choosing a password, whether or not there is an account.

    Without an account the link opens nothing. So neither the page, nor the response time, nor
    the email shows whether there is an account.
    """
    _send_password_link(
        "password_reset",
        User.objects.active_with_email(email).first() or _build_placeholder_user(email),
    )


@transaction.atomic
def change_password(*, user: User, password: str) -> None:
    """Set the password of *user* and notify them."""
    user.set_password(password)
    user.save()
    notify_login_change(user=user)


def notify_login_change(*, user: User) -> None:
    """Notify *user* of a change to their login, without details since others may see the email."""
    send_templated_email(name="login_change", to=user.email, link=reverse("mfa_index"))


@transaction.atomic
def reset_mfa(*, email: str) -> bool:
    """Remove all authenticators of the account with *email* and end its sessions.

    Returns whether there was an authenticator. Raises ValidationError without such an account.
    """
    user = User.objects.filter(email=_clean_email(email)).first()
    if user is None:
        raise ValidationError(f"There is no account with the email address “{email}”.")
    taken, _ = Authenticator.objects.filter(user=user).delete()
    if not taken:
        return False
    end_sessions(user)
    log(user, MFA_RESET_ACTION)
    notify_login_change(user=user)
    return True


def get_password_reset_url(user: User) -> str:
    """The path of the page where *user* chooses a password.

    It works once, until PASSWORD_RESET_TIMEOUT seconds have passed.
    """
    # Contains the reference, since a primary key would show how many accounts there are.
    key = {
        "uidb36": user.reference.replace("-", ""),
        "key": default_token_generator.make_token(user),
    }
    return reverse("account_reset_password_from_key", kwargs=key)


def _build_placeholder_user(email: str) -> User:
    """An unsaved user for an unknown email. The link for it looks valid but does not work."""
    mark = get_anonymous_hash("reset", email.strip().lower())
    return User(pk=0, email=email, reference=number_to_reference(int(mark, 16)))


def _send_password_link(name: str, user: User) -> None:
    days = settings.PASSWORD_RESET_TIMEOUT // (24 * 60 * 60)
    send_templated_email(name=name, to=user.email, link=get_password_reset_url(user), days=days)


def _add_to_groups(email: str, groups: list[Group], name: str) -> Invitation:
    user = User.objects.filter(email=email).first()
    is_new = user is None
    user = user or _new_user(email)
    if not user.is_active:
        raise ValidationError("This account is not active. Make it active in the admin first.")
    _save_name(user, name)
    user.groups.add(*groups)
    log(user, "users.invite", data={"groups": [group.name for group in groups]})
    return Invitation(user, is_new)


def _new_user(email: str) -> User:
    return User.objects.create_user(email)


def _save_name(user: User, name: str) -> None:
    if name.strip():
        first, _, last = name.strip().rpartition(" ")
        user.first_name, user.last_name = (first, last) if first else (last, "")
        user.full_clean(exclude=["password"])
        user.save(update_fields=["first_name", "last_name"])


def _clean_email(email: str) -> str:
    try:
        validate_email(email)
    except ValidationError:
        raise ValidationError(f"“{email}” is not a valid email address.") from None
    return email.lower()


def _staff_groups(names: Collection[str]) -> list[Group]:
    known = ", ".join(f"“{name}”" for name in STAFF_GROUPS)
    if not names:
        raise ValidationError(f"Give at least one group with --group: {known}.")
    if unknown := [name for name in names if name not in STAFF_GROUPS]:
        raise ValidationError(f"There is no staff group “{unknown[0]}”. Choose from: {known}.")
    groups = list(Group.objects.filter(name__in=names))
    if len(groups) < len(set(names)):
        raise ValidationError("The staff groups do not exist yet. Run “manage.py migrate” first.")
    return groups
