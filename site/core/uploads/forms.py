"""The admin's image and document forms, also used in choosers and multiple uploads."""

from typing import Any

from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from core.uploads.confirmation import confirm_wider_audience
from core.uploads.fields import UploadedDocumentField, UploadedImageField
from core.visibility.audience import describe_audience, get_collection_choices, is_for_members

# Labels and help texts of fields for which Wagtail's are missing or unclear.
FIELD_LABELS = {
    "title": ("Title", "Helps editors find the image. Readers do not see it."),
    "description": (
        "Alt text",
        "One sentence that describes the image for people who cannot see it. You can change it "
        "each time you add the image to the body of a page.",
    ),
}


AUDIENCE_HELP_TEXT = "The text after each collection says who can open its files."
NOT_FOR_MEMBERS = "Choose a collection for members, or clear “List for members”"


class AudienceFieldsMixin:
    """Shows the audience of collections, and asks before a file gets a wider audience."""

    # Set by Wagtail's form: the collections to which the user can add.
    collections: Any
    fields: dict[str, Any]
    instance: Any

    def clean(self) -> dict[str, Any] | None:
        form: Any = super()
        cleaned: dict[str, Any] | None = form.clean()
        if self.instance.pk:
            confirm_wider_audience(self, [self.instance])  # type: ignore[arg-type]
        return cleaned

    def describe_audiences(self) -> None:
        """Show audiences in the choices of the collection field, or else in the file's help text.

        Wagtail removes the collection field if the user can add to only one collection.
        """
        if collection := self.fields.get("collection"):
            collection.choices = get_collection_choices(self.collections)
            collection.help_text = AUDIENCE_HELP_TEXT
        elif file := self.fields.get("file"):
            [(_, audience)] = self.audiences
            file.help_text = f"{file.help_text} Who can open it: {audience}."

    @property
    def audiences(self) -> list[tuple[str, str]]:
        """Name and audience of each collection that can be chosen."""
        return [(it.name, describe_audience(it)) for it in self.collections]


class ImageForm(AudienceFieldsMixin, BaseImageForm):
    """Wagtail's image form with labels for editors, which validates the file."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, help_text) in FIELD_LABELS.items():
            if name in self.fields:
                self.fields[name].label, self.fields[name].help_text = label, help_text
        if file := self.fields.get("file"):
            self.fields["file"] = UploadedImageField(label=file.label, widget=file.widget)
        self.describe_audiences()


class DocumentForm(AudienceFieldsMixin, BaseDocumentForm):
    """Wagtail's document form, which validates the file, and offers to list it for members.

    It does so only if members can open files in one of the collections.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if file := self.fields.get("file"):
            self.fields["file"] = UploadedDocumentField(label=file.label, widget=file.widget)
        if not any(is_for_members(collection) for collection in self.collections):
            del self.fields["is_listed_for_members"]
        self.describe_audiences()

    def clean(self) -> dict[str, Any] | None:
        collection = self.cleaned_data.get("collection") or self.collections[0]
        cleaned = super().clean()
        if self.cleaned_data.get("is_listed_for_members") and not is_for_members(collection):
            self.add_error("is_listed_for_members", NOT_FOR_MEMBERS)
        return cleaned
