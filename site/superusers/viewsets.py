"""A viewset for lists in the menu "Reports" that only superusers can open."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db.models import Model, QuerySet
from django.urls import URLPattern, path
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies.base import BasePermissionPolicy


class SuperuserPermissionPolicy(BasePermissionPolicy):
    """Allows superusers some *actions*. Permissions of groups do not count."""

    def __init__(self, model: type[Model], actions: Iterable[str]) -> None:
        super().__init__(model)
        self.actions = frozenset(actions)

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in self.actions and user.is_active and user.is_superuser

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet:
        users = get_user_model().objects.filter(is_active=True, is_superuser=True)
        return users if self.actions & set(actions) else users.none()


class LabelledColumn(Column):
    """A column whose cells name it, for narrow screens, where each row is a list."""

    cell_template_name = "superusers/cell.html"


class SuperuserIndexView(generic.IndexView):
    """A list without export."""

    results_template_name = "superusers/index_results.html"
    FORMATS = ()


class SuperuserViewSet(ModelViewSet):
    """A list in the menu "Reports" for superusers, without forms for its objects."""

    index_view_class = SuperuserIndexView
    list_per_page = 50
    menu_hook = "register_reports_menu_item"
    add_to_reference_index = False
    # What superusers can do. Wagtail links to its own forms if they can add or change objects.
    actions: tuple[str, ...] = ("view",)

    @property
    def permission_policy(self) -> SuperuserPermissionPolicy:
        return SuperuserPermissionPolicy(self.model, self.actions)

    def get_permissions_to_register(self) -> QuerySet[Permission]:
        """None: they cannot be given to groups."""
        return Permission.objects.none()

    def get_urlpatterns(self) -> list[URLPattern]:
        """The list, and its results for Wagtail's filters."""
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
        ]
