"""`manage.py setup_site` runs the pending steps only."""

import errno
import shutil
import stat
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from pytest_django import Settings

from home.demo import needs_demo_content
from home.models import StandardPage
from server import demo_accounts, setup
from tests.factories import PASSWORD, UserFactory, make_home, publish
from tests.live_site import manage

FULL = OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture(autouse=True)
def data(settings: Settings, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path / "data"
    return settings.DATA_DIR


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """One step with inputs that a test can change, and how often it has run."""
    state = {"inputs": "as it was", "taken": 0}

    def take() -> None:
        state["taken"] += 1

    step = setup.SetupStep("one", "Doing the one thing", lambda: state["inputs"], take)
    monkeypatch.setattr(setup, "get_steps", lambda: [step])
    return state


def setup_site(*options: str) -> None:
    call_command("setup_site", *options, verbosity=0)


def test_data_folders_are_private_to_their_owner(data: Path, steps: dict[str, Any]) -> None:
    setup_site()
    folders = [data, *(path for path in data.iterdir() if path.is_dir())]
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in folders} == {0o700}
    assert {"media", "private", "static"} <= {folder.name for folder in folders}


def test_step_runs_once(steps: dict[str, Any]) -> None:
    setup_site()
    setup_site()
    assert steps["taken"] == 1


def test_step_runs_again_when_its_inputs_change(steps: dict[str, Any]) -> None:
    setup_site()
    steps["inputs"] = "otherwise"
    setup_site()
    assert steps["taken"] == 2


def test_each_step_prints_its_description(
    steps: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    setup_site()
    setup_site()
    assert capsys.readouterr().out == "Doing the one thing ...\n"


def test_failed_step_stays_pending(steps: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise FULL

    step = setup.SetupStep("one", "Doing the one thing", lambda: "as it was", fail)
    monkeypatch.setattr(setup, "get_steps", lambda: [step])
    with pytest.raises(CommandError):
        setup_site()
    assert setup.get_pending_steps() == [step]


@pytest.mark.parametrize("error", [FULL, OperationalError("database or disk is full")])
def test_full_disk_during_a_step_is_reported_in_one_line(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> list[setup.SetupStep]:
        raise error

    monkeypatch.setattr(setup, "get_pending_steps", fail)
    with pytest.raises(
        CommandError, match=r"^The disk is full: .* set DATA_DIR to another folder\.$"
    ):
        setup_site()


def test_nearly_full_disk_is_refused_before_any_step(
    data: Path, steps: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage("/")._replace(free=7 * 1024 * 1024)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage)
    with pytest.raises(CommandError, match="has 7 MB left and needs 200 MB"):
        setup_site()
    assert steps["taken"] == 0


def test_folder_that_cannot_be_created_is_named(data: Path) -> None:
    data.write_text("a file stands where the folder should")
    with pytest.raises(CommandError, match=f"^Could not use {data}: File exists"):
        setup_site()


@pytest.mark.django_db
def test_database_of_an_older_version_is_refused() -> None:
    step = next(it for it in setup.get_steps() if it.name == "database")
    MigrationRecorder(connection).record_applied("core", "0003_mail_queue")
    with pytest.raises(setup.SetupError, match=r"older than version 0\.2\.0"):
        step.action()


def test_unavailable_database_is_reported_in_one_line() -> None:
    message = setup.describe_error(OperationalError("connection refused\nIs the server running?"))
    assert message == "Could not use the database: connection refused"


@pytest.mark.django_db
class TestDemo:
    def test_new_site_needs_demo_content(self, bare_site: None) -> None:
        assert needs_demo_content()

    def test_site_with_pages_needs_no_demo_content(self) -> None:
        publish(make_home(), StandardPage, title="Ours")
        assert not needs_demo_content()

    def test_demo_is_not_loaded_into_used_site(self, steps: dict[str, Any]) -> None:
        home = make_home()
        setup_site("--demo")
        assert not home.get_children().exists()

    def test_demo_accounts_are_printed_with_password(self, settings: Settings) -> None:
        UserFactory(email="editor@example.org")
        settings.DEMO_PASSWORD = PASSWORD
        assert (
            demo_accounts.describe_accounts()
            == f"Accounts:  editor@example.org\nPassword:  {PASSWORD}"
        )

    def test_unknown_password_is_not_printed(self, settings: Settings) -> None:
        UserFactory(email="editor@example.org")
        settings.DEMO_PASSWORD = "another one"
        assert "another one" not in demo_accounts.describe_accounts()
        assert "Setting DEMO_PASSWORD now does not change it" in demo_accounts.describe_accounts()
        assert "changepassword" in demo_accounts.describe_accounts()
        settings.DEMO_PASSWORD = ""
        assert "DEMO_PASSWORD" not in demo_accounts.describe_accounts()

    def test_accounts_of_a_real_site_are_not_printed(self) -> None:
        UserFactory(email="someone@charity.test")
        assert "someone" not in demo_accounts.describe_accounts()


@pytest.mark.live_site
def test_second_run_does_no_work(data_dir: Path) -> None:
    done = manage("setup_site", data_dir=data_dir)
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.live_site
@pytest.mark.slow
def test_replaced_database_is_set_up_again(data_dir: Path) -> None:
    for path in data_dir.glob("site.sqlite3*"):
        path.unlink()
    done = manage("setup_site", data_dir=data_dir)
    assert done.stdout == "Updating the database ...\n"
