"""Permission checks for admin views and wagtail-modeladmin."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from wagtail_modeladmin.helpers import AdminURLHelper, PermissionHelper

from core.views.errors import render_error_page

View = Callable[..., HttpResponse]


def restrict_view_to(is_allowed: Callable[[Any], bool], view: View) -> View:
    """Wrap *view* so that it responds with 403 if *is_allowed* returns false for the user."""

    @wraps(view)
    def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not is_allowed(request.user):
            # Not PermissionDenied: Wagtail would redirect to its dashboard.
            return render_error_page(request, 403)
        return view(request, **kwargs)

    return guarded


def is_superuser(user: Any) -> bool:
    """Whether *user* is an active superuser. Permissions of groups do not count."""
    return bool(user.is_active and user.is_superuser)


class ReadOnlyPermissionHelper(PermissionHelper):
    """Refuses adding, changing and deleting objects, and by default inspecting them.

    Subclasses decide who can list and inspect.
    """

    def user_can_create(self, user: Any) -> bool:
        return False

    def user_can_inspect_obj(self, user: Any, obj: Model) -> bool:
        return False

    def user_can_edit_obj(self, user: Any, obj: Model) -> bool:
        return False

    def user_can_delete_obj(self, user: Any, obj: Model) -> bool:
        return False


class NumericPkURLHelper(AdminURLHelper):
    """Builds URLs that end in a numeric primary key, except those of ``actions_without_pk``."""

    actions_without_pk: frozenset[str] = frozenset({"index"})

    def get_action_url_pattern(self, action: str) -> str:
        path = "" if action == "index" else f"{action.replace('_', '-')}/"
        # Digits only: modeladmin would fail on any other primary key.
        number = "" if action in self.actions_without_pk else r"(?P<instance_pk>[0-9]{1,18})/"
        return rf"^{self.base_url_path}/{path}{number}$"
