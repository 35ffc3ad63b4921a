"""Key rotation that is interrupted, and while other processes write."""

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site_settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from config.secret_keys import generate_field_encryption_key
from encryption import KeyRing, rotation
from encryption.rotation import EncryptedTable
from mailqueue.models import QueuedMail
from tests.encryption.encrypted_rows import (
    NEW,
    OLD,
    addresses,
    keys_of,
    make_mail,
    name_of,
    rotate_keys,
)
from tests.live_site import ROOT, TIMEOUT_SECONDS, environment, manage


@pytest.fixture(autouse=True)
def _old_key(settings: Settings) -> None:
    settings.FIELD_ENCRYPTION_KEYS = [OLD]


@pytest.mark.database
@pytest.mark.django_db
def test_interrupted_rotation_keeps_batches_and_resumes(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rotation, "BATCH", 2)
    mails = [make_mail(f"{n}@example.org") for n in range(6)]
    settings.FIELD_ENCRYPTION_KEYS = [NEW, OLD]
    with monkeypatch.context() as patched:
        patched.setattr(EncryptedTable, "_reencrypt", power_cut(EncryptedTable._reencrypt, after=3))
        with pytest.raises(RuntimeError, match="power cut"):
            rotate_keys()
    assert [keys_of(mail) for mail in mails] == [{name_of(NEW)}] * 2 + [{name_of(OLD)}] * 4
    assert addresses() == [f"{n}@example.org" for n in range(6)]
    assert "email queue: 4 of 4" in rotate_keys()
    assert [keys_of(mail) for mail in mails] == [{name_of(NEW)}] * 6


def power_cut(work: Any, after: int) -> Any:
    """*work*, which raises at a later call, like a power cut."""
    done: list[Any] = []

    def go_wrong(*args: Any) -> Any:
        done.append(args)
        if len(done) > after:
            raise RuntimeError("power cut")
        return work(*args)

    return go_wrong


@pytest.mark.database
@pytest.mark.django_db
def test_rotation_does_not_overwrite_concurrent_change(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_mail("before@example.org")
    settings.FIELD_ENCRYPTION_KEYS = [NEW, OLD]
    work = EncryptedTable._rotate

    def change_first(table: EncryptedTable, *args: Any) -> None:
        # After the outdated rows were selected, and before they are locked.
        QueuedMail.objects.update(recipient="after@example.org")
        work(table, *args)

    monkeypatch.setattr(EncryptedTable, "_rotate", change_first)
    rotate_keys()
    assert addresses() == ["after@example.org"]


@pytest.mark.database
@pytest.mark.django_db
def test_rotation_does_not_restore_deleted_row(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_mail()
    settings.FIELD_ENCRYPTION_KEYS = [NEW, OLD]
    work = EncryptedTable._rotate

    def delete_first(table: EncryptedTable, *args: Any) -> None:
        QueuedMail.objects.all().delete()
        work(table, *args)

    monkeypatch.setattr(EncryptedTable, "_rotate", delete_first)
    assert "0 values are encrypted with" in rotate_keys()
    assert not QueuedMail.objects.exists()


@pytest.mark.database
@pytest.mark.django_db
def test_rotation_locks_rows(settings: Settings) -> None:
    make_mail()
    settings.FIELD_ENCRYPTION_KEYS = [NEW, OLD]
    with CaptureQueriesContext(connection) as queries:
        rotate_keys()
    read = [query["sql"] for query in queries if '"recipient", ' in query["sql"]]
    assert read
    if connection.features.has_select_for_update:
        assert all(sql.endswith("FOR UPDATE") for sql in read)
    else:
        assert site_settings.SQLITE_OPTIONS["transaction_mode"] == "IMMEDIATE"


# --- In a separate process, with thousands of rows --------------------------------------------

# Ten batches.
MANY = 1000


class Queue:
    """The database of a site, accessed by another process."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        self.file = data_dir / "site.sqlite3"
        self.old = (data_dir / "keys" / "field_encryption_keys").read_text().strip()
        self.new = generate_field_encryption_key()
        self.ring = KeyRing([self.old, self.new])

    def fill(self) -> None:
        now = datetime.now(UTC).isoformat(" ")
        # Encrypted rows of the demo would be counted too.
        for table in ("applicationdecision", "suspension", "member", "application"):
            self.change(f"DELETE FROM membership_{table}", ())  # noqa: S608
        self.change(INSERT, *(self._row(n, now) for n in range(MANY)))

    def _row(self, n: int, now: str) -> tuple[Any, ...]:
        address, content = f"{n}@example.org", f'{{"body": {n}}}'
        email_hash = self.ring.hash("recipient", address)
        values = self.ring.encrypt(address), email_hash, self.ring.encrypt(content)
        return (n, f"M-{n}", *values, now, now)

    def change(self, sql: str, *rows: tuple[Any, ...]) -> None:
        with closing(sqlite3.connect(self.file, timeout=60)) as database, database:
            database.executemany(sql, rows)

    def rows(self) -> list[tuple[int, str, str, str]]:
        with closing(sqlite3.connect(self.file)) as database:
            return database.execute(SELECT).fetchall()

    def decrypt_rows(self) -> dict[int, tuple[str, str]]:
        """All decrypted rows. Raises DecryptionError."""
        read = self.ring.decrypt
        return {pk: (read(address), read(content)) for pk, address, content, _ in self.rows()}

    def count_rows_of_key(self, key: str) -> int:
        """Number of rows entirely encrypted and hashed with *key*."""
        return sum(self._uses_key(KeyRing([key]), *row[1:]) for row in self.rows())

    def _uses_key(self, ring: KeyRing, address: str, content: str, email_hash: str) -> bool:
        head = f"k1:{ring.newest}:"
        if not (address.startswith(head) and content.startswith(head)):
            return False
        return email_hash == ring.hash("recipient", ring.decrypt(address))

    @property
    def keys(self) -> dict[str, str]:
        return {"FIELD_ENCRYPTION_KEYS": f"{self.new},{self.old}"}

    def start(self, script: str) -> subprocess.Popen[str]:
        """Start *script*, which runs the rotation with changes."""
        return subprocess.Popen(
            [sys.executable, "-c", script],
            env=environment(self.data_dir, PYTHONPATH=str(ROOT / "site"), **self.keys),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def rotate(self) -> str:
        done = manage("rotate_keys", data_dir=self.data_dir, **self.keys)
        assert done.returncode == 0, done.stderr
        return done.stdout


SELECT = "SELECT id, recipient, message, recipient_hash FROM mailqueue_queuedmail"
INSERT = """
INSERT INTO mailqueue_queuedmail
(id, reference, recipient, recipient_hash, message, created_at, due_at, state, attempts, last_error)
VALUES (?, ?, ?, ?, ?, ?, ?, 'waiting', 0, '')
"""
CHANGE = "UPDATE mailqueue_queuedmail SET recipient = ? WHERE id = ?"


@pytest.fixture
def queue(data_dir: Path) -> Queue:
    full = Queue(data_dir)
    full.fill()
    return full


@pytest.mark.live_site
@pytest.mark.slow
def test_killed_rotation_loses_no_value_and_resumes(queue: Queue) -> None:
    whole = queue.decrypt_rows()
    with queue.start(KILLED) as process:
        assert process.wait(TIMEOUT_SECONDS) == -signal.SIGKILL
    # Killed in the middle of the third batch.
    moved = queue.count_rows_of_key(queue.new)
    assert (moved, queue.count_rows_of_key(queue.old)) == (200, MANY - 200)
    assert queue.decrypt_rows() == whole
    output = queue.rotate()
    assert f"email queue: {MANY - moved} of {MANY - moved}" in output
    assert f"{2 * MANY} values are encrypted with the newest key" in output
    assert (queue.count_rows_of_key(queue.new), queue.decrypt_rows()) == (MANY, whole)


KILLED = """
import os, signal
import django
django.setup()
from django.core.management import call_command
from django.db import connection

updates = 0

def die_at_the_250th_update(execute, sql, *rest):
    global updates
    updates += sql.startswith("UPDATE")
    if updates == 250:
        os.kill(os.getpid(), signal.SIGKILL)
    return execute(sql, *rest)

with connection.execute_wrapper(die_at_the_250th_update):
    call_command("rotate_keys")
"""


@pytest.mark.live_site
@pytest.mark.slow
def test_concurrent_changes_survive_rotation(queue: Queue) -> None:
    written = {}
    with queue.start(PAUSING) as process:
        while f" of {MANY}" in process.stdout.readline():
            # Before the next batch, a process with only the old key changes a row.
            process.stdin.write("\n")
            process.stdin.flush()
            # Some of these rows are already rotated.
            pk, address = len(written) * 317 % MANY, f"changed{len(written)}@example.org"
            queue.change(CHANGE, (queue.ring.encrypt(address), pk))
            written[pk] = address
        process.communicate(timeout=TIMEOUT_SECONDS)
        assert process.returncode == 0
    assert len(written) == MANY / rotation.BATCH
    queue.rotate()
    found = {pk: content for pk, (content, _) in queue.decrypt_rows().items() if pk in written}
    assert (found, queue.count_rows_of_key(queue.new)) == (written, MANY)


PAUSING = """
import sys
import django
django.setup()
from django.core.management import call_command

class Output:
    def write(self, text):
        sys.stdout.write(text)

    def flush(self):
        # After each batch: waits for a line from the test.
        sys.stdout.flush()
        sys.stdin.readline()

call_command("rotate_keys", stdout=Output())
"""
