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

# How long digests of submitted forms are stored: longer than a form can be submitted.
FORM_TOKEN_RETENTION = timedelta(days=3)
Event = MembershipStatistic.Event
# The statistic that is incremented when an application in this state is purged.
PURGE_STATISTICS = {
    Application.State.UNCONFIRMED: Event.EXPIRED,
    Application.State.APPROVED: Event.ABANDONED,
}


class SubmissionResult(Enum):
    """The result of submitting the application form."""

    CREATED = "created"
    # The same form with the same content was submitted before. Nothing was stored.
    DUPLICATE = "duplicate"
    # The same form was submitted before with other content. Nothing was stored.
    CHANGED_RESUBMISSION = "changed resubmission"
    # The network has exceeded its limit. Nothing was stored.
    RATE_LIMITED = "rate limited"


@transaction.atomic
def receive_application(
    *, form_digest: str, content_digest: str, network: str, **fields: Any
) -> SubmissionResult:
    """Store an application and email a confirmation link. The result says if nothing was stored.

    *form_digest* is the digest of the form token, *content_digest* that of the token and the
    values. Both are stored, so that a form submitted twice counts once. *network* is the network
    of the client, for rate limiting. *fields* are those of :class:`Application`.
    """
    if not _claim_form_token(form_digest):
        is_duplicate = SubmittedFormToken.objects.filter(digest=content_digest).exists()
        return SubmissionResult.DUPLICATE if is_duplicate else SubmissionResult.CHANGED_RESUBMISSION
    if not NetworkSubmissionCount.objects.count_if_allowed(network):
        # Release the form token, so that the same form can be submitted again later.
        transaction.set_rollback(True)
        return SubmissionResult.RATE_LIMITED
    SubmittedFormToken.objects.create(digest=content_digest)
    days = timedelta(days=RetentionSettings.load().unconfirmed_days)
    application = Application.objects.create(purge_on=timezone.localdate() + days, **fields)
    MembershipStatistic.objects.increment(Event.RECEIVED)
    send_confirmation_link(application.email, application)
    return SubmissionResult.CREATED


@transaction.atomic
def resend_link(*, email: str, network: str) -> bool:
    """Email a new link to *email*, whether or not it belongs to an application.

    The link leads to the newest application, or to none. Returns False without sending anything
    if *network* has exceeded its limit; the result does not depend on *email*.
    """
    if not NetworkSubmissionCount.objects.count_if_allowed(network):
        return False
    send_confirmation_link(
        email, Application.objects.from_email(email).newest_first().locked().first()
    )
    return True


@transaction.atomic
def confirm_application(*, application: Application) -> bool:
    """Pass *application* to the team and delete older undecided ones from the same email.

    Returns False and changes nothing if it is confirmed already.
    """
    now = timezone.now()
    waiting = {"state": Application.State.WAITING, "confirmed_at": now, "purge_on": None}
    if not Application.objects.unconfirmed().filter(pk=application.pk).update(**waiting):
        return False
    delete_older_applications(application)
    MembershipStatistic.objects.increment(Event.CONFIRMED)
    notify_team(get_team_users())
    return True


@transaction.atomic
def withdraw_application(*, application: Application) -> None:
    """Delete *application* and all undecided ones from the same email address.

    Queued emails to that address are deleted too.
    """
    # Lock first: a token issued concurrently either exists by then or belongs to no application.
    locked = list(_undecided_from_same_email(application).newest_first().locked())
    if application.pk not in {row.pk for row in locked}:
        return
    with suppress(DecryptionError):
        QueuedMail.objects.to_address(application.email).delete()
    for row in locked:
        row.delete()
    MembershipStatistic.objects.increment(Event.WITHDRAWN)


def purge_applications() -> None:
    """Delete applications, tokens and counts whose retention period is over.

    Applications of members are redacted, not deleted.
    """
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
    """Whether *email* belongs to a member's account.

    Reveal the result only to the team or to the owner of the mailbox.
    """
    user = get_user_model().objects.active_with_email(email).first()
    return bool(user and (user.is_member or hasattr(user, "member")))


def _undecided_from_same_email(application: Application) -> ApplicationQuerySet:
    """*application* and undecided ones from the same email address.

    Only *application* itself if its email address cannot be decrypted.
    """
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
    """Email a link to *application*, or to none, up to MAX_EMAILS_PER_DAY times a day."""
    # Check the limit first: a new token replaces the older ones, so it must be sent.
    if RecipientEmailCount.objects.count_if_allowed(email):
        token = ApplicationToken.issue(application)
        link = reverse("application", args=[token])
        hours = CONFIRMATION_VALID_FOR // timedelta(hours=1)
        send_templated_email(name="application_link", to=email, link=link, hours=hours)


def delete_older_applications(application: Application) -> None:
    """Delete older undecided applications from the same email address."""
    older = Application.objects.from_email(application.email).undecided().older_than(application)
    # Lock the newest first: applications confirmed concurrently then wait for older ones only,
    # so that they cannot deadlock.
    for row in older.newest_first().locked():
        row.delete()
        MembershipStatistic.objects.increment(Event.REPLACED)


@transaction.atomic
def _purge(pk: int, today: date) -> None:
    # Query again: it may have been confirmed or purged by another process since.
    if application := Application.objects.due_for_purge(today).filter(pk=pk).locked().first():
        if Member.objects.filter(application=application).exists():
            Application.objects.get(pk=pk).redact(timezone.now())
            return
        if event := PURGE_STATISTICS.get(Application.State(application.state)):
            MembershipStatistic.objects.increment(event)
        application.delete()
