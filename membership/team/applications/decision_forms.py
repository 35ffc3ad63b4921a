"""Forms for decisions on applications. Their texts are stored only when they are submitted."""

from typing import Any

from django import forms

from encryption import DecryptionError
from membership.actions import is_member
from membership.actions.decisions import get_reviewers
from membership.applications.forms import MAX_ANSWER_LENGTH, VerbatimCharField
from membership.models import Application, ApplicationTextSettings
from users.models import User

# Characters of a note for the team, about a page.
MAX_REASON_LENGTH = 2_000
WRITING_HELP = (
    "Write it as you would want to read it: applicants may ask for all that we keep about them."
)
SAME_EMAIL = "This is the address that we have already."
EMAIL_TAKEN = (
    "Somebody with this address is a member, or has an application of their own that is open. "
    "Please look at it first."
)


def _build_textarea(rows: int, **options: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "autocomplete": "off"})
    return VerbatimCharField(widget=widget, **options)


class ConfirmForm(forms.Form):
    """A form without fields: submitting it confirms the action."""

    def __init__(self, *args: Any, application: Application, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"label_suffix": ""})
        self.application, self.user = application, user


class ApproveForm(ConfirmForm):
    reason = _build_textarea(
        3,
        label="Why, for the team (if you like)",
        max_length=MAX_REASON_LENGTH,
        required=False,
        help_text=WRITING_HELP,
    )


class DeclineForm(ConfirmForm):
    reason = _build_textarea(
        3,
        label="Why, for the team",
        max_length=MAX_REASON_LENGTH,
        help_text=f"The page does not show this to the applicant. {WRITING_HELP}",
        error_messages={"required": "Please write down why, for the others of the team."},
    )
    text = _build_textarea(
        10,
        label="What the applicant reads",
        max_length=MAX_ANSWER_LENGTH,
        help_text="Kind and plain. You see it as they will, before it is sent.",
        error_messages={"required": "Please write something for the applicant to read."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].initial = ApplicationTextSettings.load().decline_draft


class AskForm(ConfirmForm):
    text = _build_textarea(
        6,
        label="Your question",
        max_length=MAX_ANSWER_LENGTH,
        help_text="You see it as they will, before it is sent.",
        error_messages={"required": "Please write your question."},
    )


class RecusalForm(ConfirmForm):
    to = forms.ModelChoiceField(
        queryset=User.objects.none(),
        label="Hand it to",
        empty_label="whoever of the team comes first",
        required=False,
        help_text="They get a mail that something is waiting for them, and nothing else.",
        error_messages={"invalid_choice": "Please choose one of those who stand here."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = get_reviewers().exclude(pk=self.user.pk)
        others = others.exclude(recusals__application=self.application)
        self.fields["to"].queryset = others  # type: ignore[attr-defined]

    @property
    def has_others(self) -> bool:
        return bool(self.fields["to"].queryset.exists())  # type: ignore[attr-defined]


class CorrectEmailForm(ConfirmForm):
    email = forms.EmailField(
        label="The right address",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": "Please write the address.",
            "invalid": "Write an address like name@example.org.",
        },
    )

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"])
        try:
            current_email = self.application.email
        except DecryptionError as error:
            raise forms.ValidationError(f"The present address cannot be read. {error}") from error
        if email.lower() == current_email.strip().lower():
            raise forms.ValidationError(SAME_EMAIL)
        if is_member(email) or Application.objects.from_email(email).undecided().exists():
            # Otherwise the owner of that mailbox could read another person's application.
            raise forms.ValidationError(EMAIL_TAKEN)
        return email
