"""How allauth's second steps behave here: their secrets lie encrypted like all else."""

from typing import Any, ClassVar

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http.request import split_domain_port

from encryption import DecryptionError, get_key_ring
from mailqueue.models import EmailTemplateSettings
from users.mfa.codes import SecretUnavailable

# Other people see the list of somebody's apps, and of the accounts in them.
NEUTRAL_NAME = "in2gr8"


class MfaAdapter(DefaultMFAAdapter):
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        # Said too when the code cannot be checked because a key is lost.
        "incorrect_code": (
            "This code does not fit, or has been used already. Try the next one, a recovery code "
            "or a passkey."
        ),
        "wrong_first_code": (
            "This code does not fit. Is the clock of your phone right? Try the next code."
        ),
        "unknown_passkey": "This passkey does not fit. Try another, or go on in another way.",
    }

    # --- What lies in the database -----------------------------------------------------------
    def encrypt(self, text: str) -> str:
        return get_key_ring().encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        """What was encrypted. Raises SecretUnavailable."""
        try:
            return get_key_ring().decrypt(encrypted_text)
        except DecryptionError as error:
            raise SecretUnavailable(str(error)) from error

    # --- What other people may see on somebody's telephone -----------------------------------
    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """What a new passkey is called until its owner finds a better name."""
        return f"Passkey {user.authenticator_set.filter(type=type).count() + 1}"

    def get_totp_issuer(self) -> str:
        """What the app on a telephone prints over the code: as neutral as the sender of mails."""
        return EmailTemplateSettings.load().sender_name or NEUTRAL_NAME

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The site, by its host alone: that much every passkey tells anyway."""
        host, _ = split_domain_port(context.request.get_host())
        return {"id": host, "name": host}

    def get_public_key_credential_user_entity(self, user: Any) -> dict[str, Any]:
        """The address, and never the name: it tells the accounts of one person apart."""
        return super().get_public_key_credential_user_entity(user) | {"display_name": user.email}
