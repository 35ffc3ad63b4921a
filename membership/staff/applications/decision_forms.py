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
    "Write it so that you would be happy for the applicant to read it. They have a right to see "
    "all the data we hold about them."
)
CANNOT_STORE = "Your text contains a character we cannot store. Remove it and try again."
SAME_EMAIL = "Enter a different email address. We already have this one."
EMAIL_TAKEN = (
    "Someone with this email address is already a member or has an open application. Check that "
    "first."
)


def _build_textarea(rows: int, *, max_length: int, **options: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "autocomplete": "off"})
    field = VerbatimCharField(widget=widget, max_length=max_length, **options)
    field.error_messages |= {
        "max_length": f"Your text must be {max_length:,} characters or fewer",
        "null_characters_not_allowed": CANNOT_STORE,
    }
    return field


class ConfirmForm(forms.Form):
    """A form without fields: submitting it confirms the action."""

    def __init__(self, *args: Any, application: Application, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"label_suffix": ""})
        self.application, self.user = application, user


class ApproveForm(ConfirmForm):
    reason = _build_textarea(
        3,
        label="Internal note (optional)",
        max_length=MAX_REASON_LENGTH,
        required=False,
        help_text=WRITING_HELP,
    )


class DeclineForm(ConfirmForm):
    reason = _build_textarea(
        3,
        label="Internal note",
        max_length=MAX_REASON_LENGTH,
        help_text=f"Not shown on the applicant’s page. {WRITING_HELP}",
        error_messages={"required": "Enter an internal note"},
    )
    text = _build_textarea(
        10,
        label="Message to the applicant",
        max_length=MAX_ANSWER_LENGTH,
        help_text="Be kind and clear. You can preview it before you send it.",
        error_messages={"required": "Enter a message to the applicant"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].initial = ApplicationTextSettings.load().decline_draft


class AskForm(ConfirmForm):
    text = _build_textarea(
        6,
        label="Your question",
        max_length=MAX_ANSWER_LENGTH,
        help_text="You can preview it before you send it.",
        error_messages={"required": "Enter your question"},
    )


class RecusalForm(ConfirmForm):
    to = forms.ModelChoiceField(
        queryset=User.objects.none(),
        label="Hand over to",
        empty_label="Anyone in the team",
        required=False,
        help_text="They will get an email that says only that an item is waiting.",
        error_messages={"invalid_choice": "Choose someone from the list"},
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
        label="Correct email address",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": "Enter the email address",
            "max_length": "The email address must be 254 characters or fewer",
            "invalid": "Enter an email address in the correct format, like name@example.org",
        },
    )

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"])
        try:
            current_email = self.application.email
        except DecryptionError as error:
            message = f"The current email address cannot be decrypted. {error}"
            raise forms.ValidationError(message) from error
        if email.lower() == current_email.strip().lower():
            raise forms.ValidationError(SAME_EMAIL)
        if is_member(email) or Application.objects.from_email(email).undecided().exists():
            # Otherwise the owner of that mailbox could read another person's application.
            raise forms.ValidationError(EMAIL_TAKEN)
        return email
