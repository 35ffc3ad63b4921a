"""Keeps the values of the join form in the form itself: no database row, session or cookie.

They are encrypted and authenticated with the keys of encrypted fields. So a restart, a pause of
hours or a change of the page loses nothing, and the page source does not reveal them.
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

# Values older than this are shown to the applicant again before they are submitted.
FORM_MAX_AGE = timedelta(hours=24)
FORM_SALT = "membership.form"

Values = Mapping[str, list[str]]


class UnreadableFormState(Exception):
    """The form state was not encrypted by this site, or its key is no longer available."""


@dataclass(frozen=True)
class FormToken:
    """Identifies one form that was shown, and when it was shown first."""

    identifier: str
    at: float

    @classmethod
    def create(cls) -> "FormToken":
        return cls(secrets.token_hex(16), timezone.now().timestamp())

    @classmethod
    def from_signed(cls, text: str) -> "FormToken":
        """The token signed as *text*, or a new one if the signature is invalid."""
        try:
            identifier, at = signing.loads(text, salt=FORM_SALT)
        except (signing.BadSignature, ValueError, TypeError):
            return cls.create()
        return cls(str(identifier), float(at))

    def sign(self) -> str:
        """The signed token for a hidden field."""
        return signing.dumps([self.identifier, self.at], salt=FORM_SALT, compress=False)

    @property
    def is_fresh(self) -> bool:
        return timezone.now() - _moment(self.at) < FORM_MAX_AGE

    @property
    def submitted_too_fast(self) -> bool:
        """Whether less than APPLICATION_MIN_SECONDS have passed, too little for a person."""
        minimum = timedelta(seconds=settings.APPLICATION_MIN_SECONDS)
        return timezone.now() - _moment(self.at) < minimum

    @property
    def digest(self) -> str:
        """The hash of the identifier, whatever the values of the form are."""
        return hashlib.sha256(self.identifier.encode()).hexdigest()

    def restarted(self) -> "FormToken":
        """The same token, as if the form had been shown APPLICATION_MIN_SECONDS ago."""
        opened_at = timezone.now().timestamp() - settings.APPLICATION_MIN_SECONDS
        return replace(self, at=opened_at)


@dataclass(frozen=True)
class FormState:
    """The submitted values by field name, and the primary key of the consent text shown."""

    token: FormToken
    consent: int
    values: Values
    at: float

    @classmethod
    def create(cls, *, token: FormToken, consent: int, values: Values) -> "FormState":
        return cls(token, consent, values, timezone.now().timestamp())

    @classmethod
    def from_token(cls, text: str) -> "FormState":
        """Decrypt the state in *text*. Raises UnreadableFormState."""
        try:
            fields = json.loads(get_key_ring().decrypt(text))
            return cls(**{**fields, "token": FormToken(**fields["token"])})
        except (DecryptionError, ValueError, TypeError, KeyError) as error:
            raise UnreadableFormState from error

    def to_token(self) -> str:
        """The encrypted state for a hidden field."""
        return get_key_ring().encrypt(json.dumps(asdict(self)))

    @property
    def is_fresh(self) -> bool:
        return timezone.now() - _moment(self.at) < FORM_MAX_AGE

    @property
    def digest(self) -> str:
        """The hash of the identifier and the values: equal for a form submitted twice."""
        content = json.dumps([self.token.identifier, dict(self.values)], sort_keys=True)
        return hashlib.sha256(content.encode()).hexdigest()


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, tz=timezone.get_current_timezone())
