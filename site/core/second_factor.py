"""How allauth's second factors behave here: their secrets lie encrypted like all else."""

from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter

from core.encryption import key_ring
from core.models import LetterSettings

# Other people see the list of somebody's apps, and of the accounts in them.
NEUTRAL_NAME = "in2gr8"


class SecondFactorAdapter(DefaultMFAAdapter):
    def encrypt(self, text: str) -> str:
        return key_ring().encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return key_ring().decrypt(encrypted_text)

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """What a new passkey is called until its owner finds a better name."""
        return f"Passkey {user.authenticator_set.filter(type=type).count() + 1}"

    def get_totp_issuer(self) -> str:
        """What the app on a telephone prints over the code: as neutral as the sender of mails."""
        return LetterSettings.load().sender_name or NEUTRAL_NAME
