"""Receive, confirm, withdraw and purge applications."""

from contextlib import suppress
from datetime import date, timedelta
from enum import Enum
from typing import Any

from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from encryption import DecryptionError
from mailqueue.models import QueuedMail
from mailqueue.templates import send_templated_email
from membership.actions.decisions import notify_team
from membership.models import (
    CONFIRMATION_VALID_FOR,
    Application,
    ApplicationToken,
    Member,
    MembershipStatistic,
    NetworkSubmissionCount,
    RecipientEmailCount,
    SubmittedFormToken,
    get_team_users,
)
from membership.models.application import ApplicationQuerySet
from privacy.models import RetentionSettings

# Longer than a form can be submitted.
FORM_TOKEN_RETENTION = timedelta(days=3)
Event = MembershipStatistic.Event
# What is counted when an application is deleted in this state.
PURGE_STATISTICS = {
    Application.State.UNCONFIRMED: Event.EXPIRED,
    Application.State.APPROVED: Event.ABANDONED,
}


class SubmissionResult(Enum):
    """The result of submitting the application form."""

    CREATED = "created"
    # The same form with the same content: nothing to do.
    DUPLICATE = "duplicate"
    # The same form with other content. Nothing was stored.
    CHANGED_RESUBMISSION = "changed resubmission"
    # Its network has sent too many. Nothing was stored.
    RATE_LIMITED = "rate limited"


@transaction.atomic
def receive_application(*, form: str, digest: str, network: str, **fields: Any) -> SubmissionResult:
    """Store an application and mail a link to its address; or say why nothing was stored.

    *form* tells the form from all others, *digest* the form with the words in it, *network* is
    where it comes from, *fields* are those of :class:`Application`.
    """
    if not _claim_form_token(form):
        is_duplicate = SubmittedFormToken.objects.filter(digest=digest).exists()
        return SubmissionResult.DUPLICATE if is_duplicate else SubmissionResult.CHANGED_RESUBMISSION
    if not NetworkSubmissionCount.objects.is_allowed(network):
        # Else the form would count as sent, and could not be sent in an hour.
        transaction.set_rollback(True)
        return SubmissionResult.RATE_LIMITED
    SubmittedFormToken.objects.create(digest=digest)
    days = timedelta(days=RetentionSettings.load().unconfirmed_days)
    application = Application.objects.create(purge_on=timezone.localdate() + days, **fields)
    MembershipStatistic.objects.increment(Event.RECEIVED)
    send_confirmation_link(application.email, application)
    return SubmissionResult.CREATED


@transaction.atomic
def resend_link(*, email: str, network: str) -> bool:
    """Mail a new link to *email*, whoever that is: to the newest application, or to nothing.

    False, and nothing done, when too much has come from *network*, whatever the address.
    """
    if not NetworkSubmissionCount.objects.is_allowed(network):
        return False
    send_confirmation_link(
        email, Application.objects.from_email(email).newest_first().locked().first()
    )
    return True


@transaction.atomic
def confirm_application(*, application: Application) -> bool:
    """Hand it to the membership team, in place of older ones from the same address.

    False, and nothing done, when it was confirmed before.
    """
    now = timezone.now()
    waiting = {"state": Application.State.WAITING, "confirmed_at": now, "purge_on": None}
    if not Application.objects.unconfirmed().filter(pk=application.pk).update(**waiting):
        return False
    replace_older(application)
    MembershipStatistic.objects.increment(Event.CONFIRMED)
    notify_team(get_team_users())
    return True


@transaction.atomic
def withdraw_application(*, application: Application) -> None:
    """Erase it now, with all else that came from its address and is not decided.

    Mails that are still on their way there are erased too.
    """
    # Locked first: a token issued concurrently exists by then, or belongs to no application.
    locked = list(_undecided_from_same_email(application).newest_first().locked())
    if application.pk not in {row.pk for row in locked}:
        return
    with suppress(DecryptionError):
        QueuedMail.objects.to_address(application.email).delete()
    for row in locked:
        row.delete()
    MembershipStatistic.objects.increment(Event.WITHDRAWN)


def purge_applications() -> None:
    """Delete what has reached the end of its retention period."""
    now, today = timezone.now(), timezone.localdate()
    for pk in Application.objects.due_for_purge(today).values_list("pk", flat=True):
        _purge(pk, today)
    ApplicationToken.objects.due_for_purge(now).delete()
    SubmittedFormToken.objects.filter(sent_at__lte=now - FORM_TOKEN_RETENTION).delete()
    RecipientEmailCount.objects.filter(day__lt=today).delete()


def purge_network_counts() -> None:
    """Delete submission counts of networks once they are a day old."""
    NetworkSubmissionCount.objects.due_for_purge(timezone.now()).delete()


def is_member(email: str) -> bool:
    """Whether somebody signs in with *email* as a member. For the reader of their mail alone."""
    user = get_user_model().objects.active_with_email(email).first()
    return bool(user and (user.is_member or hasattr(user, "member")))


def _undecided_from_same_email(application: Application) -> ApplicationQuerySet:
    """It, and what else came from there and is not decided; it alone while its key is lost."""
    itself = Q(pk=application.pk)
    with suppress(DecryptionError):
        others = Application.objects.from_email(application.email).undecided()
        return Application.objects.filter(itself | Q(pk__in=others.values("pk")))
    return Application.objects.filter(itself)


def _claim_form_token(digest: str) -> bool:
    try:
        with transaction.atomic():
            SubmittedFormToken.objects.create(digest=digest)
    except IntegrityError:
        return False
    return True


def send_confirmation_link(email: str, application: Application | None) -> None:
    """Mail a link to *application*, or to nothing, to *email*: three a day at most."""
    # Asked first: a new link ends the older ones, so it must reach somebody.
    if RecipientEmailCount.objects.can_email(email):
        token = ApplicationToken.issue(application)
        link = reverse("application", args=[token])
        hours = CONFIRMATION_VALID_FOR // timedelta(hours=1)
        send_templated_email(name="application_link", to=email, link=link, hours=hours)


def replace_older(application: Application) -> None:
    """Delete what came from the same address before and is not decided."""
    older = Application.objects.from_email(application.email).undecided().older_than(application)
    # The newest first: of many confirmed at once, each waits for an older one and none for it.
    for row in older.newest_first().locked():
        row.delete()
        MembershipStatistic.objects.increment(Event.REPLACED)


@transaction.atomic
def _purge(pk: int, today: date) -> None:
    # Read again: it may have been confirmed, or purged by another process, since.
    if application := Application.objects.due_for_purge(today).filter(pk=pk).locked().first():
        if Member.objects.filter(application=application).exists():
            Application.objects.get(pk=pk).redact(timezone.now())
            return
        if event := PURGE_STATISTICS.get(Application.State(application.state)):
            MembershipStatistic.objects.increment(event)
        application.delete()
