"""Applications: short-lived, and encrypted except for the fields that the team sorts by."""

from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils import timezone

from core.models import Stage
from encryption import EncryptedJSONField, EncryptedTextField, KeyedHashField
from formats.references import make_reference

STAGES = [*Stage.choices, ("other", "Something else")]


class ApplicationQuerySet(models.QuerySet["Application"]):
    def unconfirmed(self) -> "ApplicationQuerySet":
        """Submitted, but the email address is not confirmed."""
        return self.filter(state=Application.State.UNCONFIRMED)

    def confirmed(self) -> "ApplicationQuerySet":
        """With a confirmed email address: only these are shown to the team."""
        return self.exclude(state=Application.State.UNCONFIRMED)

    def awaiting_decision(self) -> "ApplicationQuerySet":
        """Waiting for the team, longest first."""
        return self.filter(state=Application.State.WAITING).order_by("confirmed_at", "pk")

    def in_queue_order(self) -> "ApplicationQuerySet":
        """Waiting for the team, waiting for the applicant, decided, redacted; each oldest first."""
        states = [Application.State.WAITING, Application.State.ASKED]
        whens = [models.When(state=state, then=position) for position, state in enumerate(states)]
        position = models.Case(*whens, default=len(states))
        redacted_last = models.F("redacted_at").asc(nulls_first=True)
        return self.order_by(position, redacted_last, "confirmed_at", "pk")

    def undecided(self) -> "ApplicationQuerySet":
        """Not decided. A newer application from the same email address replaces these."""
        states = Application.State
        return self.filter(state__in=[states.UNCONFIRMED, states.WAITING, states.ASKED])

    def from_email(self, email: str) -> "ApplicationQuerySet":
        """With this exact email address, compared by its keyed hash."""
        field = Application._meta.get_field("email_hash")
        return self.filter(email_hash__in=field.hashes(email))

    def visible_to_reviewer(self, user: Any) -> "ApplicationQuerySet":
        """Without those from which *user* is recused."""
        return self.exclude(pk__in=user.recusals.values("application"))

    def awaiting_onboarding(self) -> "ApplicationQuerySet":
        """Approved, but the applicant has not completed onboarding."""
        return self.filter(state=Application.State.APPROVED, member=None)

    def older_than(self, application: "Application") -> "ApplicationQuerySet":
        """Sent before *application*. The primary key decides between equal times."""
        same_moment = models.Q(sent_at=application.sent_at, pk__lt=application.pk)
        return self.filter(models.Q(sent_at__lt=application.sent_at) | same_moment)

    def newest_first(self) -> "ApplicationQuerySet":
        """Most recently submitted first."""
        return self.order_by("-sent_at", "-pk")

    def locked(self) -> "ApplicationQuerySet":
        """Lock the rows with SELECT FOR UPDATE; only their state is selected."""
        return self.select_for_update().only("pk", "state")

    def due_for_purge(self, today: date) -> "ApplicationQuerySet":
        """With a retention period that is over."""
        return self.filter(purge_on__lte=today)

    def without_contents(self) -> "ApplicationQuerySet":
        """Without the encrypted fields, for lists."""
        return self.defer("email", "name", "eligibility", "answers", "consent_note")


class Application(models.Model):
    """An application to join. It stores no IP address, no user agent and no diagnosis."""

    class State(models.TextChoices):
        UNCONFIRMED = "unconfirmed", "not confirmed"
        WAITING = "waiting", "waiting"
        ASKED = "asked", "waiting for applicant"
        APPROVED = "approved", "approved"
        DECLINED = "declined", "declined"

    class Source(models.TextChoices):
        FORM = "form", "online form"
        LETTER = "letter", "letter"
        PHONE = "phone", "phone"

    reference = models.CharField(max_length=9, unique=True, default=make_reference, editable=False)
    state = models.CharField(
        "status", max_length=11, choices=State.choices, default=State.UNCONFIRMED
    )
    profession = models.CharField(max_length=80)
    stage = models.CharField("career stage", max_length=9, choices=STAGES)
    sent_at = models.DateTimeField("sent", default=timezone.now)
    confirmed_at = models.DateTimeField("confirmed on", null=True, blank=True)
    consent = models.ForeignKey(
        "membership.ConsentText", on_delete=models.PROTECT, related_name="+"
    )
    consented_at = models.DateTimeField("agreed", default=timezone.now)
    purge_on = models.DateField("deleted on", null=True, blank=True)
    source = models.CharField(max_length=6, choices=Source.choices, default=Source.FORM)
    # When everything but the decision was erased.
    redacted_at = models.DateTimeField(null=True, blank=True, editable=False)

    email = EncryptedTextField("email address")
    email_hash = KeyedHashField(of="email")
    name = EncryptedTextField(blank=True)
    eligibility = EncryptedTextField("statement")
    # With the questions as they were asked: see membership.applications.answers.
    answers = EncryptedJSONField(default=list)
    # How the applicant agreed, if the application did not come by the form.
    consent_note = EncryptedTextField(blank=True, default="")

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ("confirmed_at", "pk")
        # None implies another. Applications are never edited, so Django's permissions are not used.
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
        # Wagtail copies this into its audit log, delete pages and emails, so it is never a name.
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
        """Erase the applicant's data.

        The reference, state, dates, consent version and the outline of decisions stay.
        """
        self.email = self.name = self.eligibility = self.consent_note = ""
        self.answers, self.profession, self.stage = [], "", "other"
        self.redacted_at, self.purge_on = now, None
        self.save()
        self.decisions.update(reason="", text="", reply="")
        self.tokens.all().delete()
