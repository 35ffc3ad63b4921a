"""Settings, read by a process of their own as an operator's would be."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.served_site import KEPT, ROOT, environment

# All that production must be told, and safe.
SAFE = {
    "SECRET_KEY": "a key for tests, long enough and of many letters 0123456789",
    "ALLOWED_HOSTS": "community.example",
    "SITE_URL": "https://community.example",
    "EMAIL_URL": "smtp://127.0.0.1:2525",
    "DEFAULT_FROM_EMAIL": "hello@community.example",
}
UNSAFE = {
    "SECRET_KEY": "short",
    "ALLOWED_HOSTS": "*",
    "SITE_URL": "http://community.example",
    "DEBUG": "true",
    "DEMO_PASSWORD": "letmein",
}


def run(*command: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run manage.py with no setting but these."""
    return subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), *command],
        env={name: value for name, value in settings.items() if value},
        capture_output=True,
        text=True,
        check=False,
    )


def run_production(*command: str, data_dir: Path, **settings: str) -> tuple[int, str]:
    """Exit code and words of a command of the site on the internet."""
    kept = {name: value for name, value in environment(data_dir).items() if name in KEPT}
    own = {"DJANGO_SETTINGS_MODULE": "config.settings.production", "DATA_DIR": str(data_dir)}
    done = run(*command, **{**kept, **own, **SAFE, **settings})
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("name", SAFE)
def test_production_refuses_to_start_without(name: str, tmp_path: Path) -> None:
    code, words = run_production("check", data_dir=tmp_path, **{name: ""})
    assert code == 1
    assert words.splitlines() == [f"The settings cannot be used: {name} must be set in production."]


@pytest.mark.parametrize("name", UNSAFE)
def test_production_refuses_to_start_with_an_unsafe(name: str, tmp_path: Path) -> None:
    code, words = run_production("check", data_dir=tmp_path, **{name: UNSAFE[name]})
    assert code == 1
    assert words.startswith(f"The settings cannot be used: {name} is not safe for production")
    assert len(words.splitlines()) == 1


def test_production_told_everything_has_no_warning(tmp_path: Path) -> None:
    code, words = run_production("check", "--deploy", "--fail-level", "WARNING", data_dir=tmp_path)
    assert code == 0, words


SHOW = "from django.conf import settings; print(settings.DEBUG, settings.LOCAL_ACCOUNTS)"


def test_production_has_neither_debug_pages_nor_demo_accounts(tmp_path: Path) -> None:
    code, words = run_production(
        "shell", "--no-imports", "-v0", "-c", SHOW, data_dir=tmp_path, DEBUG="false"
    )
    assert (code, words) == (0, "False False\n")


def test_a_setting_that_cannot_be_read_is_told_in_one_line(tmp_path: Path) -> None:
    done = run("check", **environment(tmp_path, WEB_CONCURRENCY="many"))
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1


def test_a_local_site_makes_its_keys_once_for_its_owner_alone(tmp_path: Path) -> None:
    show_key = "from django.conf import settings; print(settings.SECRET_KEY)"
    command = ("shell", "--no-imports", "-v0", "-c", show_key)
    first, second = (run(*command, **environment(tmp_path / "data")) for _ in range(2))
    assert first.stdout == second.stdout != "\n"
    for path in (tmp_path / "data" / "keys").iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert path.read_text().strip() in first.stdout


def test_two_local_sites_have_different_keys(tmp_path: Path) -> None:
    for name in ("one", "other"):
        assert run("check", **environment(tmp_path / name)).returncode == 0
    one, other = (
        (tmp_path / name / "keys" / "secret_key").read_text() for name in ("one", "other")
    )
    assert one != other
