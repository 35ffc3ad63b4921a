"""Validators of model fields."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.deconstruct import deconstructible

CONTACT_SCHEMES = {"tel", "sms", "https", "http", "mailto"}


def validate_contact_url(value: str) -> None:
    """Raise ValidationError unless *value* is a tel:, sms:, mailto:, http: or https: URL."""
    try:
        known = urlsplit(value).scheme in CONTACT_SCHEMES
    except ValueError:
        known = False
    if not known:
        raise ValidationError(
            "Enter tel: or sms: followed by the number, or a full web address such as "
            "https://example.org"
        )


@deconstructible
class QuickExitUrlValidator:
    """Requires an http(s) URL that does not contain the host name of this site.

    The URL remains visible in the browser after a quick exit.
    """

    def __call__(self, value: str) -> None:
        try:
            there = urlsplit(value)
        except ValueError:
            there = urlsplit("")
        if there.scheme not in {"http", "https"} or not there.hostname:
            raise ValidationError("Enter a full web address that starts with https://")
        if (urlsplit(settings.SITE_URL).hostname or "").removeprefix("www.") in value.lower():
            raise ValidationError("Enter a page on another website that does not mention ours.")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, QuickExitUrlValidator)

    __hash__ = None  # type: ignore[assignment]
