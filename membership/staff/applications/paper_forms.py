"""The form for applications by letter or telephone: the join form with consent details."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import capfirst

from membership.actions import is_member
from membership.applications.forms import CORE_FIELDS, ApplicationForm, get_form_class
from membership.models import Application, JoinPage

MAX_NOTE_LENGTH = 1_000
# Older consent has to be given again.
MAX_CONSENT_AGE = timedelta(days=365)
SOURCES = [
    (source.value, capfirst(source.label))
    for source in (Application.Source.LETTER, Application.Source.PHONE)
]
REQUIRED_MESSAGES = {
    "source": "Choose a source",
    "consented_on": "Enter the date they agreed",
    "consent_note": "Enter how they agreed",
}
SOURCE_FIELDS = ("source", "consented_on", "consent_note", "replaces")


class PaperApplicationForm(ApplicationForm):
    """The join form without required questions, since a letter may leave some out."""

    source = forms.ChoiceField(label="Source", choices=SOURCES, widget=forms.RadioSelect)
    consented_on = forms.DateField(
        label="Date they agreed",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Enter a date, for example 30/11/2026"},
    )
    consent_note = forms.CharField(
        label="How they agreed",
        max_length=MAX_NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For example “signed letter”, or “I read the text to them on the phone and they "
        "agreed”. The text they agreed to is shown above.",
    )
    replaces = forms.BooleanField(
        label="Replace the existing application from this email address", required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, message in REQUIRED_MESSAGES.items():
            self.fields[name].error_messages["required"] = message
        self.fields["email"].widget.attrs["autocomplete"] = "off"
        # The help texts of the join page are for applicants.
        self.fields["email"].help_text = self.fields["name"].help_text = ""
        for question in self.custom_questions:
            question.field.required = False

    @property
    def custom_questions(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in {*CORE_FIELDS, *SOURCE_FIELDS}]

    @property
    def question_fields(self) -> list[forms.BoundField]:
        """The bound fields for answers: built-in ones, then the editors' questions."""
        return [*(self[name] for name in CORE_FIELDS), *self.custom_questions]

    @property
    def consent_fields(self) -> list[forms.BoundField]:
        """The bound fields for source and consent."""
        return [self[name] for name in SOURCE_FIELDS if name != "replaces"]

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"])
        if is_member(email):
            raise forms.ValidationError("There is already a member with this email address")
        if Application.objects.awaiting_onboarding().from_email(email).exists():
            raise forms.ValidationError(
                "An application from this email address has already been approved but not set up. "
                "Send a new set-up link instead."
            )
        return email

    def clean_consented_on(self) -> date:
        day: date = self.cleaned_data["consented_on"]
        today = timezone.localdate()
        if day > today:
            raise forms.ValidationError("The date must be today or in the past")
        if day < today - MAX_CONSENT_AGE:
            message = (
                "The date is more than a year ago. Check the year, or ask the person to agree "
                "again."
            )
            raise forms.ValidationError(message)
        return day

    @property
    def application_fields(self) -> dict[str, Any]:
        """Field values for record_paper_application."""
        cleaned = self.cleaned_data
        names = ("email", "name", "profession", "stage", "source", "consent_note")
        return {
            **{name: cleaned[name] for name in names},
            "eligibility": self.page.eligibility_statement,
            "answers": self.answers,
            "consented_at": _get_noon(cleaned["consented_on"]),
        }


def get_paper_form_class(page: JoinPage) -> type[PaperApplicationForm]:
    """The form class for paper applications with the current questions of *page*."""
    return type("JoinPagePaperApplicationForm", (PaperApplicationForm, get_form_class(page)), {})


def _get_noon(day: date) -> datetime:
    """Noon of *day*, so that time zones nearby show the same date, but never in the future."""
    return min(timezone.make_aware(datetime.combine(day, time(12))), timezone.now())
