"""Names of image files. Sizes are named after their original, so its name must not be guessed."""

import re
import secrets
from pathlib import PurePath

from django.utils.crypto import salted_hmac

FOLDER = "original_images"
LENGTH = 32
RANDOM = re.compile(rf"{FOLDER}/[0-9a-f]{{{LENGTH}}}(\.\w+)?")


def generate_file_name(filename: str) -> str:
    """Where an original is stored that was called *filename*. Of that only the extension stays."""
    return _build_path(secrets.token_hex(LENGTH // 2), filename)


def derive_file_name(pk: int, name: str) -> str:
    """Where the original of image *pk* goes that was stored as *name* before names were random.

    It is the same each time, so that renaming can go on where it was stopped. Nobody can work it
    out without SECRET_KEY.
    """
    return _build_path(
        salted_hmac("core.images.file_names", f"{pk}:{name}").hexdigest()[:LENGTH], name
    )


def is_random(name: str) -> bool:
    """Whether the original that is stored as *name* was named by one of the above."""
    return bool(RANDOM.fullmatch(name))


def is_named_after(rendition: str, original: str) -> bool:
    """Whether the size stored as *rendition* has the name of *original*, or its beginning."""
    return PurePath(original).stem.startswith(get_original_stem(rendition))


def get_original_stem(rendition: str) -> str:
    """What the name of a size has of its original's name."""
    return PurePath(rendition).name.partition(".")[0]


def _build_path(stem: str, filename: str) -> str:
    return f"{FOLDER}/{stem}{PurePath(filename).suffix.lower()}"
