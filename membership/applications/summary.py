"""The answers of the join form, for the page where applicants check them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms

from membership.applications.forms import ApplicationForm

CHECK_HEADING = "Check your answers"
YES_LABEL = "Yes"


@dataclass(frozen=True)
class SummaryRow:
    """A question, its answers, and the HTML id of its form field."""

    field_id: str
    label: str
    answers: list[str]


def get_check_context(form: ApplicationForm) -> dict[str, Any]:
    """The template context of the page where applicants check the answers in *form*."""
    return {
        "heading": CHECK_HEADING,
        "page": form.page,
        "form": form,
        "rows": build_summary(form),
    }


def build_summary(form: ApplicationForm) -> list[SummaryRow]:
    """One row for each field of *form*, in the order of the form."""
    return [
        SummaryRow(
            bound.id_for_label or bound.auto_id,
            str(bound.label),
            list(_get_answers(form, bound.name)),
        )
        for bound in form
    ]


def _get_answers(form: ApplicationForm, name: str) -> Iterator[str]:
    if name in form.errors:
        # Invalid values are shown too, so that applicants can read and copy them.
        yield from filter(str.strip, form.values.get(name, []))
    value = getattr(form, "cleaned_data", {}).get(name)
    if isinstance(value, list):
        yield from (_get_label(form.fields[name], item) for item in value)
    elif value is True:
        yield YES_LABEL
    elif value not in (None, "", False):
        yield _get_label(form.fields[name], value)


def _get_label(field: forms.Field, value: object) -> str:
    choices = dict(getattr(field, "choices", ()))
    return str(choices.get(value, value))
