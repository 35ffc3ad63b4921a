"""What is due each minute."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from core import clock
from home.models import StandardPage
from tests.factories import draft, make_home, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def jobs(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The list of jobs, empty for once."""
    own: list[object] = []
    monkeypatch.setattr(clock, "_jobs", own)
    return own


def test_a_page_whose_time_has_come_is_published() -> None:
    page = draft(make_home(), StandardPage, title="Later")
    page.go_live_at = timezone.now() - timedelta(minutes=1)
    page.save_revision(approved_go_live_at=page.go_live_at)
    call_command("tick")
    page.refresh_from_db()
    assert page.live


def test_a_page_whose_time_is_over_is_taken_down() -> None:
    page = publish(make_home(), StandardPage, title="For a while")
    page.expire_at = timezone.now() - timedelta(minutes=1)
    page.save()
    call_command("tick")
    page.refresh_from_db()
    assert not page.live


def test_a_minute_may_come_twice() -> None:
    make_home()
    call_command("tick")
    call_command("tick")
    assert clock.tick() == []


def test_a_failing_job_is_named_and_stops_no_other(jobs: list[object]) -> None:
    done: list[str] = []

    @clock.every_minute
    def count_the_stars() -> None:
        raise OSError

    clock.every_minute(lambda: done.append("the next"))
    with pytest.raises(CommandError, match="count the stars"):
        call_command("tick")
    assert done == ["the next"]


def test_a_job_added_twice_runs_once(jobs: list[object]) -> None:
    done: list[str] = []

    def work() -> None:
        done.append("work")

    clock.every_minute(work)
    clock.every_minute(work)
    clock.tick()
    assert done == ["work"]
