"""Only the model reads member-only meeting details directly."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template, TemplateSyntaxError

from events.models import MeetingPage

# Code that may use the relation between a meeting and its member-only details.
MODEL_FILES = ("events/models/", "events/panels.py")
FOLDERS = ("site", "templates", "home", "search", "news", "events", "resources", "membership")
DIRECT_READ = re.compile(
    r"(?<![A-Za-z0-9])_member_details\b|\bMeetingMemberDetails\b|events_meetingmemberdetails"
)


def test_template_cannot_read_member_details_relation(meeting: MeetingPage) -> None:
    with pytest.raises(TemplateSyntaxError):
        Template("{{ page._member_details.first.passcode }}").render(Context({"page": meeting}))


def test_only_the_model_reads_member_details_directly() -> None:
    found = [
        f"{path}:{number}"
        for path in _sources()
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if DIRECT_READ.search(line)
    ]
    assert found == []


def test_direct_read_pattern_matches_direct_reads_only() -> None:
    for line in (
        "page._member_details.all()",
        'getattr(page, "_member_details")',
        "MeetingMemberDetails.objects",
    ):
        assert DIRECT_READ.search(line)
    assert not DIRECT_READ.search("page.get_member_details(viewer)")
    assert not DIRECT_READ.search("make_member_details()")


def _sources() -> Iterator[Path]:
    """All Python and template files except for the model, its panels, migrations and tests."""
    skipped = (*MODEL_FILES, "tests/", "events/migrations/", "site/static/")
    for folder in FOLDERS:
        for path in (settings.ROOT / folder).rglob("*"):
            name = path.relative_to(settings.ROOT).as_posix()
            if path.suffix in {".py", ".html", ".txt", ".xml"} and not name.startswith(skipped):
                yield path
