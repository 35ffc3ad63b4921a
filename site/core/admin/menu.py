"""Menu items of the Wagtail admin."""

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem
from wagtail.permission_policies.pages import PagePermissionPolicy


class EditorsMenuItem(MenuItem):
    """Menu item shown only to users who can add or change pages; others would get an error."""

    def is_shown(self, request: HttpRequest) -> bool:
        return PagePermissionPolicy().user_has_any_permission(request.user, {"add", "change"})
