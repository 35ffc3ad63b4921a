"""Validators of model fields."""

import re
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.deconstruct import deconstructible

CONTACT_SCHEMES = {"tel", "sms", "https", "http", "mailto"}


def validate_contact_url(value: str) -> None:
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
        if re.search(r"[{}]", re.sub(r"\{[^{}]*\}", "", value)):
            raise ValidationError(f"There is a brace too many, or one is missing. {self._choice()}")
        for name in self.required:
            if name not in found:
                raise ValidationError(
                    f"{{{name}}} is missing: these words are of no use without it."
                )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PlaceholderValidator) and vars(self) == vars(other)

    __hash__ = None  # type: ignore[assignment]

    def _choice(self) -> str:
        names = ", ".join(f"{{{name}}}" for name in self.allowed)
        return f"You can use: {names}." if names else "Leave the braces out."


# Words that tell what this site is about, or what somebody did here. A star stands for whatever
# letters, a hyphen for a space as well, or for nothing: "remember" and "illustrated" may stay.
TELLING = (
    "*health* *psych* *therap* addict* anxiety applica* applied apply* bipolar clinic* counsel* "
    "crisis depress* diagnosis disabilit* ill illness* in2gr8* lived-experience member* mental* "
    "nhs patients recovery self-harm suicid* trauma* unwell well-being"
).split()
LETTER = r"[^\W_]"


@deconstructible
class NeutralValidator:
    """What stands in somebody's list of mails must say nothing to whoever looks at the screen."""

    def __call__(self, value: str) -> None:
        words = "|".join(map(_expression, [*TELLING, *_our_name()]))
        found = re.search(rf"(?<!{LETTER})(?:{words})(?!{LETTER})", value, re.IGNORECASE)
        if found:
            raise ValidationError(
                f"“{found[0]}” tells whoever sees the screen what this is about. "
                "Please find other words."
            )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, NeutralValidator)

    __hash__ = None  # type: ignore[assignment]


def _expression(word: str) -> str:
    return word.replace("*", f"{LETTER}*").replace("-", r"[^\w,.;:]*")


def _our_name() -> list[str]:
    # By name, because the settings of the organisation are validated here themselves.
    organisations = apps.get_model("core", "OrganisationSettings").objects
    name = organisations.values_list("name", flat=True).first() or ""
    words = re.findall(rf"{LETTER}+", name)
    return ["-".join(words)] if words else []


@deconstructible
class QuickExitUrlValidator:
    """A quick exit must lead to a web page of another site whose address does not name ours."""

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
        return isinstance(other, QuickExitUrlValidator)

    __hash__ = None  # type: ignore[assignment]
