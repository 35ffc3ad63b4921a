"""A site in which everything private sings: planted once for each walk."""

from dataclasses import dataclass, field
from typing import Any

from wagtail.models import Page

from core.chrome import write_snapshot
from home.models import HomePage
from tests.disclosure.files import Files, plant_files
from tests.disclosure.people import plant_people
from tests.disclosure.private_pages import plant_private_pages
from tests.disclosure.public_pages import plant_public_pages
from tests.disclosure.unpublished import plant_unpublished
from tests.disclosure.viewers import Viewer, plant_viewers
from tests.factories import make_home


@dataclass
class World:
    """What was planted. ``pages`` by the names under which they were planted."""

    home: HomePage
    files: Files
    pages: dict[str, Page] = field(default_factory=dict)
    viewers: dict[str, Viewer] = field(default_factory=dict)
    # What else has an address: application, mail, redirect ... by name.
    things: dict[str, Any] = field(default_factory=dict)
    status_link: str = ""


def plant() -> World:
    """The whole site, with every canary of the table in its place."""
    home = make_home()
    world = World(home, plant_files())
    world.pages |= plant_private_pages(home, world.files)
    world.pages |= plant_unpublished(home)
    world.viewers = plant_viewers(world.pages["section"])
    world.things = plant_people(home, world.viewers)
    world.status_link = world.things.pop("status link")
    world.pages |= plant_public_pages(world)
    world.things |= world.pages.pop("things")
    write_snapshot()
    return world
