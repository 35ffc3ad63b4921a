"""Form of the join page in the editor."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.contrib.forms.forms import WagtailAdminFormPageForm

from core.forms import BasePageForm


class JoinPageForm(BasePageForm, WagtailAdminFormPageForm):
    """Refuses to publish questions with errors, such as a missing purpose. Drafts are saved."""

    def clean(self) -> dict[str, Any]:
        cleaned_data = super().clean()
        if not self.is_deferred_validation:
            for form in self._get_remaining_forms():
                _add_publishing_errors(form)
        return cleaned_data

    def _get_remaining_forms(self) -> list[Any]:
        formset = self.formsets.get("questions")
        forms = formset.forms if formset else []
        return [
            form
            for form in forms
            if form.is_valid() and form.has_changed() | bool(form.instance.pk)
            if not form.cleaned_data.get("DELETE")
        ]


def _add_publishing_errors(form: Any) -> None:
    for name, message in form.instance.get_publishing_errors().items():
        form.add_error(name, ValidationError(message))
