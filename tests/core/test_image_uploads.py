"""Uploaded images are checked before decoding, HEIC becomes JPEG, refused files are not stored."""

import html
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image as Picture
from wagtail.images.forms import get_image_form
from wagtail.models import Collection, UploadedFile

from core.images.storage import get_private_storage
from core.models import CustomImage
from tests.core import sample_files as files
from tests.factories import ImageFactory

pytestmark = pytest.mark.django_db
CANARY = "Ward 7, Larch"
MEGABYTE = 1024 * 1024
TOO_MANY, UNREADABLE = "has too many pixels", "cannot be read as a"

ACCEPTED = {
    "plain.png": files.image("PNG"),
    "photo.jpg": files.image("JPEG"),
    "photo.JPEG": files.image("JPEG"),
    "photo.webp": files.image("WEBP"),
    "photo.avif": files.image("AVIF"),
    "photo.gif": files.image("GIF"),
    "photo.heic": files.image("HEIF"),
    "with a note.png": files.png(files.unpacking_to(1000)),
    "of 25 million.png": files.png(size=(5000, 5000)),
}
REFUSED = {
    "bomb.png": (files.png(size=(20_000, 20_000)), TOO_MANY),
    "half a bomb.png": (files.png(size=(9_500, 9_500)), TOO_MANY),
    "a little more.png": (files.png(size=(5000, 5001)), TOO_MANY),
    "large.webp": (files.image("WEBP", (6000, 5000)), TOO_MANY),
    "large.heic": (files.image("HEIF", (6000, 5000), quality=10), TOO_MANY),
    "large.avif": (files.image("AVIF", (6000, 5000), quality=10, speed=10), TOO_MANY),
    "text.png": (files.png(files.unpacking_to(2 * MEGABYTE)), UNREADABLE),
    "text behind.png": (files.png(after=(files.unpacking_to(2 * MEGABYTE),)), UNREADABLE),
    "texts.png": (files.png(*[files.unpacking_to(MEGABYTE - 1)] * 70), UNREADABLE),
    "profile.png": (files.png(files.unpacking_to(2 * MEGABYTE, b"iCCP")), UNREADABLE),
    "cut.png": (files.image("PNG", (400, 300))[:200], UNREADABLE),
    "cut.heic": (files.image("HEIF")[:-40], UNREADABLE),
    "program.png": (files.PROGRAM, UNREADABLE),
    "photo.png": (files.image("JPEG"), UNREADABLE),
    "photo.heic": (files.image("AVIF"), UNREADABLE),
    "photo.avif": (files.image("HEIF"), UNREADABLE),
    "page.gif": (b"GIF89a<html></html>", UNREADABLE),
    "scan.tiff": (files.image("TIFF"), "Supported formats"),
    "drawing.svg": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Supported formats"),
}


def form_with(name: str, content: bytes, user: Any) -> Any:
    return get_image_form(CustomImage)(
        {"title": "Chairs", "collection": Collection.get_first_root_node().pk},
        {"file": SimpleUploadedFile(name, content)},
        user=user,
    )


def test_image_field_accepts_matching_types(superuser: Any, subtests: pytest.Subtests) -> None:
    for name, content in ACCEPTED.items():
        with subtests.test(name=name):
            assert form_with(name, content, superuser).errors == {}


def test_image_field_refuses_other_files(superuser: Any, subtests: pytest.Subtests) -> None:
    for name, (content, message) in REFUSED.items():
        with subtests.test(name=name):
            errors = form_with(name, content, superuser).errors
            assert message in errors["file"][0]
            assert len(errors["file"]) == 1


def test_image_field_refuses_large_dimensions_before_decoding(
    superuser: Any, monkeypatch: Any
) -> None:
    decoded = []
    monkeypatch.setattr(Picture.Image, "load", lambda self: decoded.append(self))
    form_with("bomb.png", files.png(size=(6000, 5000)), superuser).is_valid()
    assert decoded == []


def test_image_field_refuses_large_files(superuser: Any, settings: Any) -> None:
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 100
    (error,) = form_with("plain.png", files.image("PNG"), superuser).errors["file"]
    assert "Choose a file of 100\xa0bytes or smaller" in error


# --- HEIC -----------------------------------------------------------------------------------------
def build_heic_with_metadata() -> bytes:
    exif = Picture.Exif()
    exif[0x010E] = CANARY
    return files.image("HEIF", (80, 60), exif=exif)


def test_convert_heic_strips_metadata(superuser: Any) -> None:
    assert CANARY.encode() in build_heic_with_metadata()
    form = form_with("IMG_2041.HEIC", build_heic_with_metadata(), superuser)
    assert form.is_valid()
    image = form.save()
    assert image.file.name.endswith(".jpg")
    assert (image.width, image.height) == (80, 60)
    with image.open_file() as file:
        content = file.read()
    assert Picture.open(BytesIO(content)).format == "JPEG"
    assert CANARY.encode() not in content
    assert image.file_size == len(content)
    assert image.get_rendition("width-40|format-webp").width == 40


def test_image_field_limits_size_of_converted_heic(superuser: Any, settings: Any) -> None:
    noise = Picture.effect_noise((400, 300), 200)
    buffer = BytesIO()
    noise.save(buffer, "HEIF", quality=5)
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = len(buffer.getvalue())
    (error,) = form_with("noise.heic", buffer.getvalue(), superuser).errors["file"]
    assert "too large" in error


# --- Every form -----------------------------------------------------------------------------------
@pytest.fixture
def count_files(settings: Any, tmp_path: Path) -> Any:
    """Count stored files, and Django's temporary files."""
    settings.FILE_UPLOAD_TEMP_DIR, settings.FILE_UPLOAD_MAX_MEMORY_SIZE = str(tmp_path), 0
    waiting = Path(default_storage.location) / "wagtail_uploads"
    places = (tmp_path, waiting, get_private_storage().location)

    def count() -> int:
        return sum(path.is_file() for place in places for path in Path(place).rglob("*"))

    return count


def forms_of(image: CustomImage) -> dict[str, tuple[str, str]]:
    """Every admin form that uploads images: its URL, and the field's name."""
    return {
        "adding": (reverse("wagtailimages:add"), "file"),
        "adding several": (reverse("wagtailimages:add_multiple"), "files[]"),
        "in a chooser": (reverse("wagtailimages_chooser:create"), "image-chooser-upload-file"),
        "replacing": (reverse("wagtailimages:edit", args=[image.pk]), "file"),
    }


def send(client: Any, address: str, field: str, name: str, content: bytes, **more: str) -> str:
    prefix = field.removesuffix("file") if field.endswith("-file") else ""
    collection = Collection.get_first_root_node().pk
    texts = {"title": "Chairs", "collection": collection, "tags": "", "description": "", **more}
    sent = {f"{prefix}{key}": text for key, text in texts.items()}
    response = client.post(address, {**sent, field: SimpleUploadedFile(name, content)})
    assert response.status_code < 400
    return html.unescape(response.content.decode())


def test_image_forms_refuse_file_and_store_nothing(
    home: Any, visit: Any, superuser: Any, count_files: Any, subtests: pytest.Subtests
) -> None:
    image = ImageFactory()
    before, client = count_files(), visit(superuser)
    for form, (address, field) in forms_of(image).items():
        for name in ("bomb.png", "text.png", "text behind.png", "cut.png", "cut.heic"):
            with subtests.test(form=form, name=name):
                content, message = REFUSED[name]
                assert message in send(client, address, field, name, content)
                assert CustomImage.objects.count() == 1
                assert UploadedFile.objects.count() == 0
                assert count_files() == before


def test_image_forms_convert_heic(
    home: Any, visit: Any, superuser: Any, subtests: pytest.Subtests
) -> None:
    image = ImageFactory()
    client = visit(superuser)
    for form, (address, field) in forms_of(image).items():
        with subtests.test(form=form):
            send(client, address, field, "photo.heic", build_heic_with_metadata())
            pk = image.pk if form == "replacing" else CustomImage.objects.latest("pk").pk
            with CustomImage.objects.get(pk=pk).open_file() as file:
                assert file.read(3) == b"\xff\xd8\xff"


def test_multiple_upload_converts_heic_without_title(home: Any, visit: Any, superuser: Any) -> None:
    address, field = reverse("wagtailimages:add_multiple"), "files[]"
    send(
        visit(superuser), address, field, "photo.heic", build_heic_with_metadata(), title="x" * 300
    )
    upload = UploadedFile.objects.get()
    with upload.file.open() as file:
        assert file.read(3) == b"\xff\xd8\xff"
    assert upload.file.name.endswith(".jpg")
    upload.file.delete()
