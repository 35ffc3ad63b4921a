"""View that lists public files of a private page, and moves them to a private collection."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from wagtail.models import Collection, Page

from core.visibility.audience import describe_audience
from core.visibility.editor_permissions import get_linkable_pages, has_any_model_permission
from core.visibility.page_privacy.files import (
    PublicFile,
    can_move_file,
    get_private_collections,
    get_public_files,
    move_files,
)


class MoveFilesForm(forms.Form):
    """Form for choosing which of *files* to move, and one of *collections*."""

    chosen = forms.MultipleChoiceField(
        label="Files to move",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one file"},
    )
    collection = forms.ChoiceField(label="Move to collection")

    def __init__(
        self, *args: Any, files: list[PublicFile], collections: list[Collection], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._files = {item.key: item.file for item in files}
        self._collections = {str(collection.pk): collection for collection in collections}
        chosen_field, collection_field = self.fields["chosen"], self.fields["collection"]
        chosen_field.choices = [(item.key, f"{item.file.title} ({item.kind})") for item in files]  # type: ignore[attr-defined]
        chosen_field.initial = list(self._files)
        collection_field.choices = [  # type: ignore[attr-defined]
            (pk, f"{collection.name} – {describe_audience(collection)}")
            for pk, collection in self._collections.items()
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        return {
            "files": [self._files[key] for key in cleaned.get("chosen", [])],
            "collection": self._collections.get(cleaned.get("collection", "")),
        }


def page_files(request: HttpRequest, page_id: int) -> HttpResponse:
    """List the public files of a private page; POST moves the chosen ones."""
    page = get_object_or_404(Page, pk=page_id)
    user = request.user
    if not page.permissions_for_user(user).can_set_view_restrictions():
        raise PermissionDenied
    found = get_public_files(page)
    private = [item for item in found if not item.public_uses]
    movable = [item for item in private if can_move_file(user, item.file)]
    form = MoveFilesForm(
        request.POST or None, files=movable, collections=get_private_collections(page, user)
    )
    if request.method == "POST" and form.is_valid():
        _move(request, **form.cleaned_data)
        return redirect("page_files", page.pk)
    context = {
        "page": page.specific_deferred,
        "form": form,
        "found": found,
        "movable": movable,
        "unmovable": [item for item in private if item not in movable],
        "used_in_public": [
            (item, [_describe_use(user, use) for use in item.public_uses])
            for item in found
            if item.public_uses
        ],
    }
    return TemplateResponse(request, "core/page_privacy/files.html", context)


def _move(request: HttpRequest, files: list[Any], collection: Collection) -> None:
    allowed = [file for file in files if can_move_file(request.user, file, collection)]
    move_files(allowed, collection=collection, user=request.user)
    if allowed:
        names = ", ".join(f"“{file.title}”" for file in allowed)
        messages.success(request, f"Moved to “{collection.name}”: {names}.")
    for file in files:
        if file not in allowed:
            messages.error(
                request,
                f"You do not have permission to add “{file.title}” to “{collection.name}”.",
            )


def _describe_use(user: Any, source: Model) -> str:
    """Describe *source* without revealing what *user* cannot see."""
    kind = capfirst(str(source._meta.verbose_name))
    if isinstance(source, Page):
        is_known = get_linkable_pages(user).filter(pk=source.pk).exists()
        return f"“{source.title}”" if is_known else "a page that you cannot edit"
    return f"{kind}: {source}" if has_any_model_permission(user, type(source)) else kind
