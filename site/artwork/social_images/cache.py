"""File cache of rendered social images, one for each page, discarded when the page changes.

A file here does not mean that its page is public: core.views.social_images checks that first.
"""

import contextlib
import logging
import os
import tempfile
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from artwork.social_images.drawing import render_png
from artwork.social_images.social_image import SocialImage

logger = logging.getLogger(__name__)

PNG_HEADER, PNG_TRAILER = b"\x89PNG", b"IEND\xaeB`\x82"
# Images of about 30 kB that a process caches in memory, in case files cannot be written.
MAX_IN_MEMORY = 8


def get_folder() -> Path:
    """The folder of the cached images. It can be emptied or deleted at any time."""
    return Path(settings.DATA_DIR) / "social-images"


def get_png(page_pk: int, social_image: SocialImage) -> bytes:
    """The PNG of *social_image*, rendered if it is not cached. Disk errors are only logged."""
    path = get_folder() / f"{page_pk}-{social_image.digest}.png"
    cached = _read(path)
    if cached:
        return cached
    png = _render(social_image)
    try:
        _write(path, png)
    except OSError as error:
        logger.warning("Could not save the social image for page %s: %s", page_pk, error)
    else:
        discard(page_pk, exclude=path)
    return png


def discard(page_pk: int, exclude: Path | None = None) -> None:
    """Delete the images of a page, except the file *exclude*."""
    _remove(path for path in get_folder().glob(f"{page_pk}-*.png") if path != exclude)


def discard_all() -> None:
    """Delete all images; each is rendered again on its next request."""
    _remove(get_folder().glob("*"))


def _read(path: Path) -> bytes | None:
    try:
        cached = path.read_bytes()
    except OSError:
        return None
    return cached if cached.startswith(PNG_HEADER) and cached.endswith(PNG_TRAILER) else None


@lru_cache(maxsize=MAX_IN_MEMORY)
def _render(social_image: SocialImage) -> bytes:
    return render_png(social_image)


def _write(path: Path, png: bytes) -> None:
    """Write to a temporary file and rename it, so that no request gets part of an image."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".draft")
    try:
        with os.fdopen(handle, "wb") as draft:
            draft.write(png)
        os.replace(name, path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _remove(paths: Iterable[Path]) -> None:
    for path in list(paths):
        # A file that cannot be deleted is not served: the view checks the page and the digest.
        with contextlib.suppress(OSError):
            path.unlink()
