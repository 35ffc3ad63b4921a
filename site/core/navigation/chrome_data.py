"""Read the site chrome from the database: header, menus, footer, helplines and site text."""

from collections.abc import Callable, Iterable
from typing import Any

from django.forms.models import model_to_dict
from wagtail.images.models import SourceImageIOError
from wagtail.models import Page

from core.models import (
    CustomImage,
    Helpline,
    NavigationSettings,
    OrganisationSettings,
    QuickExitSettings,
    SiteTextSettings,
)
from core.visibility.querysets import get_pages
from core.visibility.restrictions import UserOrNone

SiteChrome = dict[str, Any]
Link = Callable[[Any], dict[str, Any] | None]


def get_default_text() -> dict[str, str]:
    """Defaults of the fields of SiteTextSettings, by field name."""
    return {
        field.name: field.get_default()
        for field in SiteTextSettings._meta.local_fields
        if field.name != "id"
    }


# Used when there is neither a database nor a snapshot.
FALLBACK_CHROME: SiteChrome = {
    "organisation": {"name": "in2gr8mentalhealth"},
    "menu": [],
    "footer": [],
    "privacy_promise": [],
    "form_privacy_promise": [],
    "quick_exit": {"url": "https://www.bbc.co.uk/weather", "hint": ""},
    "links": {},
    "text": get_default_text(),
    "helplines": [
        {"name": "Life at risk", "number": "999", "url": "tel:999"},
        {"name": "NHS 111, mental health option", "number": "111", "url": "tel:111"},
        {"name": "Samaritans, 24 hours a day", "number": "116 123", "url": "tel:116123"},
        {"name": "Text SHOUT to", "number": "85258", "url": "sms:85258"},
    ],
}


def build_site_chrome(user: UserOrNone) -> SiteChrome:
    """Read the site chrome from the database, as data that can be serialised as JSON."""
    navigation = NavigationSettings.load()
    link = _linker(navigation, user)
    return {
        "organisation": _build_organisation(OrganisationSettings.load(), user),
        "menu": list(_build_menu(navigation, link)),
        "footer": list(_build_footer(navigation, link)),
        "privacy_promise": navigation.privacy_promise.splitlines(),
        "form_privacy_promise": navigation.form_privacy_promise.splitlines(),
        "quick_exit": model_to_dict(QuickExitSettings.load(), exclude=["id"]),
        "links": _get_links(navigation, user),
        "text": model_to_dict(SiteTextSettings.load(), exclude=["id"]),
        "helplines": [_build_helpline(line) for line in Helpline.objects.all()],
    }


def _build_organisation(organisation: OrganisationSettings, user: UserOrNone) -> dict[str, Any]:
    fields = ("name", "strapline", "description", "contact_email", "contact_address")
    own = {name: getattr(organisation, name) for name in fields}
    visible = CustomImage.objects.visible_to(user).filter(pk=organisation.logo_id)
    return own | {"logo": _get_logo(visible.first() if organisation.logo_id else None)}


def _get_logo(image: CustomImage | None) -> dict[str, Any] | None:
    """URL and size of the organisation's logo; None without a logo or if its file is missing."""
    try:
        logo = image.get_rendition("max-180x96") if image else None
    except SourceImageIOError:
        return None
    return {"url": logo.url, "width": logo.width, "height": logo.height} if logo else None


def _build_helpline(line: Helpline) -> dict[str, Any]:
    fields = ("name", "number", "url", "hours", "nation", "text", "in_footer")
    return {name: getattr(line, name) for name in fields} | {"review_by": str(line.review_by)}


def _linker(navigation: NavigationSettings, user: UserOrNone) -> Link:
    visible = _get_visible_pages(user, _get_linked_page_pks(navigation))

    def link(value: Any) -> dict[str, Any] | None:
        """Label and URL, or None if the link is incomplete or hidden from the user."""
        page = visible.get(value["page"].pk) if value["page"] else None
        href = page.get_url() if page else (None if value["page"] else value["url"])
        label = value["label"] or (page.title if page else "")
        return {"label": label, "href": href} if href and label else None

    return link


def _get_visible_pages(user: UserOrNone, pks: Iterable[int]) -> dict[int, Page]:
    # Specific pages, because get_url() of a plain Page uses Django's cache.
    found = get_pages().visible_to(user).filter(pk__in=pks).specific(defer=True)
    return {page.pk: page for page in found}


def _get_linked_page_pks(navigation: NavigationSettings) -> set[int]:
    items = [block.value for block in navigation.main_menu]
    links = [*items, *(child for item in items for child in item["children"])]
    links += [link for block in navigation.footer_columns for link in block.value["links"]]
    return {link["page"].pk for link in links if link["page"]}


def _build_menu(navigation: NavigationSettings, link: Link) -> Iterable[dict[str, Any]]:
    for block in navigation.main_menu:
        if item := link(block.value):
            children = [link(child) for child in block.value["children"]]
            yield item | {"children": [child for child in children if child]}


def _build_footer(navigation: NavigationSettings, link: Link) -> Iterable[dict[str, Any]]:
    for block in navigation.footer_columns:
        links = [item for value in block.value["links"] if (item := link(value))]
        if links:  # no heading without links that the user can view
            yield {"heading": block.value["heading"], "links": links}


def _get_links(navigation: NavigationSettings, user: UserOrNone) -> dict[str, str]:
    chosen = {name: getattr(navigation, f"{name}_id") for name in navigation.PROTECTED_PAGE_FIELDS}
    visible = _get_visible_pages(user, chosen.values())
    return {
        name.removesuffix("_page"): visible[pk].get_url()
        for name, pk in chosen.items()
        if pk in visible
    }
