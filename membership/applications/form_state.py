"""What somebody has written so far, travelling in the form itself: no row, no session, no cookie.

Encrypted and signed under the keys of encrypted fields, so a restart, a pause of hours or a
change of page loses nothing, and nobody who finds the page's source later can read it.
"""

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.utils import timezone

from encryption import DecryptionError, get_key_ring

# After this time a form is shown again before it counts.
FORM_MAX_AGE = timedelta(hours=24)
FORM_SALT = "membership.form"

Values = Mapping[str, list[str]]


class UnreadableFormState(Exception):
    """It was not made here, or its key is gone."""


@dataclass(frozen=True)
class FormToken:
    """When a form was first shown, and a number that tells it from all others."""

    identifier: str
    at: float

    @classmethod
    def create(cls) -> "FormToken":
        return cls(secrets.token_hex(16), timezone.now().timestamp())

    @classmethod
    def from_signed(cls, text: str) -> "FormToken":
        """The start that *text* vouches for, or a new one."""
        try:
            identifier, at = signing.loads(text, salt=FORM_SALT)
        except (signing.BadSignature, ValueError, TypeError):
            return cls.create()
        return cls(str(identifier), float(at))

    def sign(self) -> str:
        """As it stands in the form."""
        return signing.dumps([self.identifier, self.at], salt=FORM_SALT, compress=False)

    @property
    def is_fresh(self) -> bool:
        return timezone.now() - _moment(self.at) < FORM_MAX_AGE

    @property
    def submitted_too_fast(self) -> bool:
        """Whether nobody can have read and written since."""
        minimum = timedelta(seconds=settings.APPLICATION_MIN_SECONDS)
        return timezone.now() - _moment(self.at) < minimum

    @property
    def digest(self) -> str:
        """What tells this form from all others, whatever is written in it."""
        return hashlib.sha256(self.identifier.encode()).hexdigest()

    def restarted(self) -> "FormToken":
        """The same form, as if it had been opened lately: long enough ago to have been read."""
        opened_at = timezone.now().timestamp() - settings.APPLICATION_MIN_SECONDS
        return replace(self, at=opened_at)


@dataclass(frozen=True)
class FormState:
    """All values of the form as they were typed, field name -> what was sent for it."""

    token: FormToken
    consent: int
    values: Values
    at: float

    @classmethod
    def create(cls, *, token: FormToken, consent: int, values: Values) -> "FormState":
        return cls(token, consent, values, timezone.now().timestamp())

    @classmethod
    def from_token(cls, text: str) -> "FormState":
        """The draft that was sealed as *text*. Raises UnreadableFormState."""
        try:
            fields = json.loads(get_key_ring().decrypt(text))
            return cls(**{**fields, "token": FormToken(**fields["token"])})
        except (DecryptionError, ValueError, TypeError, KeyError) as error:
            raise UnreadableFormState from error

    def to_token(self) -> str:
        """As it travels in the form."""
        return get_key_ring().encrypt(json.dumps(asdict(self)))

    @property
    def is_fresh(self) -> bool:
        return timezone.now() - _moment(self.at) < FORM_MAX_AGE

    @property
    def digest(self) -> str:
        """The same for everything sent from one form with the same words in it."""
        content = json.dumps([self.token.identifier, dict(self.values)], sort_keys=True)
        return hashlib.sha256(content.encode()).hexdigest()


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, tz=timezone.get_current_timezone())
