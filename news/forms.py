"""How a piece is checked while it is edited."""

import re

from django.core.exceptions import ValidationError

from core.forms import BasePageForm

# First parts of the index's own addresses: a piece with such a slug could never be reached.
INDEX_SLUGS = frozenset({"author", "feed", "kind", "tag"})
A_YEAR = re.compile(r"[0-9]{4}")


class NewsPageForm(BasePageForm):
    """Refuses addresses that the list of pieces uses itself."""

    def clean_slug(self) -> str:
        slug = super().clean_slug()
        if slug in INDEX_SLUGS or A_YEAR.fullmatch(slug):
            raise ValidationError(f"The address {slug}/ is used by the list of pieces itself.")
        return slug
