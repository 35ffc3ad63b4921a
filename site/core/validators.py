"""What may stand in a field."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.deconstruct import deconstructible

CONTACT_SCHEMES = {"tel", "sms", "https", "http", "mailto"}


def validate_contact_address(value: str) -> None:
    """Raises ValidationError unless *value* is a tel:, sms:, mailto: or web address."""
    try:
        known = urlsplit(value).scheme in CONTACT_SCHEMES
    except ValueError:
        known = False
    if not known:
        raise ValidationError("Write tel: or sms: and the number, or a full web address.")


@deconstructible
class PlaceholderValidator:
    """What editors may leave open in the words of a mail, and what they must: {link}."""

    def __init__(self, allowed: tuple[str, ...], required: tuple[str, ...] = ()) -> None:
        self.allowed = allowed
        self.required = required

    def __call__(self, value: str) -> None:
        found = re.findall(r"\{([^{}]*)\}", value)
        for name in found:
            if name not in self.allowed:
                raise ValidationError(f"{{{name}}} means nothing here. {self._choice()}")
        for name in self.required:
            if name not in found:
                raise ValidationError(f"{{{name}}} is missing: the mail is of no use without it.")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PlaceholderValidator) and vars(self) == vars(other)

    __hash__ = None  # type: ignore[assignment]

    def _choice(self) -> str:
        names = ", ".join(f"{{{name}}}" for name in self.allowed)
        return f"You can use: {names}." if names else "Leave the braces out."


@deconstructible
class LeavingAddressValidator:
    """Whoever leaves quickly must end on a web page of another site, which says nothing of ours."""

    def __call__(self, value: str) -> None:
        try:
            there = urlsplit(value)
        except ValueError:
            there = urlsplit("")
        if there.scheme not in {"http", "https"} or not there.hostname:
            raise ValidationError("Write a full web address that begins with https://.")
        if (urlsplit(settings.SITE_URL).hostname or "").removeprefix("www.") in value.lower():
            raise ValidationError("This must be a page of another site, and not name ours.")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, LeavingAddressValidator)

    __hash__ = None  # type: ignore[assignment]
