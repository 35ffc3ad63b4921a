"""Ask for confirmation before a chosen collection makes files visible to more people."""

from collections.abc import Sequence
from typing import Any

from django import forms
from wagtail.models import Collection

from core.visibility.audience import EVERYONE, describe_audience, widens_audience

CONFIRMATION_FIELD = "is_wider_audience_confirmed"
# The number of titles in the label of the checkbox.
MAX_NAMED = 5


def confirm_wider_audience(form: forms.BaseForm, files: Sequence[Any]) -> None:
    """Make *form* invalid until a checkbox confirms that *files* get a wider audience.

    Must be called in ``clean()`` of a form with a field ``collection``. The confirmation is valid
    for the chosen collection only.
    """
    collection = form.cleaned_data.get("collection")
    if collection is None:
        return
    known = Collection.objects.in_bulk({file.collection_id for file in files})
    newly_visible = [
        file for file in files if widens_audience(known[file.collection_id], collection)
    ]
    if not newly_visible:
        return
    is_confirmed = form.data.get(form.add_prefix(CONFIRMATION_FIELD)) == str(collection.pk)
    names = _join_titles(newly_visible)
    form.fields[CONFIRMATION_FIELD] = forms.BooleanField(
        label=_build_label(names, describe_audience(collection)),
        required=False,
        widget=forms.CheckboxInput({"value": collection.pk}, check_test=lambda _: is_confirmed),
    )
    order = [name for name in form.fields if name != CONFIRMATION_FIELD]
    order.insert(order.index("collection") + 1, CONFIRMATION_FIELD)
    form.order_fields(order)
    if not is_confirmed:
        form.add_error(
            "collection",
            f"More people could open {names} in this collection than now. Choose another "
            "collection, or tick the box below to confirm.",
        )


def _build_label(names: str, audience: str) -> str:
    if audience == EVERYONE:
        return f"{names} will become public: everyone can open public files"
    return f"{names} will be open to more people: {audience}"


def _join_titles(files: list[Any]) -> str:
    named = [f"“{file.title}”" for file in files[:MAX_NAMED]]
    others = len(files) - len(named)
    if others:
        named.append(f"{others} other{'s' if others > 1 else ''}")
    return " and ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)
