"""The texts on a social image."""

import hashlib
import json
from dataclasses import astuple, dataclass

from artwork.social_images.theme import read_colours

# Increased when the drawing changes, so that cached images are replaced.
VERSION = 1


@dataclass(frozen=True)
class SocialImage:
    """The texts of a social image. ``label`` can be empty."""

    title: str
    label: str
    organisation: str

    @property
    def digest(self) -> str:
        """Hash of everything visible on the image, used in its URL and file name."""
        seen = json.dumps([VERSION, read_colours(), *astuple(self)])
        return hashlib.sha256(seen.encode()).hexdigest()[:16]
