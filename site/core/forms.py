"""The base form for editing pages in the admin."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.crypto import get_random_string
from wagtail.admin.forms import WagtailAdminPageForm

from core.visibility.querysets import HOME_DEPTH

# First path segments of fixed URLs: a page with such a slug below home could not be reached.
RESERVED_SLUGS = frozenset(
    "_util account admin components documents healthz images leave-quickly media members readyz "
    "search social-card static".split()
)
# Form field that lets core.admin.page_creation recognise a resubmitted form for a new page.
CREATION_ID = "creation_id"


class CreationIdInput(forms.HiddenInput):
    """A hidden input with a new random value on each rendering."""

    def format_value(self, value: Any) -> str:
        return get_random_string(22)


class BasePageForm(WagtailAdminPageForm):
    """Refuses reserved slugs, and an expiry date for protected pages."""

    # Browsers must not restore the old value after a reload, because it is then a new form.
    creation_id = forms.CharField(
        required=False, widget=CreationIdInput(attrs={"autocomplete": "off"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields[CREATION_ID]

    def clean_slug(self) -> str:
        slug = self.cleaned_data.get("slug") or ""
        if self.parent_page.depth == HOME_DEPTH and slug in RESERVED_SLUGS:
            raise ValidationError(
                f"You cannot use /{slug}/ because the site already uses this web address. "
                "Choose a different one."
            )
        return slug

    def clean_expire_at(self) -> datetime.datetime | None:
        expires = self.cleaned_data.get("expire_at")
        is_new = not self.instance.path
        if expires and not is_new and self.instance.is_protected:
            raise ValidationError(
                "Every page links to this page, so you cannot set an expiry date. To change this, "
                "choose another page under Settings > Menus and footer."
            )
        return expires

    def _post_clean(self) -> None:
        """Accept incomplete drafts; add publishing errors when the page is published."""
        super()._post_clean()
        if not self.is_deferred_validation:
            for name, error in self.instance.get_publishing_errors().items():
                self.add_error(name if name in self.fields else None, error)
