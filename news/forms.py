"""How a piece is checked while it is edited."""

import re

from django.core.exceptions import ValidationError

from core.forms import BasePageForm

# First parts of the index's own addresses: a piece with such a slug could never be reached.
RESERVED_SLUGS = frozenset({"author", "feed", "kind", "tag"})
YEAR_SLUG = re.compile(r"[0-9]{4}")


class NewsPageForm(BasePageForm):
    """Refuses addresses that the list of pieces uses itself."""

    def clean_slug(self) -> str:
        slug = super().clean_slug()
        if slug in RESERVED_SLUGS or YEAR_SLUG.fullmatch(slug):
            raise ValidationError(f"The address {slug}/ is used by the list of pieces itself.")
        return slug
