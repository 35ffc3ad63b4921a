"""Random names of original image files.

Renditions, whose URLs are public, are named after their original. A random name reveals nothing of
the uploaded file's name and cannot be guessed.
"""

import re
import secrets
from pathlib import PurePath

from django.utils.crypto import salted_hmac

FOLDER = "original_images"
LENGTH = 32
RANDOM = re.compile(rf"{FOLDER}/[0-9a-f]{{{LENGTH}}}(\.\w+)?")


def generate_file_name(filename: str) -> str:
    """A random path for an original that was uploaded as *filename*, with its extension."""
    return _build_path(secrets.token_hex(LENGTH // 2), filename)


def derive_file_name(pk: int, name: str) -> str:
    """The new path of the original of image *pk*, which was stored as *name*.

    The same for the same arguments, so that renaming can be resumed. It is derived from SECRET_KEY,
    so it cannot be guessed.
    """
    return _build_path(
        salted_hmac("core.images.file_names", f"{pk}:{name}").hexdigest()[:LENGTH], name
    )


def is_random(name: str) -> bool:
    """Whether *name* has the form of the names that this module generates."""
    return bool(RANDOM.fullmatch(name))


def is_named_after(rendition: str, original: str) -> bool:
    """Whether *rendition* is named after *original*, whose stem Wagtail shortens if it is long."""
    return PurePath(original).stem.startswith(get_original_stem(rendition))


def get_original_stem(rendition: str) -> str:
    """The part of a rendition's file name that comes from its original."""
    return PurePath(rendition).name.partition(".")[0]


def _build_path(stem: str, filename: str) -> str:
    return f"{FOLDER}/{stem}{PurePath(filename).suffix.lower()}"
