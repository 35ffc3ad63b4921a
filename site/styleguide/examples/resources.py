"""Resources, helplines and their filters, for the style guide."""

from collections.abc import Iterator
from typing import Any

from core.models import Stage
from resources.choices import ResourceType
from resources.filters import Facet, Facets, FilterOption, FilterSelection
from resources.models import ResourcePage
from styleguide import Example
from styleguide.samples import (
    DAY,
    HOSTILE,
    LONG_SENTENCE,
    LONG_TITLE,
    LONG_WORD,
    SENTENCE,
    notes,
    pages_of,
    sample,
)


def resource(title: str = "Telling your supervisor", **fields: Any) -> ResourcePage:
    """An unsaved resource."""
    filled = {
        "summary": SENTENCE,
        "kind": ResourceType.GUIDE,
        "source_name": "GOV.UK",
        "checked_on": DAY,
    }
    its_notes, stages = fields.pop("notes", []), fields.pop("stages", [Stage.TRAINEE])
    page = sample(ResourcePage, title, **{**filled, **fields})
    page.content_notes = its_notes
    page.selected_stages = stages
    return page


def helpline(**fields: Any) -> ResourcePage:
    number = {"phone": "116 123", "hours": "Free, 24 hours a day"}
    return resource(kind=ResourceType.HELPLINE, **{**number, "title": "Samaritans", **fields})


def states() -> dict[str, ResourcePage]:
    kinds = {f"a {kind.label.lower()}": resource(kind=kind) for kind in ResourceType}
    return {
        **kinds,
        "for one nation, content notes": resource(nation="Wales", notes=notes()),
        "incomplete": resource("A draft", summary="", source_name="", checked_on=None, stages=[]),
        "long": resource(LONG_TITLE, summary=LONG_SENTENCE, source_name=LONG_WORD),
        "hostile": resource(HOSTILE, summary=HOSTILE, source_name=HOSTILE),
        "a helpline with its number": helpline(),
        "a long helpline": helpline(title=LONG_TITLE, summary=LONG_SENTENCE, hours=SENTENCE),
    }


def facets(selection: FilterSelection) -> Facets:
    """Two filters with *selection*."""
    kinds = [
        FilterOption(kind.label, f"?kind={kind}", number, selection.kind == kind)
        for number, kind in enumerate(ResourceType, 1)
    ]
    topics = [
        FilterOption(LONG_TITLE, "?topic=long", 3),
        FilterOption("Disclosure", "?topic=disclosure", 12),
    ]
    active_filters = [FilterOption("Book", "?", is_selected=True)] if selection.selected else []
    return Facets(selection, [Facet("Topic", topics), Facet("Type", kinds)], active_filters, 15, 2)


def examples() -> Iterator[Example]:
    for state, shown in states().items():
        yield Example(
            "components/resource_row.html", state, {"resource": shown}, wrapper_class="divided"
        )
    for state, selection in {
        "nothing selected": FilterSelection(),
        "a book": FilterSelection(kind=ResourceType.BOOK),
    }.items():
        context = {"facets": facets(selection), "address": "/resources/", "items": pages_of([1, 2])}
        yield Example("components/chips.html", state, context)
        yield Example("components/filters.html", state, context, wrapper_class="filters")
