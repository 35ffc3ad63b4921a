"""What the team's two modeladmin classes share: applications and members."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ClassVar

from django.contrib.admin.utils import label_for_field
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, re_path
from django.utils.text import capfirst
from wagtail.admin import messages
from wagtail_modeladmin.helpers import ButtonHelper
from wagtail_modeladmin.options import ModelAdmin

from core.admin.permissions import restrict_view_to
from users.views import no_store

AdminView = Callable[..., HttpResponse]
STYLESHEET = "css/admin_applications.css"


class TeamButtonHelper(ButtonHelper):
    def get_primary_button(self, obj: Model) -> dict[str, Any] | None:
        """Link the first column to the detail page, for users with the inspect permission."""
        if not self.permission_helper.user_can_inspect_obj(self.request.user, obj):
            return None
        url = self.url_helper.get_action_url("inspect", obj.pk)
        return {"url": url, "title": f"Open this {self.verbose_name}"}

    def get_buttons_for_obj(self, obj: Model, *args: Any, **kwargs: Any) -> list[dict]:
        return []


class TeamModelAdmin(ModelAdmin):
    """A list whose pages each have a permission of their own. Nothing is edited in it."""

    button_helper_class = TeamButtonHelper
    index_view_extra_css: ClassVar[list[str]] = [STYLESHEET]
    list_per_page = 50
    # Shown instead of a 404, if the object was deleted in the meantime.
    deleted_message = ""

    def get_extra_attrs_for_field_col(self, obj: Model, field_name: str) -> dict[str, str]:
        """The column heading as data-label, which CSS shows next to each cell on narrow screens."""
        return {"data-label": capfirst(str(label_for_field(field_name, self.model, self)))}

    def build_url_pattern(
        self, action: str, is_allowed: Callable[[Any], bool], view: AdminView
    ) -> URLPattern:
        pattern = self.url_helper.get_action_url_pattern(action)
        name = self.url_helper.get_action_url_name(action)
        return re_path(pattern, no_store(restrict_view_to(is_allowed, view)), name=name)

    def build_action_view(self, view_class: Any) -> AdminView:
        """The view of an action on one object."""

        def view(request: HttpRequest, instance_pk: str) -> HttpResponse:
            return view_class.as_view(model_admin=self, instance_pk=instance_pk)(request)

        return self.redirect_when_deleted(view)

    def redirect_when_deleted(self, view: AdminView) -> AdminView:
        """Redirect with a message instead of a 404."""

        @wraps(view)
        def wrapped(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            try:
                return view(request, **kwargs)
            except Http404:
                messages.info(request, self.deleted_message)
                can_list = self.permission_helper.user_can_list(request.user)
                return redirect(self.url_helper.index_url if can_list else "wagtailadmin_home")

        return wrapped

    def register_admin_url_finders(self) -> None:
        """Register none: there is no edit page."""

    def register_indexing(self) -> None:
        """Register none: editors delete nothing that applications or members refer to."""
