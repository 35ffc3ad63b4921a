"""How the join page is checked while it is edited."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.contrib.forms.forms import WagtailAdminFormPageForm

from core.forms import BasePageForm


class JoinPageForm(BasePageForm, WagtailAdminFormPageForm):
    """Half-filled drafts pass; a question that needs a reason holds up publishing, in words."""

    def clean(self) -> dict[str, Any]:
        cleaned_data = super().clean()
        if not self.is_deferred_validation:
            for form in self._kept_questions():
                _say_what_is_lacking(form)
        return cleaned_data

    def _kept_questions(self) -> list[Any]:
        formset = self.formsets.get("questions")
        forms = formset.forms if formset else []
        return [
            form
            for form in forms
            if form.is_valid() and form.has_changed() | bool(form.instance.pk)
            if not form.cleaned_data.get("DELETE")
        ]


def _say_what_is_lacking(form: Any) -> None:
    for name, words in form.instance.get_publishing_errors().items():
        form.add_error(name, ValidationError(words))
