"""The forms of sign-in: plain labels, and hints that say what to do."""

from typing import Any

from allauth.account import forms
from django.contrib.auth import password_validation

from users.actions import send_reset_link
from users.models import User


class PlainFields:
    """Gives every field our look: a label above it, no words inside it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.help_text = ""
            field.widget.attrs.pop("placeholder", None)
            field.widget.attrs["class"] = "in"


class NewPassword(PlainFields):
    """Says how long a new password must be, beside the first of the two fields."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].label = "New password"
        self.fields["password1"].help_text = _least_length()
        self.fields["password2"].label = "The same password again"


class SignInForm(PlainFields, forms.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "E-mail address"
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class ResetRequestForm(PlainFields, forms.ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "E-mail address"

    def clean_email(self) -> str:
        # Looks nobody up: that comes when the mail is made, alike for every address.
        return self.cleaned_data["email"]

    def save(self, request: Any, **kwargs: Any) -> str:
        """Raises MailNotSent."""
        send_reset_link(email=self.cleaned_data["email"])
        return self.cleaned_data["email"]


class LinkForm(forms.UserTokenForm):
    """The link from the mail: worth nothing once the account is switched off."""

    def _get_user(self, uidb36: str) -> User | None:
        user = super()._get_user(uidb36)
        return user if user and user.is_active else None


class ChoosePasswordForm(NewPassword, forms.ResetPasswordKeyForm):
    pass


class ChangePasswordForm(NewPassword, forms.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = "Your present password"


def _least_length() -> str:
    texts = password_validation.password_validators_help_texts()
    return next((str(text) for text in texts if "characters" in str(text)), "")
