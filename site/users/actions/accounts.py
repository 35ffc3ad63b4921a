"""Invitations, links for passwords, and taking a second step away."""

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

from mailqueue.templates import send_templated_email
from users.fingerprints import anonymous_hash
from users.models import STAFF_GROUPS, User, number_to_reference
from users.sessions import end_sessions
from users.trusted_devices import MFA_RESET_ACTION


@dataclass(frozen=True)
class Invitation:
    """Who was invited, and whether the account was made for it."""

    user: User
    is_new: bool


def invite_staff(*, email: str, group_names: Collection[str], name: str = "") -> Invitation:
    """Put *email* into *group_names*, making the account where there is none, and mail a link.

    Account and mail are stored together or not at all. Raises ValidationError.
    """
    groups = _staff_groups(group_names)
    with transaction.atomic():
        invitation = _add_to_groups(_clean_email(email), groups, name)
        send_invitation_email(user=invitation.user)
    return invitation


def send_invitation_email(*, user: User) -> None:
    """Mail *user* a link behind which they choose a password."""
    _send_password_link("invitation", user)


def send_reset_link(*, email: str) -> None:
    """Mail a link for choosing a password to *email*, whoever that is.

    An address without an account gets the same words with a link that opens nothing: so neither
    the page, nor the time it takes, nor a look at the post says whether there is an account.
    """
    _send_password_link(
        "password_reset",
        User.objects.active_with_email(email).first() or _build_placeholder_user(email),
    )


@transaction.atomic
def change_password(*, user: User, password: str) -> None:
    """Give *user* a new password, and have them told of it."""
    user.set_password(password)
    user.save()
    notify_login_change(user=user)


def notify_login_change(*, user: User) -> None:
    """Mail *user* that the way they sign in has changed: not what, since others may see it."""
    send_templated_email(name="login_change", to=user.email, link=reverse("mfa_index"))


@transaction.atomic
def reset_mfa(*, email: str) -> bool:
    """Take away every second step of whoever signs in with *email*, and sign them out everywhere.

    Returns whether there was anything to take away. Raises ValidationError.
    """
    user = User.objects.filter(email=_clean_email(email)).first()
    if user is None:
        raise ValidationError(f"There is no account with the address “{email}”.")
    taken, _ = Authenticator.objects.filter(user=user).delete()
    if not taken:
        return False
    end_sessions(user)
    log(user, MFA_RESET_ACTION)
    notify_login_change(user=user)
    return True


def get_password_reset_url(user: User) -> str:
    """The path that opens the choose-a-password page for *user*, once and for a few days."""
    # By their reference: numbers of accounts would tell how many there are, and who has none.
    key = {
        "uidb36": user.reference.replace("-", ""),
        "key": default_token_generator.make_token(user),
    }
    return reverse("account_reset_password_from_key", kwargs=key)


def _build_placeholder_user(email: str) -> User:
    """Somebody without an account. A link made for them looks like any other, and opens nothing."""
    mark = anonymous_hash("reset", email.strip().lower())
    return User(pk=0, email=email, reference=number_to_reference(int(mark, 16)))


def _send_password_link(name: str, user: User) -> None:
    days = settings.PASSWORD_RESET_TIMEOUT // (24 * 60 * 60)
    send_templated_email(name=name, to=user.email, link=get_password_reset_url(user), days=days)


def _add_to_groups(email: str, groups: list[Group], name: str) -> Invitation:
    user = User.objects.filter(email=email).first()
    is_new = user is None
    user = user or _new_user(email)
    if not user.is_active:
        raise ValidationError("This account is switched off. Switch it on in the admin first.")
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
        raise ValidationError(f"“{email}” is not an e-mail address.") from None
    return email.lower()


def _staff_groups(names: Collection[str]) -> list[Group]:
    known = ", ".join(f"“{name}”" for name in STAFF_GROUPS)
    if not names:
        raise ValidationError(f"Name at least one group with --group: {known}.")
    if unknown := [name for name in names if name not in STAFF_GROUPS]:
        raise ValidationError(f"There is no staff group “{unknown[0]}”. There are: {known}.")
    groups = list(Group.objects.filter(name__in=names))
    if len(groups) < len(set(names)):
        raise ValidationError("The groups are not there yet: run “manage.py migrate” first.")
    return groups
