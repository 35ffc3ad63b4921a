"""Forms for login and passwords."""

from typing import Any, ClassVar

from allauth.account import forms
from django.contrib.auth import password_validation
from django.forms import BooleanField

from users.actions import send_reset_link
from users.models import User


class FieldLabelsMixin:
    """Sets labels, error messages and the CSS class of fields; no placeholders."""

    labels: ClassVar[dict[str, str]] = {}
    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in self.labels.items():
            field = self.fields[name]
            field.label, field.help_text = label, ""
            field.error_messages["required"] = f"Please fill in “{label}”."
            field.error_messages["invalid"] = "Write an address like name@example.org."
            field.widget.attrs.pop("placeholder", None)
            field.widget.attrs["class"] = "input"


class NewPasswordMixin(FieldLabelsMixin):
    """Adds the minimum length as help text of the first password field."""

    labels: ClassVar[dict[str, str]] = {
        "password1": "New password",
        "password2": "The same password again",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = _get_min_length_help()


class LoginForm(FieldLabelsMixin, forms.LoginForm):
    labels: ClassVar[dict[str, str]] = {"login": "E-mail address", "password": "Password"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        self.fields["own_device"] = BooleanField(
            label="This is my own device",
            help_text="Then nobody who guesses at your password can lock you out here.",
            required=False,
        )


class PasswordResetForm(FieldLabelsMixin, forms.ResetPasswordForm):
    labels: ClassVar[dict[str, str]] = {"email": "E-mail address"}

    def clean_email(self) -> str:
        # No lookup here: the response must not depend on the account.
        return self.cleaned_data["email"]

    def save(self, request: Any, **kwargs: Any) -> str:
        send_reset_link(email=self.cleaned_data["email"])
        return self.cleaned_data["email"]


class UserTokenForm(forms.UserTokenForm):
    """Checks the emailed link; links of inactive accounts are invalid."""

    def _get_user(self, uidb36: str) -> User | None:
        reference = f"{uidb36[:4]}-{uidb36[4:]}"
        return User.objects.filter(reference=reference, is_active=True).first()


class ResetPasswordKeyForm(NewPasswordMixin, forms.ResetPasswordKeyForm):
    pass


class ChangePasswordForm(NewPasswordMixin, forms.ChangePasswordForm):
    labels: ClassVar[dict[str, str]] = {
        "oldpassword": "Your present password",
        **NewPasswordMixin.labels,
    }


class ReauthenticateForm(FieldLabelsMixin, forms.ReauthenticateForm):
    labels: ClassVar[dict[str, str]] = {"password": "Your present password"}


def _get_min_length_help() -> str:
    texts = password_validation.password_validators_help_texts()
    return next((str(text) for text in texts if "characters" in str(text)), "")
