"""What people have told us, and what is kept about them."""

from datetime import timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.sessions.backends.db import SessionStore
from django.core.mail import EmailMessage
from django.utils import timezone
from wagtail.models import Page

from core.mail.serialisation import serialise
from mailqueue.models import QueuedMail
from membership.models import Application, ApplicationDecision, ApplicationToken, Member
from privacy.models import AccessLog
from tests.disclosure.songs import reference_song, song
from tests.disclosure.viewers import Viewer
from tests.factories import (
    ApplicationFactory,
    MemberFactory,
    SuperuserFactory,
    UserFactory,
    answer,
    open_join_page,
)
from users.models import EmailChange


def plant_people(home: Page, viewers: dict[str, Viewer]) -> dict[str, Any]:
    join = open_join_page(home, {"label": "What would you like?", "field_type": "singleline"})
    own, other = _application(), _another_application()
    _keep_what_they_sign_in_with(viewers["second"].user)
    _note_looks(viewers["secretary"].user)
    _leaving()
    EmailChange.create_with_tokens(
        user=viewers["second"].user, new_email=f"{song('EmailChange.new_email')}@example.org"
    )
    return {
        "application": own,
        "another application": other,
        "a member's application": _application_of(viewers["second"].user),
        "mail": _mail(),
        "status link": f"/join/application/{_link(own)}/",
        "join page": join,
    }


def _application() -> Application:
    application = ApplicationFactory(
        waiting=True,
        reference=reference_song("Application.reference"),
        email=f"{song('Application.email')}@example.org",
        name=song("Application.name"),
        profession=song("Application.profession"),
        eligibility=song("Application.eligibility"),
        answers=[
            answer("What would you like?", song("Application.answers")),
            answer("Anything else?", song("Application.answers: sensitive"), sensitive=True),
        ],
    )
    _ask(application)
    return application


def _ask(application: Application) -> None:
    """Something that was answered since."""
    now = timezone.now()
    ApplicationDecision.objects.create(
        application=application,
        kind=ApplicationDecision.DecisionType.ASKED,
        finalised_at=now,
        replied_at=now,
        **{name: song(f"ApplicationDecision.{name}") for name in ("text", "reply", "who")},
    )


def _leaving() -> None:
    """Somebody whose membership has ended, and who signs in nowhere."""
    person = MemberFactory(
        pseudonym__state=Member.State.ENDING,
        pseudonym__ending_reason=song("Member.ending_reason"),
        pseudonym__ends_on=timezone.localdate() + timedelta(days=9),
    )
    person.groups.clear()


def _another_application() -> Application:
    application = ApplicationFactory(
        declined=True,
        source=Application.Source.LETTER,
        consent_note=song("Application.consent_note"),
        reference=reference_song("another application: reference"),
        answers=[answer("What would you like?", song("another application: answer"))],
    )
    ApplicationDecision.objects.create(
        application=application,
        kind=ApplicationDecision.DecisionType.DECLINED,
        finalised_at=timezone.now(),
        reason=song("ApplicationDecision.reason"),
    )
    return application


def _application_of(user: Any) -> Application:
    """By which *user* became a member; they read what was written, and not by whom."""
    application = ApplicationFactory(
        approved=True,
        answers=[answer("What would you like?", song("a member's application: answer"))],
    )
    ApplicationDecision.objects.create(
        application=application,
        kind=ApplicationDecision.DecisionType.APPROVED,
        finalised_at=timezone.now(),
        **{name: song(f"a member's application: {name}") for name in ("reason", "who")},
    )
    Member.objects.filter(user=user).update(application=application)
    return application


def _link(application: Application) -> str:
    """A link whose secret sings."""
    from membership.models import hash_token

    token = song("ApplicationToken.token")
    ApplicationToken.objects.create(
        digest=hash_token(token),
        application=application,
        expires_at=timezone.now() + timedelta(days=1),
    )
    return token


def _mail() -> QueuedMail:
    recipient = f"{song('QueuedMail.recipient')}@example.org"
    letter = EmailMessage("Hello", song("QueuedMail.message"), to=[recipient])
    return QueuedMail.objects.create(
        reference=reference_song("QueuedMail.reference"),
        recipient=recipient,
        message=serialise(letter),
        state=QueuedMail.State.FAILED,
        failed_at=timezone.now(),
        last_error="refused",
    )


def _note_looks(secretary: Any) -> None:
    """What *secretary* has looked at, which they may read of themselves; and what another has."""
    _note_a_look(secretary, song("AccessLog.reason: the secretary's"))
    joining = _note_a_look(SuperuserFactory(is_active=False), song("AccessLog.reason: of joining"))
    AccessLog.objects.filter(pk=joining.pk).update(action=AccessLog.Action.JOINED_TEAM)
    look = _note_a_look(UserFactory(groups=["Membership team"]), song("AccessLog.reason"))
    look.who = song("AccessLog.who")
    look.save()


def _note_a_look(user: Any, reason: str) -> AccessLog:
    return AccessLog.objects.record(
        user=user,
        action=AccessLog.Action.EXPORTED,
        kind="application",
        references=[],
        reason=reason,
    )


def _keep_what_they_sign_in_with(user: Any) -> None:
    TOTP.activate(user, song("Authenticator.data"))
    assert Authenticator.objects.filter(user=user).exists()
    session = SessionStore()
    session["said"] = song("Session.session_data")
    session.save()
