"""Site chrome: header, menus, footer, helplines and site text, which surround every page.

For anonymous users it is read from a snapshot on disk (DATA_DIR/site-chrome.json), rewritten on
every change. Public pages need no query for it, and error pages can show it without the database.
For signed-in users it is built on each request, because menus may contain private pages.
"""

import contextlib
import fcntl
import json
import os
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.forms.models import model_to_dict
from wagtail.images.models import SourceImageIOError
from wagtail.models import Page

from core.caching import cached_for_request, get_snapshot_path
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
SETTINGS = (QuickExitSettings, NavigationSettings, OrganisationSettings, SiteTextSettings)


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


def get_site_chrome(user: UserOrNone) -> SiteChrome:
    """The site chrome for *user*. For anonymous users it is read from the snapshot, if any."""
    if user is None or not user.is_authenticated:
        return read_snapshot() or cached_for_request("site_chrome", lambda: build_site_chrome(None))
    return cached_for_request(("site_chrome", user.pk), lambda: build_site_chrome(user))


def get_chrome_without_database() -> SiteChrome:
    """The snapshot on disk, else the previous snapshot, else FALLBACK_CHROME. Makes no query."""
    return read_snapshot() or _read(_get_previous_snapshot_path()) or FALLBACK_CHROME


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


def read_snapshot() -> SiteChrome | None:
    """The snapshot for anonymous users, or None while there is none."""
    return _read(get_snapshot_path())


def discard_snapshot() -> None:
    """Rename the snapshot, so that only error pages still use it."""
    with contextlib.suppress(FileNotFoundError):
        os.replace(get_snapshot_path(), _get_previous_snapshot_path())


def write_snapshot() -> None:
    """Write the snapshot for anonymous users. A file lock makes the last writer win."""
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    # load() creates missing settings rows, whose signal writes a snapshot. Do that before taking
    # the lock.
    for model in SETTINGS:
        model.load()
    with open(settings.DATA_DIR / "site-chrome.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        draft = settings.DATA_DIR / "site-chrome.draft"
        draft.write_text(json.dumps(build_site_chrome(None)))
        os.replace(draft, get_snapshot_path())


def check_snapshot() -> None:
    """Rewrite the snapshot if it is missing or, after a restore, outdated."""
    if read_snapshot() != build_site_chrome(None):
        write_snapshot()


def renew_snapshot() -> None:
    """Discard the snapshot now and write a new one on commit. Call it on every change."""
    discard_snapshot()
    transaction.on_commit(write_snapshot)


def _get_previous_snapshot_path() -> Path:
    return settings.DATA_DIR / "site-chrome.old.json"


def _read(path: Path) -> SiteChrome | None:
    try:
        return _parse_file(path, path.stat().st_mtime_ns)
    except (OSError, ValueError, TypeError, KeyError):  # missing or damaged
        return None


@lru_cache(maxsize=4)
def _parse_file(path: Path, mtime_ns: int) -> SiteChrome:
    copy = json.loads(path.read_text())
    # A snapshot may be older than the code, so new fields get their defaults.
    return {**FALLBACK_CHROME, **copy, "text": {**get_default_text(), **copy["text"]}}


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


Link = Callable[[Any], dict[str, Any] | None]


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
