"""Check the type and dimensions of uploaded images, and convert HEIC to JPEG."""

from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from PIL import Image, ImageOps

# Pillow's names of the accepted types, by extension. Pillow tries only the type of the extension,
# so that malicious files reach as little decoder code as possible.
FORMATS = {
    ".avif": "AVIF",
    ".gif": "GIF",
    ".heic": "HEIF",
    ".jpeg": "JPEG",
    ".jpg": "JPEG",
    ".png": "PNG",
    ".webp": "WEBP",
}
JPEG_QUALITY = 90


def check_header(file: UploadedFile) -> None:
    """Raise ValidationError unless the header matches the extension and the dimensions are allowed.

    No pixels are decoded. Text and colour profiles are decompressed within Pillow's limits.
    """
    extension = _get_extension(file)
    try:
        with Image.open(_rewind(file), formats=[FORMATS[extension]]) as image:
            pixels = image.width * image.height
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ValidationError(_describe_pixel_limit()) from error
    except Exception as error:  # malicious files fail in many ways
        raise ValidationError(describe_unreadable_image(file)) from error
    if pixels > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise ValidationError(_describe_pixel_limit())
    file.seek(0)


def convert_heic(file: UploadedFile) -> None:
    """Convert *file* from HEIC, which most browsers cannot show, to JPEG without metadata.

    The file is replaced in place, so that callers store the JPEG.
    """
    if _get_extension(file) != ".heic":
        return
    with Image.open(_rewind(file), formats=[FORMATS[".heic"]]) as image:
        picture = ImageOps.exif_transpose(image).convert("RGB")
    profile = picture.info.get("icc_profile")
    file.seek(0)
    file.truncate()
    picture.info = {}
    picture.save(file, "JPEG", quality=JPEG_QUALITY, icc_profile=profile)
    file.size = file.tell()
    file.seek(0)
    file.name = f"{PurePath(file.name or '').stem}.jpg"
    file.content_type = "image/jpeg"


def _describe_pixel_limit() -> str:
    millions = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000
    return (
        f"This image has too many pixels. Reduce it to {millions} million pixels or fewer, for "
        "example 5,000 by 5,000, then upload it again."
    )


def describe_unreadable_image(file: UploadedFile) -> str:
    kind = _get_extension(file)[1:].upper()
    return (
        f"This file cannot be read as a {kind} image. Open it in an image editor, save it again, "
        "then upload the new file."
    )


def _get_extension(file: UploadedFile) -> str:
    return PurePath(file.name or "").suffix.lower()


def _rewind(file: Any) -> Any:
    file.seek(0)
    return file
