"""Our face on Wagtail's admin: colours, a quiet menu, and what the dashboard offers."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import DismissibleMenuItem, MenuItem

from core.models import LetterSettings, NavigationSettings, SiteTextSettings
from core.welcome import TASKS_HOOK, Task, WelcomePanel


@hooks.register("insert_global_admin_css")
def wear_our_colours() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("insert_editor_js")
def wait_for_autosave() -> SafeString:
    return format_html('<script src="{}"></script>', static("js/autosave.js"))


@hooks.register("insert_global_admin_js")
def refuse_large_files() -> SafeString:
    return format_html('<script src="{}"></script>', static("js/uploads.js"))


@hooks.register("construct_homepage_panels")
def welcome(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(WelcomePanel())


@hooks.register("construct_help_menu")
def keep_help_calm(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """No badge asks editors to read what is new in Wagtail, or its guide; the guide stays."""
    kept = [item for item in menu_items if not item.name.startswith("whats-new")]
    menu_items[:] = [_uncounted(item) for item in kept]


@hooks.register(TASKS_HOOK)
def edit_site_text_link(request: HttpRequest) -> Task | None:
    models = [model._meta.model_name for model in (SiteTextSettings, NavigationSettings)]
    if not all(request.user.has_perm(f"core.change_{model}") for model in models):
        return None
    site_text, menus = (reverse("wagtailsettings:edit", args=["core", model]) for model in models)
    return Task(
        title="Change the words of the site",
        text="What it says in empty places and on errors.",
        icon="edit",
        address=site_text,
        order=40,
        also_title="Menus and footer",
        also_address=menus,
    )


@hooks.register(TASKS_HOOK)
def change_mails(request: HttpRequest) -> Task | None:
    if not request.user.has_perm("core.change_lettersettings"):
        return None
    return Task(
        title="Change the mails",
        text="Invitations, links for a new password: what they say, and how they will look.",
        icon="mail",
        address=reverse("wagtailsettings:edit", args=["core", LetterSettings._meta.model_name]),
        order=45,
    )


def _uncounted(item: MenuItem) -> MenuItem:
    """The same way on, without a count of what is unread."""
    if not isinstance(item, DismissibleMenuItem):
        return item
    attrs = {name: item.attrs[name] for name in ("target", "rel") if name in item.attrs}
    looks = {"name": item.name, "icon_name": item.icon_name, "order": item.order}
    return MenuItem(item.label, item.url, attrs=attrs, **looks)
