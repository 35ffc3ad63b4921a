"""Doors of the admin that open to some of its staff, and to nobody else."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from wagtail_modeladmin.helpers import AdminURLHelper, PermissionHelper

from core.errors import error_page

View = Callable[..., HttpResponse]


def restrict_view_to(is_allowed: Callable[[Any], bool], view: View) -> View:
    """*view* for those whom *is_allowed* lets in; for all others 403, whatever they ask for."""

    @wraps(view)
    def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not is_allowed(request.user):
            # Answered, not raised: Wagtail would make a redirect to its dashboard of it.
            return error_page(request, 403)
        return view(request, **kwargs)

    return guarded


def is_superuser(user: Any) -> bool:
    """Those who operate the site; no permission that a group has makes one."""
    return bool(user.is_active and user.is_superuser)


class ReadOnlyPermissionHelper(PermissionHelper):
    """Nobody makes, changes or deletes anything. Whoever may look is said by those that follow."""

    def user_can_create(self, user: Any) -> bool:
        return False

    def user_can_inspect_obj(self, user: Any, obj: Model) -> bool:
        return False

    def user_can_edit_obj(self, user: Any, obj: Model) -> bool:
        return False

    def user_can_delete_obj(self, user: Any, obj: Model) -> bool:
        return False


class SuperuserReadOnlyPermissionHelper(ReadOnlyPermissionHelper):
    """Superusers list; nobody else, and nothing else."""

    def get_all_model_permissions(self) -> QuerySet[Permission]:
        """None that a group could be given: modeladmin would open the list to any one of them."""
        return Permission.objects.none()

    def user_can_list(self, user: Any) -> bool:
        return is_superuser(user)


class NumericPkURLHelper(AdminURLHelper):
    """An address for each action: *actions_without_pk* stand alone, all others end in the number of a row."""

    actions_without_pk: frozenset[str] = frozenset({"index"})

    def get_action_url_pattern(self, action: str) -> str:
        path = "" if action == "index" else f"{action.replace('_', '-')}/"
        # Figures only: modeladmin would look up any word as a number, and fail.
        number = "" if action in self.actions_without_pk else r"(?P<instance_pk>[0-9]{1,18})/"
        return rf"^{self.base_url_path}/{path}{number}$"
