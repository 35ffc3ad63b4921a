"""How pages are checked while they are edited."""

from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminPageForm

# First parts of fixed addresses: a page with such a slug below home could never be reached.
RESERVED_SLUGS = frozenset(
    "_util account admin documents healthz images media members readyz search static".split()
)
HOME_DEPTH = 2


class BasePageForm(WagtailAdminPageForm):
    """Refuses addresses that the site itself uses."""

    def clean_slug(self) -> str:
        slug = self.cleaned_data.get("slug") or ""
        if self.parent_page.depth == HOME_DEPTH and slug in RESERVED_SLUGS:
            raise ValidationError(f"The address /{slug}/ is used by the site itself.")
        return slug
