"""Jobs that run each minute, and once a day."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.models import FormState

from home.models import StandardPage
from mailqueue.models import QueuedMail
from mailqueue.models.queued_mail import FAILED_MAIL_RETENTION
from scheduler import jobs
from scheduler.models import DailyJob
from tests.factories import UserFactory, draft, make_home, publish

pytestmark = [pytest.mark.database, pytest.mark.django_db]


Job = Callable[[], object]


def replace_jobs(monkeypatch: pytest.MonkeyPatch, hook: str) -> list[Job]:
    """The functions of *hook*, none at first."""
    own: list[Job] = []
    monkeypatch.setattr(hooks, "get_hooks", {hook: own}.__getitem__)
    return own


def get_names(hook: str) -> list[str]:
    return [job.__name__ for job in hooks.get_hooks(hook)]


# --- Minutely jobs -------------------------------------------------------------------------------


@pytest.fixture
def minutely_jobs(monkeypatch: pytest.MonkeyPatch) -> list[Job]:
    """The minutely jobs, none at first."""
    return replace_jobs(monkeypatch, jobs.MINUTELY_HOOK)


def test_each_minutely_job_is_registered_once() -> None:
    names = get_names(jobs.MINUTELY_HOOK)
    assert sorted(names) == [
        "complete_due_account_recoveries",
        "finalise_decisions",
        "prerender_renditions",
        "publish_scheduled_pages",
        "purge_network_counts",
        "renew_snapshot_if_outdated",
        "truncate_write_ahead_log",
    ]
    assert names[-1] == "truncate_write_ahead_log"


def test_minutely_jobs_publish_pages_that_are_due() -> None:
    page = draft(make_home(), StandardPage, title="Later")
    page.go_live_at = timezone.now() - timedelta(minutes=1)
    page.save_revision(approved_go_live_at=page.go_live_at)
    call_command("run_minutely_jobs")
    page.refresh_from_db()
    assert page.live


def test_minutely_jobs_unpublish_expired_pages() -> None:
    page = publish(make_home(), StandardPage, title="For a while")
    page.expire_at = timezone.now() - timedelta(minutes=1)
    page.save()
    call_command("run_minutely_jobs")
    page.refresh_from_db()
    assert not page.live


def test_minutely_jobs_are_idempotent() -> None:
    make_home()
    call_command("run_minutely_jobs")
    call_command("run_minutely_jobs")
    assert jobs.run_minutely_jobs() == []


def test_failed_minutely_job_is_named_and_others_run(minutely_jobs: list[Job]) -> None:
    done: list[str] = []

    def count_the_stars() -> None:
        raise OSError

    minutely_jobs += [count_the_stars, lambda: done.append("the next")]
    with pytest.raises(CommandError, match="count the stars"):
        call_command("run_minutely_jobs")
    assert done == ["the next"]


# --- Daily jobs ----------------------------------------------------------------------------------


@pytest.fixture
def daily_jobs(monkeypatch: pytest.MonkeyPatch) -> list[Job]:
    """The daily jobs, none at first."""
    return replace_jobs(monkeypatch, jobs.DAILY_HOOK)


@pytest.fixture
def run_days(daily_jobs: list[Job]) -> list[str]:
    """The days on which the only daily job has run."""
    dates: list[str] = []

    def sweep_the_floor() -> None:
        dates.append(f"{timezone.localdate():%d}")

    daily_jobs.append(sweep_the_floor)
    return dates


def run_daily_jobs_at(*moments: str) -> None:
    """Run the daily jobs that are due at *moments* of March 2026, in UTC."""
    for moment in moments:
        with time_machine.travel(f"2026-03-{moment}Z", tick=False):
            assert jobs.run_due_daily_jobs() == []


def test_each_daily_job_is_registered_once() -> None:
    names = get_names(jobs.DAILY_HOOK)
    assert sorted(names) == [
        "delete_abandoned_uploads",
        "delete_expired_access_log",
        "delete_expired_account_changes",
        "delete_expired_cache_rows",
        "delete_expired_failed_mail",
        "delete_expired_sessions",
        "delete_stale_previews",
        "end_suspensions",
        "erase_ended_members",
        "purge_applications",
        "rebuild_search_vocabulary",
        "record_member_count",
        "remove_deleted_content",
    ]
    assert names[-1] == "remove_deleted_content"


def test_daily_job_runs_once_a_day(run_days: list[str]) -> None:
    run_daily_jobs_at("01 00:00", "01 00:01", "01 23:59", "02 00:00", "02 12:00")
    assert run_days == ["01", "02"]


def test_daily_jobs_are_due_from_midnight_in_london(run_days: list[str]) -> None:
    run_daily_jobs_at("30 12:00", "30 22:59", "30 23:00")
    assert run_days == ["30", "31"]


def test_daily_job_runs_once_after_days_without_service(run_days: list[str]) -> None:
    run_daily_jobs_at("01 00:00", "09 17:30", "09 17:31", "10 00:00")
    assert run_days == ["01", "09", "10"]


def test_second_scheduler_does_not_repeat_daily_jobs(run_days: list[str]) -> None:
    DailyJob.objects.create(name="sweep the floor", done_on=timezone.localdate())
    assert jobs.run_due_daily_jobs() == []
    assert run_days == []


def test_concurrent_schedulers_create_one_daily_job_row(daily_jobs: list[Job]) -> None:
    def count_the_stars() -> None:
        # Meanwhile another scheduler has run this job.
        DailyJob.objects.update_or_create(
            name="count the stars", defaults={"done_on": timezone.localdate()}
        )

    daily_jobs.append(count_the_stars)
    assert jobs.run_due_daily_jobs() == []
    assert DailyJob.objects.filter(name="count the stars").count() == 1


def test_make_due_runs_job_again_on_the_same_day(
    run_days: list[str], daily_jobs: list[Job]
) -> None:
    (job,) = daily_jobs
    jobs.run_due_daily_jobs()
    jobs.make_due(job)
    jobs.run_due_daily_jobs()
    jobs.run_due_daily_jobs()
    assert len(run_days) == 2


def test_make_due_during_a_run_runs_job_again(daily_jobs: list[Job]) -> None:
    done: list[str] = []

    def sweep_the_floor() -> None:
        done.append("swept")
        if len(done) == 1:
            jobs.make_due(sweep_the_floor)

    daily_jobs.append(sweep_the_floor)
    for _ in range(3):
        jobs.run_due_daily_jobs()
    assert len(done) == 2


def test_make_due_is_rolled_back_with_its_transaction(
    run_days: list[str], daily_jobs: list[Job]
) -> None:
    (job,) = daily_jobs
    jobs.run_due_daily_jobs()
    with transaction.atomic():
        jobs.make_due(job)
        transaction.set_rollback(True)
    jobs.run_due_daily_jobs()
    assert len(run_days) == 1


def test_failed_daily_job_is_retried_and_others_run(
    run_days: list[str], daily_jobs: list[Job], caplog: pytest.LogCaptureFixture
) -> None:
    attempts: list[str] = []

    def count_the_stars() -> None:
        attempts.append("again")
        if len(attempts) == 1:
            raise OSError

    daily_jobs.insert(0, count_the_stars)
    assert jobs.run_due_daily_jobs() == ["count the stars"]
    assert "count the stars failed" in caplog.text
    assert len(run_days) == 1
    assert jobs.run_due_daily_jobs() == []
    assert jobs.run_due_daily_jobs() == []
    assert (len(attempts), len(run_days)) == (2, 1)


def test_run_daily_jobs_command_is_idempotent(run_days: list[str]) -> None:
    call_command("run_daily_jobs")
    call_command("run_daily_jobs")
    assert len(run_days) == 2
    assert jobs.run_due_daily_jobs() == []
    assert len(run_days) == 2


def test_run_daily_jobs_command_names_failed_jobs(daily_jobs: list[Job]) -> None:
    def count_the_stars() -> None:
        raise OSError

    daily_jobs.append(count_the_stars)
    with pytest.raises(CommandError, match="count the stars"):
        call_command("run_daily_jobs")
    assert jobs.run_due_daily_jobs() == ["count the stars"]


def test_failed_emails_are_deleted_after_seven_days() -> None:
    now = timezone.now()
    mails = {
        name: QueuedMail.objects.create(recipient="a@example.org", message={}, created_at=now)
        for name in ("old", "young", "waiting")
    }
    mails["old"].mark_failed(now=now - FAILED_MAIL_RETENTION, error="refused")
    mails["young"].mark_failed(
        now=now - FAILED_MAIL_RETENTION + timedelta(minutes=1), error="refused"
    )
    QueuedMail.objects.filter(pk=mails["waiting"].pk).update(created_at=now - timedelta(days=99))
    call_command("run_daily_jobs")
    call_command("run_daily_jobs")
    assert timedelta(days=7) == FAILED_MAIL_RETENTION
    assert set(QueuedMail.objects.all()) == {mails["young"], mails["waiting"]}


def test_expired_sessions_are_deleted() -> None:
    for key, hours in (("over", -1), ("open", 1)):
        until = timezone.now() + timedelta(hours=hours)
        Session.objects.create(session_key=key, session_data="", expire_date=until)
    call_command("run_daily_jobs")
    assert list(Session.objects.values_list("session_key", flat=True)) == ["open"]


def test_preview_form_states_are_deleted_after_a_day() -> None:
    page, user, now = make_home(), UserFactory(), timezone.now()
    for field, hours in (("old", 25), ("young", 23)):
        saved = {"data": field, "last_updated_at": now - timedelta(hours=hours)}
        FormState.objects.update_or_create_by_instance(page, field, user=user, defaults=saved)
    call_command("run_daily_jobs")
    assert list(FormState.objects.values_list("data", flat=True)) == ["young"]


def test_preview_form_states_are_deleted_with_their_page() -> None:
    page = publish(make_home(), StandardPage)
    saved = {"data": "", "last_updated_at": timezone.now()}
    for edited in (page, StandardPage()):
        FormState.objects.update_or_create_by_instance(edited, user=UserFactory(), defaults=saved)
    page.delete()
    assert not FormState.objects.exists()


def test_minutely_jobs_do_not_wait_for_mail_server() -> None:
    """Email has its own process: a hanging server must not delay scheduled publishing."""
    QueuedMail.objects.create(recipient="a@example.org", message={})
    assert jobs.run_minutely_jobs() == []
    assert QueuedMail.objects.get().attempts == 0
