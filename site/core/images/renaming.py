"""Renames stored image files to random names. It can be interrupted and resumed at any time.

A file is copied, then its row is updated, then the old file is deleted. The new name of a file is
always the same, so the next run finds the files that an interrupted run has left. Concurrent runs
would delete each other's copies, so a second run refuses to start.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.files.storage import Storage

from core.chrome import renew_snapshot
from core.images.file_names import (
    FOLDER,
    derive_file_name,
    get_original_stem,
    is_named_after,
    is_random,
)
from core.models import CustomImage, CustomRendition

HEX = set("0123456789abcdef")
RENDITIONS = "images"


class AlreadyRunning(Exception):
    """Another process is renaming."""


@contextmanager
def run_exclusively() -> Iterator[None]:
    """Take the lock that prevents concurrent runs. Raises AlreadyRunning if it is taken."""
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    with open(settings.DATA_DIR / "rename_image_files.lock", "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AlreadyRunning from error
        yield


def find_guessable_files() -> list[str]:
    """Paths of the originals that still have the name under which they were uploaded."""
    names = CustomImage.objects.order_by("file").values_list("file", flat=True).distinct()
    return [name for name in names if not is_random(name)]


def rename_original(name: str) -> bool:
    """Rename the original *name*; False if its file is missing."""
    storage, images = _get_storage(CustomImage), CustomImage.objects.filter(file=name)
    first = images.order_by("pk").values_list("pk", flat=True).first()
    if first is None:  # deleted or replaced in the meantime
        return True
    if not storage.exists(name):
        return False
    new = derive_file_name(first, name)
    # An interrupted run may have written part of this file. No row refers to it yet.
    storage.delete(new)
    with storage.open(name) as file:
        storage.save(new, file)
    if not images.update(file=new):  # deleted or replaced in the meantime
        storage.delete(new)
    storage.delete(name)
    return True


def delete_old_renditions() -> int:
    """Delete renditions that are named after the old name of their original; returns how many."""
    dropped = 0
    for rendition in CustomRendition.objects.select_related("image"):
        original = rendition.image.file.name
        if is_random(original) and not is_named_after(rendition.file.name, original):
            rendition.delete()
            dropped += 1
    # The snapshot of the site chrome contains the URL of the logo's rendition.
    renew_snapshot()
    return dropped


def delete_leftovers() -> int:
    """Delete old files that an interrupted run has left; returns how many."""
    originals, renditions = _get_storage(CustomImage), _get_storage(CustomRendition)
    old_originals = [it for it in _find_orphaned_files(CustomImage, FOLDER) if _is_renamed(it)]
    old_renditions = [
        it for it in _find_orphaned_files(CustomRendition, RENDITIONS) if not _is_hex(it)
    ]
    for storage, names in ((originals, old_originals), (renditions, old_renditions)):
        for name in names:
            storage.delete(name)
    return len(old_originals) + len(old_renditions)


def _find_orphaned_files(model: Any, folder: str) -> list[str]:
    """Files in *folder* without a row of *model*.

    The folder is listed before the rows are read, so files added in between are not included.
    """
    storage = _get_storage(model)
    if not storage.exists(folder):
        return []
    names = {f"{folder}/{name}" for name in storage.listdir(folder)[1]}
    return sorted(names - set(model.objects.values_list("file", flat=True)))


def _is_renamed(name: str) -> bool:
    if is_random(name):
        return False
    files = CustomImage.objects.values_list("pk", "file")
    return any(derive_file_name(pk, name) == file for pk, file in files)


def _is_hex(name: str) -> bool:
    return set(get_original_stem(name)) <= HEX


def _get_storage(model: Any) -> Storage:
    return model._meta.get_field("file").storage
