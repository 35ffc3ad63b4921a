"""Wagtail's bulk action "Add to collection", with audiences and confirmation."""

from typing import Any

from django import forms
from wagtail import hooks
from wagtail.documents.views import bulk_actions as documents
from wagtail.images.views import bulk_actions as images
from wagtail.models import Collection

from core.uploads.confirmation import confirm_wider_audience
from core.uploads.forms import AUDIENCE_HELP_TEXT
from core.visibility.audience import get_collection_choices
from core.visibility.page_privacy.files import move_files


class CollectionForm(forms.Form):
    """Form for choosing the collection that *files* are moved to."""

    collection = forms.ModelChoiceField(Collection.objects.none(), help_text=AUDIENCE_HELP_TEXT)

    def __init__(self, *args: Any, files: list[Any], collections: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._files = files
        field: Any = self.fields["collection"]
        field.queryset = collections
        field.choices = [("", "---------"), *get_collection_choices(collections)]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        confirm_wider_audience(self, self._files)
        return cleaned


class ConfirmAudienceMixin:
    """Uses CollectionForm, which asks for confirmation before files get a wider audience."""

    form_class = CollectionForm

    def get_form_kwargs(self) -> dict[str, Any]:
        action: Any = super()
        kwargs = action.get_form_kwargs()
        policy, user = self.permission_policy, kwargs.pop("user")  # type: ignore[attr-defined]
        files, _ = self.get_actionable_objects()  # type: ignore[attr-defined]
        collections = policy.collections_user_has_permission_for(user, "add")
        return {**kwargs, "files": files, "collections": collections}

    def get_execution_context(self) -> dict[str, Any]:
        action: Any = super()
        return {**action.get_execution_context(), "user": self.request.user}  # type: ignore[attr-defined]

    @classmethod
    def execute_action(cls, objects: list[Any], **context: Any) -> tuple[int, int]:
        move_files(objects, **context)
        return len(objects), 0


class AddImagesToCollection(ConfirmAudienceMixin, images.AddToCollectionBulkAction):
    """Bulk action "Add to collection" for images."""


class AddDocumentsToCollection(ConfirmAudienceMixin, documents.AddToCollectionBulkAction):
    """Bulk action "Add to collection" for documents."""


# Ordered after Wagtail's own: of two bulk actions with the same type, the last one is used.
hooks.register("register_bulk_action", AddImagesToCollection, order=1)
hooks.register("register_bulk_action", AddDocumentsToCollection, order=1)
