"""Paper applications recorded by the team, and corrections of email addresses."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from mailqueue.models import QueuedMail
from membership.actions.applications import delete_older_applications
from membership.actions.decisions import (
    DECIDABLE_STATES,
    DECISION_LOG_ACTIONS,
    AlreadyDecided,
    get_reviewers,
    log_access,
    notify_team,
)
from membership.actions.onboarding import send_status_link
from membership.models import Application, ApplicationDecision, ConsentText, MembershipStatistic
from privacy.models import AccessLog
from users.models import User

DecisionType, Event = ApplicationDecision.DecisionType, MembershipStatistic.Event


@transaction.atomic
def record_paper_application(
    *, by: User, source: str, consent_note: str, consented_at: datetime, **fields: Any
) -> Application:
    """Store an application by letter or telephone, and email a link to the applicant.

    It needs no confirmation. *consent_note* says how the applicant agreed, *fields* are those of
    :class:`Application`. Raises ValidationError if no join page was published, since there is then
    no consent text.
    """
    consent = ConsentText.objects.current(ConsentText.ConsentType.APPLICATION)
    if consent is None:
        raise ValidationError("Publish the join page first. It contains the text people agree to.")
    application = Application.objects.create(
        state=Application.State.WAITING,
        confirmed_at=timezone.now(),
        source=source,
        consent=consent,
        consented_at=consented_at,
        consent_note=consent_note,
        **fields,
    )
    _record_decision(application, by, DecisionType.ENTERED)
    log_access(by, AccessLog.Action.RECORDED_PAPER, application)
    delete_older_applications(application)
    MembershipStatistic.objects.increment(Event.RECEIVED)
    MembershipStatistic.objects.increment(Event.CONFIRMED)
    # Not send_confirmation_link, which limits what anonymous visitors can trigger.
    send_status_link(application)
    notify_team(get_reviewers().exclude(pk=by.pk))
    return application


@transaction.atomic
def correct_email(*, application: Application, by: User, email: str) -> None:
    """Correct a mistyped email address, and email a new link to it.

    Links sent to the old address stop working, and queued emails to it are deleted. Raises
    AlreadyDecided, or Application.DoesNotExist if it was deleted or *by* is recused.
    """
    rows = Application.objects.visible_to_reviewer(by).select_for_update()
    locked = rows.get(pk=application.pk)
    # Check again: it may have been declined or onboarded while the form was open.
    if not can_correct_email(locked):
        raise AlreadyDecided(
            locked.decisions.filter(kind__in=DECISION_LOG_ACTIONS).newest_first().first()
        )
    QueuedMail.objects.to_address(locked.email).delete()
    locked.email = email
    locked.save(update_fields=["email", "email_hash"])
    _record_decision(locked, by, DecisionType.EMAIL_CORRECTED)
    log_access(by, AccessLog.Action.CORRECTED_EMAIL, locked)
    send_status_link(locked)


def can_correct_email(application: Application) -> bool:
    """Whether emails may still be sent to the applicant."""
    if application.redacted_at:
        return False
    awaits_onboarding = application.state == Application.State.APPROVED and not hasattr(
        application, "member"
    )
    return awaits_onboarding or application.state in DECIDABLE_STATES


def _record_decision(application: Application, by: User, kind: str) -> None:
    ApplicationDecision.objects.create(
        application=application, by=by, who=str(by), kind=kind, finalised_at=timezone.now()
    )
