"""docs/security-tests.md lists every leak scenario, and only existing files."""

import re

from django.conf import settings

from tests.security.disclosure.leak_scenarios import LEAK_SCENARIOS

PAGE = settings.ROOT / "docs" / "security-tests.md"
SEEDED = [(scenario.name, scenario.role) for scenario in LEAK_SCENARIOS]


def test_docs_list_every_leak_scenario() -> None:
    written = re.findall(r"^\| ([^|]+?) \| (\w+) \|", PAGE.read_text(), re.MULTILINE)
    assert [row for row in written if row in SEEDED] == SEEDED


def test_docs_name_only_existing_files() -> None:
    named = set(re.findall(r"tests/[\w/.]+", PAGE.read_text()))
    assert len(named) > 20
    assert [name for name in named if not (settings.ROOT / name.rstrip(".")).exists()] == []
    parts = set(re.findall(r"`(site/[\w/.]+)`", PAGE.read_text()))
    assert len(parts) > 5
    assert [name for name in parts if not (settings.ROOT / name).exists()] == []
