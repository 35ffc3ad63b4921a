"""The allauth MFA adapter: encrypts secrets, and names no site in authenticator apps."""

from typing import Any, ClassVar

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http.request import split_domain_port

from encryption import DecryptionError, get_key_ring
from mailqueue.models import EmailTemplateSettings
from users.mfa.codes import SecretUnavailable

# Shown in authenticator apps, where other people may see it.
NEUTRAL_NAME = "in2gr8"


class MfaAdapter(DefaultMFAAdapter):
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        # Also shown when the code cannot be checked because a key is missing.
        "incorrect_code": (
            "The code is wrong or has already been used. Wait for a new code and try again, or use "
            "a recovery code or passkey."
        ),
        "wrong_first_code": (
            "The code is wrong. Check that the time on your phone is correct, then enter the "
            "next code."
        ),
        "cannot_generate_recovery_codes": (
            "Set up a passkey or an authenticator app before you create recovery codes"
        ),
        "unknown_passkey": (
            "That passkey did not work. Try another passkey or sign in another way."
        ),
    }

    # --- Encryption --------------------------------------------------------------------------
    def encrypt(self, text: str) -> str:
        return get_key_ring().encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        """The decrypted text. Raises SecretUnavailable."""
        try:
            return get_key_ring().decrypt(encrypted_text)
        except DecryptionError as error:
            raise SecretUnavailable(str(error)) from error

    # --- Names shown by devices --------------------------------------------------------------
    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """The default name of a new authenticator."""
        return f"Passkey {user.authenticator_set.filter(type=type).count() + 1}"

    def get_totp_issuer(self) -> str:
        """The issuer shown in authenticator apps, as neutral as the sender of emails."""
        return EmailTemplateSettings.load().sender_name or NEUTRAL_NAME

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The relying party, named by its host only."""
        host, _ = split_domain_port(context.request.get_host())
        return {"id": host, "name": host}

    def get_public_key_credential_user_entity(self, user: Any) -> dict[str, Any]:
        """The user entity with the email, never the name."""
        return super().get_public_key_credential_user_entity(user) | {"display_name": user.email}
