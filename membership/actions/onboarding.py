"""Onboarding of approved applicants: link, account, member."""

from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from mailqueue.templates import send_templated_email
from membership.models import (
    ONBOARDING_VALID_FOR,
    Application,
    ApplicationToken,
    ConsentText,
    Member,
    MembershipStatistic,
)
from membership.models.consent import ConsentRecord
from privacy.models import AccessLog, RetentionSettings
from users.models import MEMBERS_GROUP, User

Event = MembershipStatistic.Event


class OnboardingNotAllowed(Exception):
    """The application is not approved, already onboarded, or belongs to another account."""


class PseudonymTaken(Exception):
    """Another member has this pseudonym, or a confusable one."""


def send_status_link(application: Application) -> None:
    """Email the applicant a link to the status page, valid for ONBOARDING_VALID_FOR.

    Not limited per day, since only the team can trigger it.
    """
    token = ApplicationToken.issue(application, valid_for=ONBOARDING_VALID_FOR)
    link = reverse("application", args=[token])
    send_templated_email(
        name="application_update",
        to=application.email,
        link=link,
        days=ONBOARDING_VALID_FOR.days,
    )


@transaction.atomic
def send_onboarding_link(*, application: Application, by: User) -> bool:
    """Send the onboarding link again. False if the application cannot be onboarded."""
    if not can_onboard(application):
        return False
    send_status_link(application)
    AccessLog.objects.record(
        user=by,
        action=AccessLog.Action.SENT_LINK,
        kind="application",
        references=[application.reference],
    )
    return True


def can_onboard(application: Application) -> bool:
    """Whether the approval of *application* is final and it has no member yet."""
    rows = Application.objects.awaiting_onboarding().filter(pk=application.pk, redacted_at=None)
    return rows.exists() and not application.pending_decision


@transaction.atomic
def complete_onboarding(
    *,
    application: Application,
    pseudonym: str,
    texts: list[ConsentText],
    password: str | None = None,
    user: User | None = None,
    real_name: str = "",
) -> Member:
    """Create the member for an approved *application*, and an account unless *user* is given.

    *texts* are the consent texts that the applicant has agreed to. Without *password* the account
    gets no usable password: the applicant adds a passkey. Stores everything or nothing. Raises
    OnboardingNotAllowed, PseudonymTaken.
    """
    locked = Application.objects.filter(pk=application.pk).select_for_update().first()
    if locked is None or not can_onboard(locked):
        raise OnboardingNotAllowed
    account = user or _create_account(locked.email, password)
    if account.email != locked.email.strip().lower() or hasattr(account, "member"):
        raise OnboardingNotAllowed
    member = _create_member(
        user=account,
        application=locked,
        pseudonym=pseudonym,
        real_name=real_name,
        profession=locked.profession,
    )
    for text in texts:
        ConsentRecord.objects.create(member=member, text=text)
    grant_member_access(account)
    # Old emails and the browser's history must not lead to the application any more.
    locked.tokens.update(superseded=True)
    _schedule_purge(locked)
    _delete_other_applications(locked, account.email)
    MembershipStatistic.objects.increment(Event.JOINED)
    return member


def grant_member_access(user: User) -> None:
    """Add *user* to the group Members."""
    user.groups.add(Group.objects.get(name=MEMBERS_GROUP))
    user.clear_group_cache()


def revoke_member_access(user: User) -> None:
    """Remove *user* from the group Members, from the next request on."""
    user.groups.remove(*Group.objects.filter(name=MEMBERS_GROUP))
    user.clear_group_cache()


def _create_account(email: str, password: str | None) -> User:
    try:
        with transaction.atomic():
            return get_user_model().objects.create_user(email, password)
    except IntegrityError:
        # There is an account with this email address: its owner has to log in first.
        raise OnboardingNotAllowed from None


def _create_member(**fields: Any) -> Member:
    try:
        with transaction.atomic():
            return Member.objects.create(**fields)
    except IntegrityError:
        if Member.objects.with_similar_pseudonym(fields["pseudonym"]).exists():
            raise PseudonymTaken from None
        raise OnboardingNotAllowed from None


def _delete_other_applications(application: Application, email: str) -> None:
    """Delete other undecided applications of the new member."""
    others = Application.objects.from_email(email).exclude(pk=application.pk)
    others.undecided().delete()


def _schedule_purge(application: Application) -> None:
    days = RetentionSettings.load().answers_days
    if not days:
        application.redact(timezone.now())
        return
    application.purge_on = timezone.localdate() + timedelta(days=days)
    application.save(update_fields=["purge_on"])
