"""Names of image files. Renditions are named after their original, so it has a random name."""

import re
import secrets
from pathlib import PurePath

from django.utils.crypto import salted_hmac

FOLDER = "original_images"
LENGTH = 32
RANDOM = re.compile(rf"{FOLDER}/[0-9a-f]{{{LENGTH}}}(\.\w+)?")


def generate_file_name(filename: str) -> str:
    """A random path for an original that was uploaded as *filename*; the extension is kept."""
    return _build_path(secrets.token_hex(LENGTH // 2), filename)


def derive_file_name(pk: int, name: str) -> str:
    """The new path of the original of image *pk*, which was stored as *name*.

    It is the same each time, so that renaming can be resumed, and derived from SECRET_KEY.
    """
    return _build_path(
        salted_hmac("core.images.file_names", f"{pk}:{name}").hexdigest()[:LENGTH], name
    )


def is_random(name: str) -> bool:
    """Whether *name* was made by one of the above."""
    return bool(RANDOM.fullmatch(name))


def is_named_after(rendition: str, original: str) -> bool:
    """Whether the file name *rendition* begins with the stem of *original*."""
    return PurePath(original).stem.startswith(get_original_stem(rendition))


def get_original_stem(rendition: str) -> str:
    """The part of a rendition's file name that comes from its original."""
    return PurePath(rendition).name.partition(".")[0]


def _build_path(stem: str, filename: str) -> str:
    return f"{FOLDER}/{stem}{PurePath(filename).suffix.lower()}"
