"""Random names of original image files.

Renditions, whose URLs are public, are named after their original. A random name reveals nothing of
the uploaded file's name and cannot be guessed.
"""

import secrets
from pathlib import PurePath


def generate_file_name(filename: str) -> str:
    """A random path for an original that was uploaded as *filename*, with its extension."""
    return f"original_images/{secrets.token_hex(16)}{PurePath(filename).suffix.lower()}"
