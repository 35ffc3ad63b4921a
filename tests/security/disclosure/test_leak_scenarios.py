"""The crawler detects every leak scenario."""

from pathlib import Path
from typing import Any

import pytest

from core.navigation.snapshot import write_snapshot
from tests.security.disclosure.crawl_steps import crawl_site, find_leaks
from tests.security.disclosure.fixtures_site import FixtureSite
from tests.security.disclosure.leak_scenarios import LEAK_SCENARIOS
from tests.security.disclosure.mutations import RESPONSE_FAULT, LeakScenario

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("scenario", LEAK_SCENARIOS, ids=str)
def test_crawler_detects_leak(
    fixture_site: FixtureSite,
    scenario: LeakScenario,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    settings: Any,
) -> None:
    # Files of other scenarios must not be read.
    settings.DATA_DIR = tmp_path
    scenario.mutate(monkeypatch)
    write_snapshot()
    scenario.prepare()
    crawler = crawl_site(fixture_site, scenario.role, (scenario.step,))
    assert scenario.canary in {*find_leaks(crawler), *([RESPONSE_FAULT] if crawler.faults else [])}


def test_leak_scenarios_are_distinct() -> None:
    assert len({scenario.name for scenario in LEAK_SCENARIOS}) == len(LEAK_SCENARIOS) >= 20
