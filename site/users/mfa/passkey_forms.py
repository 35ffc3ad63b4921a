"""Forms for WebAuthn credentials. The posted JSON is untrusted."""

import struct
from typing import Any, ClassVar

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django import forms
from django.core.exceptions import ValidationError

from users.forms import FieldLabelsMixin
from users.models import User

# Raised by allauth and fido2 for malformed or mismatched credentials.
PARSE_ERRORS = (
    ValidationError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
)
# Fields of a credential that are base64url-encoded bytes.
BINARY_FIELDS = (
    "rawId",
    "clientDataJSON",
    "attestationObject",
    "authenticatorData",
    "signature",
    "userHandle",
)
MAX_NAME_LENGTH = 60


class CredentialField(forms.JSONField):
    """The credential as JSON, with a limited length."""

    MAX_LENGTH = 20_000

    def __init__(self) -> None:
        super().__init__(widget=forms.HiddenInput)

    def clean(self, value: Any) -> Any:
        try:
            credential = super().clean(str(value or "")[: self.MAX_LENGTH])
        except (ValidationError, RecursionError, ValueError):
            credential = None
        if not isinstance(credential, dict) or _has_number_in_binary_field(credential):
            raise unknown_passkey_error()
        return credential


class PasskeyForm(forms.Form):
    """Verifies a passkey of *user*. Without *user* the credential identifies the account."""

    is_reauthentication = False
    is_passwordless = False

    def __init__(self, *args: Any, user: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["credential"] = CredentialField()

    def clean_credential(self) -> Authenticator:
        try:
            row = self._verify(self.cleaned_data["credential"])
        except PARSE_ERRORS:
            raise unknown_passkey_error() from None
        finally:
            # Each challenge is used once, and the response sets the same cookies in any case.
            auth.clear_state()
        if not row.user.is_active:
            raise unknown_passkey_error()
        return row

    def save(self) -> None:
        row = self.cleaned_data["credential"]
        post_authentication(
            context.request,
            row,
            reauthenticated=self.is_reauthentication,
            passwordless=self.is_passwordless,
        )

    def _verify(self, credential: dict[str, Any]) -> Authenticator:
        auth.parse_authentication_response(credential)
        user = self.user or auth.extract_user_from_response(credential)
        return auth.complete_authentication(user, credential)


class ReauthenticateWithPasskeyForm(PasskeyForm):
    """A passkey for reauthentication."""

    is_reauthentication = True


class PasskeyLoginForm(PasskeyForm):
    """A passkey instead of email and password; it requires user verification."""

    is_passwordless = True


class AddPasskeyForm(FieldLabelsMixin, forms.Form):
    """A new passkey and its name."""

    labels: ClassVar[dict[str, str]] = {"name": "Passkey name"}

    name = forms.CharField(max_length=MAX_NAME_LENGTH, required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.suggestion = get_adapter().generate_authenticator_name(
            user, Authenticator.Type.WEBAUTHN
        )
        self.fields["credential"] = CredentialField()
        self.fields["name"].initial = self.suggestion
        self.fields["name"].help_text = "Helps you recognise it, for example “my phone”."

    def clean_name(self) -> str:
        return self.cleaned_data["name"] or self.suggestion

    def clean_credential(self) -> dict[str, Any]:
        credential = self.cleaned_data["credential"]
        try:
            auth.parse_registration_response(credential)
            auth.complete_registration(credential)
            return _stored_credential(credential)
        except PARSE_ERRORS:
            raise unknown_passkey_error() from None
        finally:
            auth.clear_state()


class PasskeyNameForm(FieldLabelsMixin, forms.Form):
    labels: ClassVar[dict[str, str]] = {"name": "Passkey name"}
    required_messages: ClassVar[dict[str, str]] = {"name": "Enter a name for the passkey"}

    name = forms.CharField(max_length=MAX_NAME_LENGTH)

    def __init__(self, *args: Any, instance: Authenticator, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance = instance
        self.fields["name"].initial = instance.wrap().name

    def save(self) -> Authenticator:
        self.instance.wrap().name = self.cleaned_data["name"]
        self.instance.save(update_fields=["data"])
        return self.instance


def unknown_passkey_error() -> ValidationError:
    """One error for every failure, so that it reveals no account."""
    return get_adapter().validation_error("unknown_passkey")


def _has_number_in_binary_field(credential: dict[str, Any]) -> bool:
    """Whether a binary field is a number n: bytes(n) would allocate n bytes."""
    response = credential.get("response")
    places = (credential, response) if isinstance(response, dict) else (credential,)
    return any(isinstance(place.get(name), int) for place in places for name in BINARY_FIELDS)


def _stored_credential(credential: dict[str, Any]) -> dict[str, Any]:
    """The parts of *credential* that are needed to verify the passkey later."""
    answers = ("clientDataJSON", "attestationObject")
    properties = credential.get("clientExtensionResults", {}).get("credProps", {})
    return {
        "id": str(credential["id"]),
        "rawId": str(credential["rawId"]),
        "type": "public-key",
        "response": {name: str(credential["response"][name]) for name in answers},
        "clientExtensionResults": {"credProps": {"rk": bool(properties.get("rk"))}},
    }
