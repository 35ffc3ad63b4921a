"""The access log in the admin: read-only, for superusers."""

from typing import ClassVar

from django.contrib.admin import display
from django.contrib.admin.utils import label_for_field
from django.urls import URLPattern, re_path
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from wagtail import hooks
from wagtail_modeladmin.options import ModelAdmin, modeladmin_register

from core.admin.permissions import SuperuserReadOnlyPermissionHelper, is_superuser, restrict_view_to
from formats.dates import format_local_datetime
from privacy.access_log.views import AccessLogIndexView
from privacy.models import AccessLog
from users.views import no_store

# More references than these are collapsed.
MAX_VISIBLE_REFERENCES = 4


@modeladmin_register
class AccessLogAdmin(ModelAdmin):
    model = AccessLog
    base_url_path = "access-log"
    add_to_admin_menu = False
    menu_label = "Access log"
    menu_icon = "view"
    menu_order = 60
    permission_helper_class = SuperuserReadOnlyPermissionHelper
    index_view_class = AccessLogIndexView
    index_template_name = "privacy/access_log.html"
    index_view_extra_css: ClassVar[list[str]] = ["css/admin_applications.css"]
    list_display = ("timestamp", "who", "action_label", "reference_list", "reason_text")
    list_per_page = 50

    def get_extra_attrs_for_field_col(self, obj: AccessLog, field_name: str) -> dict[str, str]:
        """Column names for narrow screens, where each entry is a list."""
        return {"data-label": capfirst(str(label_for_field(field_name, self.model, self)))}

    @display(description="When")
    def timestamp(self, entry: AccessLog) -> str:
        return format_local_datetime(entry.at)

    @display(description="Action")
    def action_label(self, entry: AccessLog) -> str:
        return entry.get_action_display()

    @display(description="Reference")
    def reference_list(self, entry: AccessLog) -> str | SafeString:
        return _format_references(entry.kind, entry.references.split())

    @display(description="Reason")
    def reason_text(self, entry: AccessLog) -> str:
        return entry.reason or "–"

    def get_admin_urls_for_registration(self) -> list[URLPattern]:
        """Only the list: no URLs to create, edit or delete an entry."""
        pattern = self.url_helper.get_action_url_pattern("index")
        view = no_store(restrict_view_to(is_superuser, self.index_view))
        return [re_path(pattern, view, name=self.url_helper.get_action_url_name("index"))]

    def register_with_wagtail(self) -> None:
        super().register_with_wagtail()
        hooks.register("register_reports_menu_item", self.get_menu_item)

    def register_admin_url_finders(self) -> None:
        """None: entries have no edit view."""

    def register_indexing(self) -> None:
        """None: entries refer to no other objects."""


def _format_references(kind: str, references: list[str]) -> str | SafeString:
    """All of *references* as a list, collapsed if there are many."""
    if not references:
        return "nothing found"
    rows = format_html_join("", "<li>{}</li>", ((reference,) for reference in references))
    items = format_html('<ul class="references">{}</ul>', rows)
    if len(references) <= MAX_VISIBLE_REFERENCES:
        return items
    text = f"{len(references)} {kind}s"
    return format_html("<details><summary>{}</summary>{}</details>", text, items)
