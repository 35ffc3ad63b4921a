"""Sample data for examples: unsaved pages, and template context."""

import datetime
from types import SimpleNamespace
from typing import Any, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Page as PageOfItems
from django.core.paginator import Paginator
from django.utils.text import slugify
from wagtail.models import Page, Site

from core.models import ContentNote
from core.navigation.chrome_data import FALLBACK_CHROME

P = TypeVar("P", bound=Page)
DAY = datetime.date(2026, 11, 12)
SENTENCE = "We are taught to leave ourselves at the door, and some of us have stopped doing it."
LONG_SENTENCE = f"{SENTENCE} It took years, two supervisors, and a chair by the window. " * 3
LONG_TITLE = (
    "What I would have liked someone to say to me in the first week after I came back to the ward "
    "on which I had been a patient"
)
LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7|add:7 }}'

ANONYMOUS = AnonymousUser()
MEMBER = SimpleNamespace(pk=None, is_authenticated=True, is_active=True, can_enter_admin=False)
EDITOR = SimpleNamespace(pk=None, is_authenticated=True, is_active=True, can_enter_admin=True)


def link(label: str, *children: str) -> dict[str, Any]:
    """A menu item with submenu items."""
    return {"label": label, "href": f"/{slugify(label)}/", "children": [link(c) for c in children]}


SITE_CHROME: dict[str, Any] = {
    **FALLBACK_CHROME,
    "organisation": {
        "name": "in2gr8mentalhealth",
        "strapline": "For professionals with lived experience",
        "contact_email": "hello@example.org",
        "contact_address": "1 Example Street\nExampleton",
    },
    "menu": [link("About", "Guidelines", "Accessibility"), link("News"), link("Meetings")],
    "footer": [
        {"heading": "This site", "links": [link("Privacy"), link("Accessibility")]},
        {"heading": "Contact us", "links": [link("Contact")]},
    ],
    "privacy_promise": ["No cookies.", "No trackers.", "No newsletter."],
    "form_privacy_promise": ["One cookie, for this form,", "deleted when you close the browser."],
    "quick_exit": {"url": "https://example.org/", "hint": "Or press Shift 3 times."},
    "links": {"urgent_help": "/urgent-help/", "join": "/join/", "contact": "/contact/"},
    "helplines": [
        {**line, "hours": "24 hours a day", "nation": "", "text": SENTENCE, "in_footer": True}
        for line in FALLBACK_CHROME["helplines"]
    ],
}
SURROUNDINGS = {"site_chrome": SITE_CHROME, "user": ANONYMOUS}


def with_text(**changed: str) -> dict[str, Any]:
    """The site chrome with some of its texts changed."""
    return {**SITE_CHROME, "text": {**SITE_CHROME["text"], **changed}}


def sample(model: type[P], title: str, **fields: Any) -> P:
    """An unsaved page with a URL."""
    page = model(title=title, slug=slugify(title)[:40], live=True, **fields)
    roots = Site.get_site_root_paths()
    page.url_path = f"{roots[0].root_path if roots else '/'}{page.slug}/"
    return page


def notes() -> list[ContentNote]:
    return [
        ContentNote(pk=1, name="a stay in hospital", explanation="On a ward, and coming back."),
        ContentNote(pk=2, name="burnout"),
    ]


def pages_of(items: list[Any], number: int = 1, size: int = 12) -> PageOfItems:
    """Page *number* of the paginated *items*."""
    return Paginator(items, size).get_page(number)
