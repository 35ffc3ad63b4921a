"""A site with canaries in all private data."""

from dataclasses import dataclass, field
from typing import Any

from wagtail.models import Page

from core.navigation.snapshot import write_snapshot
from home.models import HomePage
from tests.factories import make_home
from tests.security.disclosure.accounts import create_accounts
from tests.security.disclosure.files import Files, create_files
from tests.security.disclosure.private_pages import create_private_pages
from tests.security.disclosure.public_pages import create_public_pages
from tests.security.disclosure.roles import Role, create_roles
from tests.security.disclosure.unpublished_pages import create_unpublished_pages


@dataclass
class FixtureSite:
    """The objects of the site; ``pages`` by the names that the tests use."""

    home: HomePage
    files: Files
    pages: dict[str, Page] = field(default_factory=dict)
    roles: dict[str, Role] = field(default_factory=dict)
    # Other objects with a URL: application, email, redirect ... by name.
    objects: dict[str, Any] = field(default_factory=dict)
    status_link: str = ""


def create_fixture_site() -> FixtureSite:
    """Create the site with every canary of the table."""
    home = make_home()
    fixture_site = FixtureSite(home, create_files())
    fixture_site.pages |= create_private_pages(home, fixture_site.files)
    fixture_site.pages |= create_unpublished_pages(home)
    fixture_site.roles = create_roles(fixture_site.pages["section"])
    fixture_site.objects = create_accounts(home, fixture_site.roles)
    fixture_site.status_link = fixture_site.objects.pop("status link")
    fixture_site.pages |= create_public_pages(fixture_site)
    fixture_site.objects |= fixture_site.pages.pop("objects")
    write_snapshot()
    return fixture_site
