"""A site with a missing encryption key warns on start, and serves all public pages."""

import re
import sqlite3
from contextlib import closing
from io import StringIO
from pathlib import Path

import pytest
from django.db import OperationalError
from pytest_django import Settings

from config.secret_keys import generate_field_encryption_key
from encryption import rotation
from encryption.rotation import missing_key_message
from mailqueue.models import QueuedMail
from server.management.commands import serve
from tests.encryption.encrypted_rows import LOST, NEW, OLD, make_mail, name_of, store
from tests.live_site import live_site, manage


@pytest.fixture
def _old_key(settings: Settings) -> None:
    settings.FIELD_ENCRYPTION_KEYS = [OLD]


@pytest.mark.django_db
@pytest.mark.usefixtures("_old_key")
def test_missing_key_message_is_empty_when_all_keys_exist(settings: Settings) -> None:
    make_mail()
    settings.FIELD_ENCRYPTION_KEYS = [NEW, OLD]
    assert missing_key_message() == ""


@pytest.mark.django_db
@pytest.mark.usefixtures("_old_key")
def test_missing_key_message_counts_values_per_key(settings: Settings) -> None:
    make_mail()
    settings.FIELD_ENCRYPTION_KEYS = [LOST]
    QueuedMail.objects.update(message={})
    settings.FIELD_ENCRYPTION_KEYS = [NEW]
    message = missing_key_message().splitlines()
    assert len(message) == 2
    for key in (OLD, LOST):
        expected = f"1 private value cannot be read. The key {name_of(key)} is not in"
        assert [line for line in message if line.startswith(expected)]
    assert "Add it to the setting and restart the site." in message[0]


@pytest.mark.django_db
@pytest.mark.usefixtures("_old_key")
def test_damaged_value_is_not_a_missing_key() -> None:
    store(make_mail(), "recipient", "rubbish")
    assert missing_key_message() == ""
    assert rotation.key_usage() == {"": 1, name_of(OLD): 1}


def test_serve_starts_when_keys_cannot_be_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> str:
        raise OperationalError("no such table: mailqueue_queuedmail")

    monkeypatch.setattr(serve, "missing_key_message", fail)
    output = StringIO()
    serve.Command(stderr=output)._warn_about_missing_keys()
    assert output.getvalue() == ""


# --- The running site -------------------------------------------------------------------------


def store_failed_email(data_dir: Path) -> str:
    """Store a failed email with the site's own key; return its raw recipient."""
    done = manage("shell", "--no-imports", "-v0", "-c", WRITE, data_dir=data_dir)
    assert done.returncode == 0, done.stderr
    with closing(sqlite3.connect(data_dir / "site.sqlite3")) as database:
        return str(database.execute("SELECT recipient FROM mailqueue_queuedmail").fetchone()[0])


WRITE = """
from mailqueue.models import QueuedMail
QueuedMail.objects.create(recipient="ada@example.org", message={}, state="failed")
"""


@pytest.mark.live_site
@pytest.mark.slow
def test_serve_warns_of_missing_key_and_serves_public_pages(data_dir: Path) -> None:
    lost = store_failed_email(data_dir).split(":")[1]
    with live_site(data_dir, FIELD_ENCRYPTION_KEYS=generate_field_encryption_key()) as site:
        output = site.log.read_text()
        # Two values of the email, and those of the demo's applications.
        found = re.search(rf"(\d+) private values cannot be read. .* key {lost} is not in", output)
        assert int(found[1]) > 2
        assert "Traceback" not in output
        assert site.status("/") == site.status("/readyz") == 200
