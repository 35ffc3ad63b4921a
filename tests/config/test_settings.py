"""Settings, read in a separate process as for an operator."""

import shlex
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from config.secret_keys import generate_field_encryption_key
from encryption import KeyRing
from encryption.keys import HOW_TO_MAKE_A_KEY
from tests.live_site import INHERITED_VARIABLES, ROOT, environment

# All settings that production requires, with safe values.
SAFE = {
    "SECRET_KEY": "a key for tests, long enough and of many letters 0123456789",
    "FIELD_ENCRYPTION_KEYS": generate_field_encryption_key(),
    "ALLOWED_HOSTS": "community.example",
    "SITE_URL": "https://community.example",
    "EMAIL_URL": "smtp://127.0.0.1:2525",
    "DEFAULT_FROM_EMAIL": "hello@community.example",
}
UNSAFE = {
    "SECRET_KEY": "short",
    "ALLOWED_HOSTS": "*",
    "SITE_URL": "http://community.example",
    "EMAIL_URL": "consolemail://",
    "DEBUG": "true",
    "DEMO_PASSWORD": "letmein",
}


def run(*command: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run manage.py with these settings only."""
    return subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), *command],
        env={name: value for name, value in settings.items() if value},
        capture_output=True,
        text=True,
        check=False,
    )


def run_production(*command: str, data_dir: Path, **settings: str) -> tuple[int, str]:
    """Exit code and output of a command in production."""
    inherited = {
        name: value for name, value in environment(data_dir).items() if name in INHERITED_VARIABLES
    }
    own = {"DJANGO_SETTINGS_MODULE": "config.settings.production", "DATA_DIR": str(data_dir)}
    done = run(*command, **{**inherited, **own, **SAFE, **settings})
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("name", SAFE)
def test_production_requires_setting(name: str, tmp_path: Path) -> None:
    code, message = run_production("check", data_dir=tmp_path, **{name: ""})
    assert code == 1
    assert message.splitlines() == [
        f"The settings are not valid: {name} must be set in production."
    ]


@pytest.mark.parametrize("name", UNSAFE)
def test_production_rejects_unsafe_setting(name: str, tmp_path: Path) -> None:
    code, message = run_production("check", data_dir=tmp_path, **{name: UNSAFE[name]})
    assert code == 1
    assert message.startswith(f"The settings are not valid: {name} is not safe for production")
    assert len(message.splitlines()) == 1


@pytest.mark.parametrize(("keys", "reason"), [(",", "is empty"), ("short", "key 1 is not a valid")])
def test_settings_reject_empty_encryption_keys(keys: str, reason: str, tmp_path: Path) -> None:
    code, message = run_production("check", data_dir=tmp_path, FIELD_ENCRYPTION_KEYS=keys)
    assert code == 1
    assert message.startswith("The settings are not valid: FIELD_ENCRYPTION_KEYS")
    assert reason in message
    assert len(message.splitlines()) == 1


@pytest.mark.parametrize("kind", ["ConsoleMail", "dummymail", "filemail", "memorymail"])
def test_production_rejects_email_backends_without_delivery(kind: str, tmp_path: Path) -> None:
    code, message = run_production("check", data_dir=tmp_path, EMAIL_URL=f"{kind}://")
    assert code == 1
    assert "EMAIL_URL is not safe for production: emails would be printed or lost" in message


def test_production_rejects_invalid_encryption_key(tmp_path: Path) -> None:
    keys = f"{generate_field_encryption_key()},a word that is no key"
    code, message = run_production("check", data_dir=tmp_path, FIELD_ENCRYPTION_KEYS=keys)
    assert code == 1
    assert "FIELD_ENCRYPTION_KEYS: key 2 is not a valid Fernet key" in message
    assert "a word that is no key" not in message


SHOW_KEYS = (
    "from encryption import get_key_ring; print(get_key_ring().newest, len(get_key_ring().ids))"
)


@pytest.mark.parametrize("between", [",", ", ", " ", "\n"])
def test_encryption_keys_are_separated_by_commas_or_white_space(
    between: str, tmp_path: Path
) -> None:
    keys = [generate_field_encryption_key(), generate_field_encryption_key()]
    environment_keys = {"FIELD_ENCRYPTION_KEYS": between.join(keys)}
    shell = ("shell", "--no-imports", "-v0", "-c", SHOW_KEYS)
    code, message = run_production(*shell, data_dir=tmp_path, **environment_keys)
    assert (code, message) == (0, f"{KeyRing(keys).newest} 2\n")


def test_missing_key_instructions_generate_a_valid_key(tmp_path: Path) -> None:
    *_, code = shlex.split(HOW_TO_MAKE_A_KEY)
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    environment_keys = {"FIELD_ENCRYPTION_KEYS": made.stdout}
    done, message = run_production("check", data_dir=tmp_path, **environment_keys)
    assert done == 0, message


def test_production_with_all_settings_has_no_warning(tmp_path: Path) -> None:
    code, message = run_production(
        "check", "--deploy", "--fail-level", "WARNING", data_dir=tmp_path
    )
    assert code == 0, message


SHOW = "from django.conf import settings; print(settings.DEBUG, settings.ALLOW_DEMO_ACCOUNTS)"


def test_production_has_neither_debug_pages_nor_demo_accounts(tmp_path: Path) -> None:
    code, message = run_production(
        "shell", "--no-imports", "-v0", "-c", SHOW, data_dir=tmp_path, DEBUG="false"
    )
    assert (code, message) == (0, "False False\n")


def test_invalid_setting_is_reported_in_one_line(tmp_path: Path) -> None:
    done = run("check", **environment(tmp_path, WEB_CONCURRENCY="many"))
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1


SHOW_SECRETS = (
    "from django.conf import settings as known; "
    "print(known.SECRET_KEY, *known.FIELD_ENCRYPTION_KEYS)"
)


def test_local_site_creates_private_keys_once(tmp_path: Path) -> None:
    command = ("shell", "--no-imports", "-v0", "-c", SHOW_SECRETS)
    first, second = (run(*command, **environment(tmp_path / "data")) for _ in range(2))
    assert first.stdout == second.stdout != "\n"
    made = sorted((tmp_path / "data" / "keys").iterdir())
    assert [path.name for path in made] == ["field_encryption_keys", "secret_key"]
    for path in made:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert path.read_text().strip() in first.stdout


def test_two_local_sites_have_different_keys(tmp_path: Path) -> None:
    for name in ("one", "other"):
        assert run("check", **environment(tmp_path / name)).returncode == 0
    for key in ("secret_key", "field_encryption_keys"):
        one, other = ((tmp_path / name / "keys" / key).read_text() for name in ("one", "other"))
        assert one != other


def test_local_site_reads_keys_from_environment(tmp_path: Path) -> None:
    environment_keys = {"FIELD_ENCRYPTION_KEYS": generate_field_encryption_key()}
    command = ("shell", "--no-imports", "-v0", "-c", SHOW_SECRETS)
    done = run(*command, **environment(tmp_path, **environment_keys))
    assert done.stdout.split()[1] == environment_keys["FIELD_ENCRYPTION_KEYS"]
    assert not (tmp_path / "keys" / "field_encryption_keys").exists()
