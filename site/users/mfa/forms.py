"""Forms for TOTP and recovery codes."""

from typing import Any, ClassVar

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.internal.flows import post_authentication
from django import forms

from users import rate_limits
from users.forms import FieldLabelsMixin
from users.mfa.codes import consume_code, find_matching_totp_counter, get_pending_secret
from users.models import User


class CodeFieldMixin(FieldLabelsMixin):
    """A code field with autocomplete="one-time-code"."""

    labels: ClassVar[dict[str, str]] = {"code": "Code"}
    required_messages: ClassVar[dict[str, str]] = {"code": "Enter a code"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}
        self.fields["code"].widget.attrs |= attrs


class CodeForm(CodeFieldMixin, AuthenticateForm):
    """A TOTP or recovery code at login."""

    user: User

    def clean_code(self) -> str:
        clear_attempts = rate_limits.record_code_attempt(context.request, self.user)
        if clear_attempts is None:
            raise get_account_adapter().validation_error("too_many_login_attempts")
        row = consume_code(self.user, self.cleaned_data["code"])
        if row is None:
            raise get_adapter().validation_error("incorrect_code")
        clear_attempts()
        self.authenticator = row
        return self.cleaned_data["code"]


class ReauthenticateWithCodeForm(CodeForm):
    """A TOTP or recovery code for reauthentication."""

    def save(self) -> None:
        post_authentication(context.request, self.authenticator, reauthenticated=True)


class TotpSetupForm(CodeFieldMixin, forms.Form):
    """The first code of a new TOTP app.

    It needs no rate limit, since the page shows the secret.
    """

    labels: ClassVar[dict[str, str]] = {"code": "6-digit code"}
    required_messages: ClassVar[dict[str, str]] = {"code": "Enter the 6-digit code"}

    code = forms.CharField()

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.secret = get_pending_secret(context.request)

    def clean_code(self) -> str:
        self.counter = find_matching_totp_counter(self.cleaned_data["code"], self.secret)
        if self.counter is None:
            raise get_adapter().validation_error("wrong_first_code")
        return self.cleaned_data["code"]
