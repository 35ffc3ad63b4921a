"""Items of the admin's menu."""

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem
from wagtail.permission_policies.pages import PagePermissionPolicy


class EditorsMenuItem(MenuItem):
    """Shown to users who can edit pages; others would get an error."""

    def is_shown(self, request: HttpRequest) -> bool:
        return PagePermissionPolicy().user_has_any_permission(request.user, {"add", "change"})
