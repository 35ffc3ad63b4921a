"""Create applications, members, queued emails and access log entries with canaries."""

from datetime import timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.sessions.backends.db import SessionStore
from django.core.mail import EmailMessage
from django.utils import timezone
from wagtail.models import Page

from mailqueue.models import QueuedMail
from mailqueue.serialisation import serialise
from membership.models import Application, ApplicationDecision, ApplicationToken, Member
from privacy.models import AccessLog
from tests.factories import (
    ApplicationFactory,
    MemberFactory,
    SuperuserFactory,
    UserFactory,
    answer,
    open_join_page,
)
from tests.security.disclosure.canary_values import get_canary, get_reference_canary
from tests.security.disclosure.roles import Role
from users.models import EmailChange


def create_accounts(home: Page, roles: dict[str, Role]) -> dict[str, Any]:
    join = open_join_page(home, {"label": "What would you like?", "field_type": "singleline"})
    own, other = _application(), _another_application()
    _create_authenticators(roles["second"].user)
    _create_access_log(roles["membership_team"].user)
    _create_ending_member()
    EmailChange.create_with_tokens(
        user=roles["second"].user, new_email=f"{get_canary('EmailChange.new_email')}@example.org"
    )
    return {
        "application": own,
        "another application": other,
        "a member's application": _application_of(roles["second"].user),
        "mail": _mail(),
        "status link": f"/join/application/{_link(own)}/",
        "join page": join,
    }


def _application() -> Application:
    application = ApplicationFactory(
        waiting=True,
        reference=get_reference_canary("Application.reference"),
        email=f"{get_canary('Application.email')}@example.org",
        name=get_canary("Application.name"),
        profession=get_canary("Application.profession"),
        eligibility=get_canary("Application.eligibility"),
        answers=[
            answer("What would you like?", get_canary("Application.answers")),
            answer("Anything else?", get_canary("Application.answers: sensitive"), sensitive=True),
        ],
    )
    _ask(application)
    return application


def _ask(application: Application) -> None:
    """Add a question that the applicant has answered."""
    now = timezone.now()
    ApplicationDecision.objects.create(
        application=application,
        kind=ApplicationDecision.DecisionType.ASKED,
        finalised_at=now,
        replied_at=now,
        **{name: get_canary(f"ApplicationDecision.{name}") for name in ("text", "reply", "who")},
    )


def _create_ending_member() -> None:
    """A member whose membership is about to end, and who cannot log in."""
    person = MemberFactory(
        pseudonym__state=Member.State.ENDING,
        pseudonym__ending_reason=get_canary("Member.ending_reason"),
        pseudonym__ends_on=timezone.localdate() + timedelta(days=9),
    )
    person.groups.clear()


def _another_application() -> Application:
    application = ApplicationFactory(
        declined=True,
        source=Application.Source.LETTER,
        consent_note=get_canary("Application.consent_note"),
        reference=get_reference_canary("another application: reference"),
        answers=[answer("What would you like?", get_canary("another application: answer"))],
    )
    ApplicationDecision.objects.create(
        application=application,
        kind=ApplicationDecision.DecisionType.DECLINED,
        finalised_at=timezone.now(),
        reason=get_canary("ApplicationDecision.reason"),
    )
    return application


def _application_of(user: Any) -> Application:
    """The application of *user*; they can read its answers, but not who decided."""
    application = ApplicationFactory(
        approved=True,
        answers=[answer("What would you like?", get_canary("a member's application: answer"))],
    )
    ApplicationDecision.objects.create(
        application=application,
        kind=ApplicationDecision.DecisionType.APPROVED,
        finalised_at=timezone.now(),
        **{name: get_canary(f"a member's application: {name}") for name in ("reason", "who")},
    )
    Member.objects.filter(user=user).update(application=application)
    return application


def _link(application: Application) -> str:
    """A link whose token is a canary."""
    from membership.models import hash_token

    token = get_canary("ApplicationToken.token")
    ApplicationToken.objects.create(
        digest=hash_token(token),
        application=application,
        expires_at=timezone.now() + timedelta(days=1),
    )
    return token


def _mail() -> QueuedMail:
    recipient = f"{get_canary('QueuedMail.recipient')}@example.org"
    email = EmailMessage("Hello", get_canary("QueuedMail.message"), to=[recipient])
    return QueuedMail.objects.create(
        reference=get_reference_canary("QueuedMail.reference"),
        recipient=recipient,
        message=serialise(email),
        state=QueuedMail.State.FAILED,
        failed_at=timezone.now(),
        last_error="refused",
    )


def _create_access_log(team_member: Any) -> None:
    """Access log entries of *team_member*, which they can read, and of another user."""
    _record_access(team_member, get_canary("AccessLog.reason: the team's"))
    joining = _record_access(
        SuperuserFactory(is_active=False), get_canary("AccessLog.reason: of joining")
    )
    AccessLog.objects.filter(pk=joining.pk).update(action=AccessLog.Action.JOINED_TEAM)
    entry = _record_access(UserFactory(groups=["Membership team"]), get_canary("AccessLog.reason"))
    entry.who = get_canary("AccessLog.who")
    entry.save()


def _record_access(user: Any, reason: str) -> AccessLog:
    return AccessLog.objects.record(
        user=user,
        action=AccessLog.Action.EXPORTED,
        kind="application",
        references=[],
        reason=reason,
    )


def _create_authenticators(user: Any) -> None:
    TOTP.activate(user, get_canary("Authenticator.data"))
    assert Authenticator.objects.filter(user=user).exists()
    session = SessionStore()
    session["said"] = get_canary("Session.session_data")
    session.save()
