"""Applications: short-lived, and encrypted except for the fields that the team sorts by."""

import hashlib
import secrets
from datetime import date, datetime, timedelta
from typing import Any

from django.db import models
from django.utils import timezone

from core.models import Stage
from encryption import EncryptedJSONField, EncryptedTextField, KeyedHashField
from users.models import make_reference

# How long the link in a mail can confirm.
CONFIRMATION_VALID_FOR = timedelta(hours=24)
# How long the link in a mail can set up a membership.
ONBOARDING_VALID_FOR = timedelta(days=7)
# No row has this key.
NO_APPLICATION = 0
STAGES = [*Stage.choices, ("other", "Something else")]


class ApplicationQuerySet(models.QuerySet["Application"]):
    def unconfirmed(self) -> "ApplicationQuerySet":
        """Submitted, but the email address is not confirmed."""
        return self.filter(state=Application.State.UNCONFIRMED)

    def confirmed(self) -> "ApplicationQuerySet":
        """Those that the team can see."""
        return self.exclude(state=Application.State.UNCONFIRMED)

    def awaiting_decision(self) -> "ApplicationQuerySet":
        """Waiting for the team, longest first."""
        return self.filter(state=Application.State.WAITING).order_by("confirmed_at", "pk")

    def in_queue_order(self) -> "ApplicationQuerySet":
        """Waiting for the team, for an answer, others, redacted ones; oldest first."""
        states = [Application.State.WAITING, Application.State.ASKED]
        whens = [models.When(state=state, then=position) for position, state in enumerate(states)]
        position = models.Case(*whens, default=len(states))
        redacted_last = models.F("redacted_at").asc(nulls_first=True)
        return self.order_by(position, redacted_last, "confirmed_at", "pk")

    def undecided(self) -> "ApplicationQuerySet":
        """Those that a newer application from the same email address replaces."""
        states = Application.State
        return self.filter(state__in=[states.UNCONFIRMED, states.WAITING, states.ASKED])

    def from_email(self, email: str) -> "ApplicationQuerySet":
        """By exact e-mail address, through its keyed hash."""
        field = Application._meta.get_field("email_hash")
        return self.filter(email_hash__in=field.hashes(email))

    def visible_to_reviewer(self, user: Any) -> "ApplicationQuerySet":
        """All but those from which *user* is recused."""
        return self.exclude(pk__in=user.recusals.values("application"))

    def awaiting_onboarding(self) -> "ApplicationQuerySet":
        """Approved, but the applicant has not completed onboarding."""
        return self.filter(state=Application.State.APPROVED, member=None)

    def older_than(self, application: "Application") -> "ApplicationQuerySet":
        """Sent before *application*; of two sent at the same moment one is the older."""
        same_moment = models.Q(sent_at=application.sent_at, pk__lt=application.pk)
        return self.filter(models.Q(sent_at__lt=application.sent_at) | same_moment)

    def newest_first(self) -> "ApplicationQuerySet":
        """Most recently submitted first."""
        return self.order_by("-sent_at", "-pk")

    def locked(self) -> "ApplicationQuerySet":
        """Rows locked by SELECT FOR UPDATE, with their state only."""
        return self.select_for_update().only("pk", "state")

    def due_for_purge(self, today: date) -> "ApplicationQuerySet":
        """Those whose retention period is over."""
        return self.filter(purge_on__lte=today)

    def without_contents(self) -> "ApplicationQuerySet":
        """For lists: encrypted fields are not selected."""
        return self.defer("email", "name", "eligibility", "answers", "consent_note")


class Application(models.Model):
    """What somebody told us in order to join. No network address, no browser, no diagnosis."""

    class State(models.TextChoices):
        UNCONFIRMED = "unconfirmed", "not confirmed"
        WAITING = "waiting", "waiting"
        ASKED = "asked", "asked something"
        APPROVED = "approved", "approved"
        DECLINED = "declined", "declined"

    class Source(models.TextChoices):
        FORM = "form", "by the form"
        LETTER = "letter", "by letter"
        PHONE = "phone", "by telephone"

    reference = models.CharField(max_length=9, unique=True, default=make_reference, editable=False)
    state = models.CharField(max_length=11, choices=State.choices, default=State.UNCONFIRMED)
    profession = models.CharField(max_length=80)
    stage = models.CharField(max_length=9, choices=STAGES)
    sent_at = models.DateTimeField("sent", default=timezone.now)
    confirmed_at = models.DateTimeField("waiting since", null=True, blank=True)
    consent = models.ForeignKey(
        "membership.ConsentText", on_delete=models.PROTECT, related_name="+"
    )
    consented_at = models.DateTimeField("agreed", default=timezone.now)
    purge_on = models.DateField("deleted on", null=True, blank=True)
    source = models.CharField(max_length=6, choices=Source.choices, default=Source.FORM)
    # When everything but the decision was erased.
    redacted_at = models.DateTimeField(null=True, blank=True, editable=False)

    email = EncryptedTextField("e-mail address")
    email_hash = KeyedHashField(of="email")
    name = EncryptedTextField(blank=True)
    eligibility = EncryptedTextField("statement")
    # The questions as they were asked: see membership.applications.answers.
    answers = EncryptedJSONField(default=list)
    # How somebody agreed who has not used the form.
    consent_note = EncryptedTextField(blank=True, default="")

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ("confirmed_at", "pk")
        # Independent of each other; applications are decided, never edited.
        default_permissions = ()
        permissions = (
            ("list_application", "Can see the list of applications"),
            ("inspect_application", "Can open applications"),
            ("export_application", "Can export applications"),
            ("decide_application", "Can decide on applications"),
        )
        indexes = (
            models.Index(fields=["state", "confirmed_at"], name="application_queue"),
            models.Index(fields=["purge_on"], name="application_purge"),
        )

    def __str__(self) -> str:
        # Wagtail copies this into audit labels, delete pages and mails: never a name.
        return self.reference

    @property
    def is_confirmed(self) -> bool:
        return self.state != self.State.UNCONFIRMED

    @property
    def pending_decision(self) -> Any:
        """The decision that can still be undone, or None."""
        return self.decisions.pending().first()

    @property
    def public_state(self) -> str:
        """The state that the applicant sees: a pending decision is not shown."""
        return self.State.WAITING if self.pending_decision else self.state

    def redact(self, now: datetime) -> None:
        """Erase everything but the decision: how, when and by whom."""
        self.email = self.name = self.eligibility = self.consent_note = ""
        self.answers, self.profession, self.stage = [], "", "other"
        self.redacted_at, self.purge_on = now, None
        self.save()
        self.decisions.update(reason="", text="", reply="")
        self.tokens.all().delete()


class SubmittedFormToken(models.Model):
    """The digest of a submitted form, so that a form sent twice counts once."""

    digest = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self) -> str:
        return self.digest[:8]


class ApplicationTokenQuerySet(models.QuerySet["ApplicationToken"]):
    def by_token(self, token: str) -> "ApplicationToken | None":
        """The row whose secret is *token*, or None."""
        found = self.filter(digest=hash_token(token)).select_related("application")
        return found.first()

    def due_for_purge(self, now: datetime) -> "ApplicationTokenQuerySet":
        """Unusable for at least a day."""
        yesterday = now - timedelta(days=1)
        unusable = models.Q(application=None) | models.Q(superseded=True)
        return self.filter(unusable, expires_at__lte=yesterday)


class ApplicationToken(models.Model):
    """The secret of a link in an email, stored as a digest. It confirms once, within a day.

    Afterwards it shows where the application stands, for as long as there is one. A link for an
    address without an application leads to none, and only whoever reads that mail learns it.
    """

    digest = models.CharField(max_length=64, unique=True)
    application = models.ForeignKey(
        Application, null=True, on_delete=models.CASCADE, related_name="tokens"
    )
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    superseded = models.BooleanField(default=False)

    objects = ApplicationTokenQuerySet.as_manager()

    def __str__(self) -> str:
        return f"token {self.pk}"

    @classmethod
    def issue(
        cls,
        application: Application | None,
        valid_for: timedelta = CONFIRMATION_VALID_FOR,
        **fields: Any,
    ) -> str:
        """Store a new token that supersedes the older ones. Returns its secret.

        *valid_for*: how long it can confirm or, once approved, be used for onboarding.
        """
        token = secrets.token_urlsafe(32)
        # Queried without an application too, so that known and unknown emails take equally long.
        previous = cls.objects.filter(
            application_id=application.pk if application else NO_APPLICATION
        )
        previous.update(superseded=True)
        expires = timezone.now() + valid_for
        cls.objects.create(
            digest=hash_token(token), application=application, expires_at=expires, **fields
        )
        return token

    def is_expired(self, now: datetime) -> bool:
        return now >= self.expires_at


def hash_token(token: str) -> str:
    """The digest under which *token* is stored."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()
