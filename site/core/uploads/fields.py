"""File fields for the admin's image and document forms."""

from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import FileField
from wagtail.documents.fields import WagtailDocumentField
from wagtail.images.fields import WagtailImageField

from core.uploads.documents import ALLOWED_TYPES, check_document
from core.uploads.images import (
    FORMATS,
    check_header,
    convert_heic,
    describe_unreadable_image,
)

TOO_BIG_TEXT = (
    "This file is too large (%(file_size)s). Choose a file of %(max_filesize)s or smaller."
)


def _build_size_attrs(field: WagtailDocumentField | WagtailImageField) -> dict[str, Any]:
    """Attributes for static/js/uploads.js, which checks the size before a file is uploaded."""
    text = f"This file is too large. Choose a file of {field.max_upload_size_text} or smaller."
    return {"data-max-size": field.max_upload_size, "data-too-large": text}


class UploadedDocumentField(WagtailDocumentField):
    """Accepts documents that match their extension, up to WAGTAILDOCS_MAX_UPLOAD_SIZE bytes."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.help_text = f"{ALLOWED_TYPES}. Up to {self.max_upload_size_text}."
        self.error_messages["file_too_large"] = TOO_BIG_TEXT
        self.widget.attrs |= _build_size_attrs(self)

    def to_python(self, data: Any) -> Any:
        file = super().to_python(data)
        if file is not None:
            check_document(file)
        return file


class UploadedImageField(WagtailImageField):
    """Accepts images that match their extension; checks their dimensions before decoding them.

    HEIC is converted to JPEG; the same limits apply before and after.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.error_messages["file_too_large"] = TOO_BIG_TEXT
        self.widget.attrs |= _build_size_attrs(self)

    def to_python(self, data: Any) -> Any:
        file: Any = FileField.to_python(self, data)
        if file is None:
            return None
        self.check_image_file_size(file)
        if PurePath(file.name).suffix.lower() not in FORMATS:
            raise ValidationError(self.error_messages["invalid_image_extension"])
        check_header(file)
        try:
            convert_heic(file)
            return super().to_python(file)
        except ValidationError:
            raise
        except Exception as error:  # the header was valid, but the image cannot be decoded
            raise ValidationError(describe_unreadable_image(file)) from error
