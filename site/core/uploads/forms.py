"""The admin's forms for images and documents: adding, replacing, and uploading in a chooser."""

from typing import Any

from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from core.uploads.fields import UploadedDocumentField, UploadedImageField

# Label and help of the fields that Wagtail brings without a word about them.
IMAGE_TEXTS = {
    "title": ("Title", "For editors, to find it again. Readers never see it."),
    "description": (
        "What it shows",
        "In one sentence, for people who cannot see it. It is offered wherever you use the "
        "picture, and may be changed there.",
    ),
}


class ImageForm(BaseImageForm):
    """Asks for what decency asks to be said of a picture, and checks the file."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, help_text) in IMAGE_TEXTS.items():
            if name in self.fields:
                self.fields[name].label, self.fields[name].help_text = label, help_text
        if file := self.fields.get("file"):
            self.fields["file"] = UploadedImageField(label=file.label, widget=file.widget)


class DocumentForm(BaseDocumentForm):
    """Checks the file."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if file := self.fields.get("file"):
            self.fields["file"] = UploadedDocumentField(label=file.label, widget=file.widget)
