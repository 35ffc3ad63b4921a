"""Fixtures for a resource index and resources."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from wagtail.models import Page

from core.models import ContentNote, Profession, Topic
from core.navigation import snapshot
from resources.models import ResourceIndexPage, ResourcePage
from tests.factories import make_home

Add = Callable[..., ResourcePage]


@pytest.fixture(autouse=True)
def _own_copies(tmp_path: Any, settings: Any) -> None:
    """Each test has its own snapshot of the site chrome."""
    settings.DATA_DIR = tmp_path


@pytest.fixture
def home(db: None) -> Page:
    return make_home()


@pytest.fixture
def index(home: Page) -> ResourceIndexPage:
    page = ResourceIndexPage(title="Resources", slug="resources", introduction="<p>Found good.</p>")
    home.add_child(instance=page)
    return page


@pytest.fixture
def warm(db: None) -> None:
    snapshot.write_snapshot()


def terms(model: Any, slugs: tuple[str, ...]) -> list[Any]:
    return [
        model.objects.get_or_create(slug=slug, defaults={"name": slug.replace("-", " ").title()})[0]
        for slug in slugs
    ]


@pytest.fixture
def add(index: ResourceIndexPage) -> Add:
    """Publish a resource; ``topics`` and ``professions`` are slugs, ``notes`` are names."""

    def add_resource(
        title: str = "Going back, slowly",
        topics: tuple[str, ...] = (),
        professions: tuple[str, ...] = (),
        stages: tuple[str, ...] = (),
        notes: tuple[str, ...] = (),
        **fields: Any,
    ) -> ResourcePage:
        fields = {
            "kind": "guide",
            "summary": "A plan for the first two months.",
            "source_name": "GOV.UK",
            "checked_on": datetime.date(2026, 10, 3),
            **fields,
        }
        page = ResourcePage(title=title, **fields)
        Page.objects.get(pk=index.pk).add_child(instance=page)
        page.topics = terms(Topic, topics)
        page.professions = terms(Profession, professions)
        page.content_notes = [ContentNote.objects.get_or_create(name=name)[0] for name in notes]
        page.selected_stages = list(stages)
        page.save()
        return ResourcePage.objects.get(pk=page.pk)

    return add_resource
