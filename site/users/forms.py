"""Forms for login and passwords."""

from typing import Any, ClassVar

from allauth.account import forms
from django.contrib.auth import password_validation
from django.forms import BooleanField

from users.models import User
from users.trusted_devices import COOKIE_MAX_AGE

INVALID_EMAIL = "Enter an email address in the correct format, like name@example.org"
TRUST_HELP = (
    "Tick this only on your own device. You can then still sign in here even if someone else "
    "enters the wrong password for your account too many times. "
    f"We store a cookie on this device for {COOKIE_MAX_AGE.days} days, or until you sign out."
)


class FieldLabelsMixin:
    """Sets labels, error messages and the CSS class of fields; no placeholders."""

    labels: ClassVar[dict[str, str]] = {}
    # By field name; otherwise the message is made from the label.
    required_messages: ClassVar[dict[str, str]] = {}
    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in self.labels.items():
            field = self.fields[name]
            field.label, field.help_text = label, ""
            field.error_messages["required"] = self.required_messages.get(
                name, f"Enter your {label.lower()}"
            )
            field.error_messages["invalid"] = INVALID_EMAIL
            field.error_messages["max_length"] = (
                f"{label} must be %(limit_value)d characters or fewer"
            )
            field.widget.attrs.pop("placeholder", None)
            field.widget.attrs["class"] = "input"


class NewPasswordMixin(FieldLabelsMixin):
    """Adds the minimum length as help text of the first password field."""

    labels: ClassVar[dict[str, str]] = {
        "password1": "New password",
        "password2": "Confirm new password",
    }
    required_messages: ClassVar[dict[str, str]] = {
        "password1": "Enter a new password",
        "password2": "Enter the same password again",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = _get_min_length_help()


class LoginForm(FieldLabelsMixin, forms.LoginForm):
    labels: ClassVar[dict[str, str]] = {"login": "Email address", "password": "Password"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        self.fields["own_device"] = BooleanField(
            label="Trust this device",
            help_text=TRUST_HELP,
            required=False,
        )


class PasswordResetForm(FieldLabelsMixin, forms.ResetPasswordForm):
    labels: ClassVar[dict[str, str]] = {"email": "Email address"}

    def clean_email(self) -> str:
        # No lookup here: the response must not depend on the account.
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
        "oldpassword": "Current password",
        **NewPasswordMixin.labels,
    }


class ReauthenticateForm(FieldLabelsMixin, forms.ReauthenticateForm):
    labels: ClassVar[dict[str, str]] = {"password": "Current password"}


def _get_min_length_help() -> str:
    texts = password_validation.password_validators_help_texts()
    return next((str(text) for text in texts if "characters" in str(text)), "")
