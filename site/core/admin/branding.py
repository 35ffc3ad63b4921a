"""Branding of Wagtail's admin: style sheet, scripts, help menu and dashboard links."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import DismissibleMenuItem, MenuItem

from core.admin.dashboard import DASHBOARD_LINKS_HOOK, QuickLink, QuickLinksPanel
from core.models import NavigationSettings, SiteTextSettings
from mailqueue.models import EmailTemplateSettings


@hooks.register("insert_global_admin_css")
def add_admin_css() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("insert_editor_js")
def add_autosave_js() -> SafeString:
    return format_html('<script src="{}"></script>', static("js/autosave.js"))


@hooks.register("insert_global_admin_js")
def add_upload_size_js() -> SafeString:
    return format_html('<script src="{}"></script>', static("js/uploads.js"))


@hooks.register("construct_homepage_panels")
def add_dashboard_panel(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(QuickLinksPanel())


@hooks.register("construct_help_menu")
def remove_whats_new_badge(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Remove "What's new in Wagtail", and the badge of the editor guide, which stays."""
    remaining = [item for item in menu_items if not item.name.startswith("whats-new")]
    menu_items[:] = [_without_badge(item) for item in remaining]


@hooks.register(DASHBOARD_LINKS_HOOK)
def edit_site_text_link(request: HttpRequest) -> QuickLink | None:
    models = [model._meta.model_name for model in (SiteTextSettings, NavigationSettings)]
    if not all(request.user.has_perm(f"core.change_{model}") for model in models):
        return None
    site_text, menus = (reverse("wagtailsettings:edit", args=["core", model]) for model in models)
    return QuickLink(
        title="Edit site text",
        text="Text for error pages, empty lists and sign-in pages.",
        icon="edit",
        url=site_text,
        order=40,
        extra_title="Menus and footer",
        extra_url=menus,
    )


@hooks.register(DASHBOARD_LINKS_HOOK)
def edit_email_templates_link(request: HttpRequest) -> QuickLink | None:
    if not request.user.has_perm("mailqueue.change_emailtemplatesettings"):
        return None
    return QuickLink(
        title="Edit email templates",
        text="What each email says and how it looks.",
        icon="mail",
        url=reverse(
            "wagtailsettings:edit", args=["mailqueue", EmailTemplateSettings._meta.model_name]
        ),
        order=45,
    )


def _without_badge(item: MenuItem) -> MenuItem:
    """The same menu item without the badge that marks it as unread."""
    if not isinstance(item, DismissibleMenuItem):
        return item
    attrs = {name: item.attrs[name] for name in ("target", "rel") if name in item.attrs}
    options = {"name": item.name, "icon_name": item.icon_name, "order": item.order}
    return MenuItem(item.label, item.url, attrs=attrs, **options)
