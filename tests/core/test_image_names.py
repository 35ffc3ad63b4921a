"""Image URLs are random and do not contain the file name."""

import shutil
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import caches
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.management import CommandError, call_command
from django.db.models import QuerySet
from PIL import Image as Picture

from core.images import renaming
from core.images.file_names import generate_file_name, is_random
from core.images.image_sizes import IMAGE_SIZES
from core.images.renditions import create_rendition
from core.images.storage import get_private_storage
from core.models import CustomImage, CustomRendition
from tests.factories import ImageFactory, png
from tests.html import content_of

SIZE = "width-32|format-webp"
MAX_LENGTH_SPEC = max((spec for size in IMAGE_SIZES.values() for spec in size.all_specs), key=len)


@pytest.fixture(autouse=True)
def empty_folders(tmp_path: Path, settings: Any) -> None:
    settings.DATA_DIR = tmp_path
    for folder in folders():
        shutil.rmtree(folder, ignore_errors=True)


def folders() -> tuple[Path, Path]:
    """Of original images, and of renditions."""
    return (
        Path(get_private_storage().location) / "original_images",
        Path(default_storage.location) / "images",
    )


def stored() -> tuple[set[str], set[str]]:
    """Names of all original images and renditions in the folders."""
    originals, sizes = folders()
    return (
        {f"original_images/{path.name}" for path in originals.glob("*")},
        {f"images/{path.name}" for path in sizes.glob("*")},
    )


def named() -> tuple[set[str], set[str]]:
    """Names of all original images and renditions in the database."""
    return (
        set(CustomImage.objects.values_list("file", flat=True)),
        set(CustomRendition.objects.values_list("file", flat=True)),
    )


def old_image(name: str) -> CustomImage:
    """An image stored before file names were random, with one rendition."""
    get_private_storage().save(f"original_images/{name}", png())
    image = ImageFactory(file=f"original_images/{name}", file_hash=name)
    image.get_rendition(SIZE)
    return image


@pytest.mark.django_db
def test_file_name_is_not_in_image_url(home: Any, subtests: pytest.Subtests) -> None:
    for name in ("jane-doe-ward-7.PNG", "../../jane.png", "jane", "jané.png"):
        with subtests.test(name=name):
            image = ImageFactory(file=ContentFile(png().read(), name=name))
            rendition = create_rendition(image, SIZE)
            assert is_random(image.file.name)
            assert rendition is not None
            assert "jan" not in image.file.name + rendition.url


@pytest.mark.django_db
def test_image_names_are_random_and_renditions_keep_their_stem(home: Any) -> None:
    assert len({generate_file_name("a.png") for _ in range(100)}) == 100
    image = ImageFactory()
    # A focal point makes names of renditions even longer.
    image.focal_point_x = image.focal_point_y = 10
    image.focal_point_width = image.focal_point_height = 5
    rendition = create_rendition(image, MAX_LENGTH_SPEC)
    assert rendition is not None
    beginning = Path(rendition.file.name).name.partition(".")[0]
    # At least 64 bits, which cannot be guessed by requests.
    assert len(beginning) >= 16
    assert Path(image.file.name).stem.startswith(beginning)


# --- Renaming existing files ----------------------------------------------------------------------
def rename() -> str:
    output = StringIO()
    call_command("rename_image_files", stdout=output)
    return output.getvalue()


@pytest.mark.database
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_rename_image_files_renames_files_and_removes_old_urls(client: Any) -> None:
    image, other = old_image("jane-doe.png"), ImageFactory()
    address, unchanged = image.get_rendition(SIZE).url, other.file.name
    assert "jane-doe" in address
    assert content_of(client.get(address))
    assert "1 of 1 files" in rename()
    image = CustomImage.objects.get(pk=image.pk)
    assert is_random(image.file.name)
    assert client.get(address).status_code == 404
    assert content_of(client.get(image.get_rendition(SIZE).url))
    other.refresh_from_db()
    assert other.file.name == unchanged
    assert stored() == named()
    assert "Files renamed: 0." in rename()


class Stopped(BaseException):
    """Simulates a killed process: no error handler catches it."""


def stop(*args: Any, **kwargs: Any) -> None:
    raise Stopped


def stop_in_the_middle(storage: Any, name: str, content: Any, **kwargs: Any) -> None:
    Path(storage.path(name)).write_bytes(content.read(20))
    raise Stopped


def stop_at(old: Callable[..., Any], part: str) -> Callable[..., Any]:
    """Stop when *old* is about to delete a file with *part* in its name."""

    def delete(storage: Any, name: str) -> None:
        if part in name:
            raise Stopped
        old(storage, name)

    return delete


STEPS: dict[str, tuple[Any, str, Any]] = {
    "while a copy is written": (FileSystemStorage, "save", stop_in_the_middle),
    "before the row is changed": (QuerySet, "update", stop),
    "before the old file is deleted": (
        FileSystemStorage,
        "delete",
        stop_at(FileSystemStorage.delete, "original_images/doe"),
    ),
    "before a size is deleted": (CustomRendition, "delete", stop),
    "before the file of a size is deleted": (
        FileSystemStorage,
        "delete",
        stop_at(FileSystemStorage.delete, "images/doe.width"),
    ),
    "before the snapshot of the logo is renewed": (renaming, "renew_snapshot", stop),
    "before leftovers are deleted": (renaming, "delete_leftovers", stop),
}


@pytest.mark.database
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_stopped_run_is_resumed(monkeypatch: pytest.MonkeyPatch, subtests: pytest.Subtests) -> None:
    for step, (place, name, stopping) in STEPS.items():
        with subtests.test(step=step):
            CustomImage.objects.all().delete()
            images = [old_image(f"{who}.png") for who in ("abel", "doe", "zoe")]
            with monkeypatch.context() as patch:
                patch.setattr(place, name, stopping)
                with pytest.raises(Stopped):
                    rename()
            rename()
            assert stored() == named()
            for image in images:
                image.refresh_from_db()
                assert is_random(image.file.name)
                with image.open_file() as file:
                    assert Picture.open(file).size == (64, 48)
                    file.seek(0)
                    assert file.read() == png().read()
            assert CustomRendition.objects.count() == 0


@pytest.mark.django_db
def test_images_that_share_a_file_keep_it(home: Any) -> None:
    first = old_image("shared.png")
    second = ImageFactory(file=first.file.name)
    rename()
    names = {CustomImage.objects.get(pk=it.pk).file.name for it in (first, second)}
    assert names == stored()[0]


@pytest.mark.django_db
def test_reused_old_name_keeps_its_file(home: Any) -> None:
    first = old_image("jane.png")
    rename()
    get_private_storage().save("original_images/jane.png", png(10, 10))
    second = ImageFactory(file="original_images/jane.png")
    rename()
    for image, size in ((first, (64, 48)), (second, (10, 10))):
        image.refresh_from_db()
        with image.open_file() as file:
            assert Picture.open(file).size == size


@pytest.mark.django_db
def test_missing_file_is_named_and_its_renditions_are_kept(home: Any) -> None:
    lost, other = old_image("lost.png"), old_image("other.png")
    get_private_storage().delete(lost.file.name)
    with pytest.raises(CommandError, match=r"original_images/lost\.png"):
        rename()
    assert CustomRendition.objects.filter(image=lost).exists()
    other.refresh_from_db()
    assert is_random(other.file.name)


@pytest.mark.django_db
def test_unrelated_files_are_kept(home: Any) -> None:
    get_private_storage().save("original_images/nobodys.png", png())
    rename()
    assert stored()[0] == {"original_images/nobodys.png"}


@pytest.mark.django_db
def test_concurrent_run_is_refused(home: Any) -> None:
    old_image("jane.png")
    with renaming.run_exclusively(), pytest.raises(CommandError, match="Another run"):
        rename()
    assert "original_images/jane.png" in stored()[0]


@pytest.mark.django_db
def test_pages_use_new_urls_at_once(home: Any, settings: Any) -> None:
    local = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    settings.CACHES = {**settings.CACHES, "renditions": local}
    image = old_image("jane.png")
    assert "jane" in image.get_rendition(SIZE).url
    assert caches["renditions"].get(image.get_rendition(SIZE).get_cache_key()) is not None
    rename()
    assert "jane" not in CustomImage.objects.get(pk=image.pk).get_rendition(SIZE).url
