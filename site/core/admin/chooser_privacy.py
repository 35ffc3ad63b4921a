"""Hide titles in the admin's chooser fields if the current user could not choose the object.

Otherwise a user could submit an invalid form with the primary key of a private page, and would get
the form back with the title of that page.
"""

from typing import Any

from wagtail.admin.widgets import BaseChooser
from wagtail.models import Page

from core.models import CustomDocument, CustomImage
from core.visibility import editor_permissions
from core.visibility.current_user import get_current_user

HIDDEN_TITLE = "You do not have permission to see this item"
EMPTY_PREVIEW = {"url": "", "width": 0, "height": 0}
_get_unfiltered_value_data = BaseChooser.get_value_data


def hide_private_titles() -> None:
    """Patch the base class of chooser widgets, since Wagtail has no hook for them."""
    BaseChooser.get_value_data = _get_value_data


def _get_value_data(self: BaseChooser, value: Any) -> Any:
    try:
        chosen = self.get_instance(value)
    except (OverflowError, TypeError, ValueError):
        return None  # Not a valid primary key: the form reports that.
    if chosen is None or _can_see_title(get_current_user(), chosen):
        return _get_unfiltered_value_data(self, value)
    return {
        "id": chosen.pk,
        "edit_url": None,
        self.display_title_key: HIDDEN_TITLE,
        "preview": EMPTY_PREVIEW,
        "default_alt_text": "",
    }


def _can_see_title(user: Any, chosen: Any) -> bool:
    # Without a current user no response is sent: only staff can request forms of the admin.
    if user is None or user.is_superuser:
        return True
    if isinstance(chosen, Page):
        return editor_permissions.get_linkable_pages(user).filter(pk=chosen.pk).exists()
    if isinstance(chosen, CustomImage):
        return editor_permissions.can_choose_image(user, chosen)
    if isinstance(chosen, CustomDocument):
        return editor_permissions.can_choose_document(user, chosen)
    return editor_permissions.has_any_model_permission(user, type(chosen))
