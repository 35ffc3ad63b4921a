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
FRESH_FOR = timedelta(hours=24)
SALT = "membership.draft"

Values = Mapping[str, list[str]]


class UnreadableDraft(Exception):
    """It was not made here, or its key is gone."""


@dataclass(frozen=True)
class Start:
    """When a form was first shown, and a number that tells it from all others."""

    number: str
    at: float

    @classmethod
    def now(cls) -> "Start":
        return cls(secrets.token_hex(16), timezone.now().timestamp())

    @classmethod
    def signed(cls, text: str) -> "Start":
        """The start that *text* vouches for, or a new one."""
        try:
            number, at = signing.loads(text, salt=SALT)
        except (signing.BadSignature, ValueError, TypeError):
            return cls.now()
        return cls(str(number), float(at))

    def sign(self) -> str:
        """As it stands in the form."""
        return signing.dumps([self.number, self.at], salt=SALT, compress=False)

    @property
    def is_fresh(self) -> bool:
        return timezone.now() - _moment(self.at) < FRESH_FOR

    @property
    def is_too_quick(self) -> bool:
        """Whether nobody can have read and written since."""
        least = timedelta(seconds=settings.APPLICATION_MIN_SECONDS)
        return timezone.now() - _moment(self.at) < least

    @property
    def digest(self) -> str:
        """What tells this form from all others, whatever is written in it."""
        return hashlib.sha256(self.number.encode()).hexdigest()

    def renewed(self) -> "Start":
        """The same form, as if it had been opened lately: long enough ago to have been read."""
        lately = timezone.now().timestamp() - settings.APPLICATION_MIN_SECONDS
        return replace(self, at=lately)


@dataclass(frozen=True)
class Draft:
    """All values of the form as they were typed, field name -> what was sent for it."""

    start: Start
    consent: int
    values: Values
    at: float

    @classmethod
    def of(cls, *, start: Start, consent: int, values: Values) -> "Draft":
        return cls(start, consent, values, timezone.now().timestamp())

    @classmethod
    def opened(cls, text: str) -> "Draft":
        """The draft that was sealed as *text*. Raises UnreadableDraft."""
        try:
            known = json.loads(get_key_ring().decrypt(text))
            return cls(**{**known, "start": Start(**known["start"])})
        except (DecryptionError, ValueError, TypeError, KeyError) as error:
            raise UnreadableDraft from error

    def sealed(self) -> str:
        """As it travels in the form."""
        return get_key_ring().encrypt(json.dumps(asdict(self)))

    @property
    def is_fresh(self) -> bool:
        return timezone.now() - _moment(self.at) < FRESH_FOR

    @property
    def digest(self) -> str:
        """The same for everything sent from one form with the same words in it."""
        words = json.dumps([self.start.number, dict(self.values)], sort_keys=True)
        return hashlib.sha256(words.encode()).hexdigest()


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, tz=timezone.get_current_timezone())
