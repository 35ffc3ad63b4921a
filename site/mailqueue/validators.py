"""Validators for text that is sent by email."""

import re

from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils.deconstruct import deconstructible

# Terms that reveal what this site is about, or what someone did here. An asterisk matches any
# letters; a hyphen also matches a space or nothing. "remember" and "illustrated" are allowed.
SENSITIVE_TERMS = (
    "*health* *psych* *therap* addict* anxiety applica* applied apply* bipolar clinic* counsel* "
    "crisis depress* diagnosis disabilit* ill illness* in2gr8* lived-experience member* mental* "
    "nhs patients recovery self-harm suicid* trauma* unwell well-being"
).split()
LETTER = r"[^\W_]"


@deconstructible
class PlaceholderValidator:
    """Allows the placeholders *allowed*, such as {link}, and requires those in *required*."""

    def __init__(self, allowed: tuple[str, ...], required: tuple[str, ...] = ()) -> None:
        self.allowed = allowed
        self.required = required

    def __call__(self, value: str) -> None:
        found = re.findall(r"\{([^{}]*)\}", value)
        for name in found:
            if name not in self.allowed:
                raise ValidationError(f"{{{name}}} cannot be used here. {self._list_allowed()}")
        if re.search(r"[{}]", re.sub(r"\{[^{}]*\}", "", value)):
            raise ValidationError(
                f"A brace is missing, or there is one too many. {self._list_allowed()}"
            )
        for name in self.required:
            if name not in found:
                raise ValidationError(f"Add {{{name}}}. The text does not work without it.")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PlaceholderValidator) and vars(self) == vars(other)

    __hash__ = None  # type: ignore[assignment]

    def _list_allowed(self) -> str:
        names = ", ".join(f"{{{name}}}" for name in self.allowed)
        return f"You can use {names}." if names else "Remove the braces."


@deconstructible
class NoSensitiveWordsValidator:
    """Rejects terms that would reveal the subject of the site to others who see an inbox."""

    def __call__(self, value: str) -> None:
        terms = "|".join(map(_to_pattern, [*SENSITIVE_TERMS, *_get_organisation_terms()]))
        found = re.search(rf"(?<!{LETTER})(?:{terms})(?!{LETTER})", value, re.IGNORECASE)
        if found:
            raise ValidationError(
                f"“{found[0]}” could tell other people what this email is about. "
                "Use a different word."
            )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, NoSensitiveWordsValidator)

    __hash__ = None  # type: ignore[assignment]


def _to_pattern(term: str) -> str:
    return term.replace("*", f"{LETTER}*").replace("-", r"[^\w,.;:]*")


def _get_organisation_terms() -> list[str]:
    # Not imported, because core is in a higher layer than this app.
    organisations = apps.get_model("core", "OrganisationSettings").objects
    name = organisations.values_list("name", flat=True).first() or ""
    terms = re.findall(rf"{LETTER}+", name)
    return ["-".join(terms)] if terms else []
