"""Form of the news page in the editor."""

import re

from django.core.exceptions import ValidationError

from core.forms import BasePageForm

# First segments of the index's own URLs: an article with such a slug would be unreachable.
RESERVED_SLUGS = frozenset({"author", "feed", "kind", "tag"})
YEAR_SLUG = re.compile(r"[0-9]{4}")


class NewsPageForm(BasePageForm):
    """Refuses slugs that the news index uses for its own URLs."""

    def clean_slug(self) -> str:
        slug = super().clean_slug()
        if slug in RESERVED_SLUGS or YEAR_SLUG.fullmatch(slug):
            raise ValidationError(
                f"You cannot use {slug}/ because the news list already uses this web address. "
                "Choose a different one."
            )
        return slug
