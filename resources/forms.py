"""Form of the resource page in the editor."""

from typing import Any

from django import forms

from core.forms import BasePageForm
from core.models import Stage


class ResourcePageForm(BasePageForm):
    """Offers career stages as checkboxes."""

    selected_stages = forms.MultipleChoiceField(
        label="Career stages",
        choices=Stage.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Leave these unticked if the resource is for everyone.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["selected_stages"] = self.instance.selected_stages

    def save(self, commit: bool = True) -> Any:
        self.instance.selected_stages = self.cleaned_data.get("selected_stages") or []
        return super().save(commit=commit)
