"""Bringing keys up to date, stopped in the middle, and while others are at work."""

import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site_settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from config.keys import new_field_key
from core.encryption import KeyRing, rotation
from core.encryption.rotation import EncryptedTable
from core.models import QueuedMail
from tests.core.encrypted_rows import (
    NEW,
    OLD,
    addresses,
    keys_of,
    make_mail,
    name_of,
    rotate_keys,
)
from tests.served_site import ROOT, environment, manage


@pytest.fixture(autouse=True)
def _old_key(settings: Settings) -> None:
    settings.FIELD_ENCRYPTION_KEYS = [OLD]


@pytest.mark.database
@pytest.mark.django_db
def test_stopped_in_a_batch_it_keeps_the_batches_before_and_goes_on(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rotation, "BATCH", 2)
    mails = [make_mail(f"{n}@example.org") for n in range(6)]
    settings.FIELD_ENCRYPTION_KEYS = [NEW, OLD]
    with monkeypatch.context() as patched:
        patched.setattr(EncryptedTable, "_renewed", power_cut(EncryptedTable._renewed, after=3))
        with pytest.raises(RuntimeError, match="power cut"):
            rotate_keys()
    assert [keys_of(mail) for mail in mails] == [{name_of(NEW)}] * 2 + [{name_of(OLD)}] * 4
    assert addresses() == [f"{n}@example.org" for n in range(6)]
    assert "mails on their way: 4 of 4" in rotate_keys()
    assert [keys_of(mail) for mail in mails] == [{name_of(NEW)}] * 6


def power_cut(work: Any, after: int) -> Any:
    """*work*, which the fourth time, for instance, does not come back."""
    done: list[Any] = []

    def go_wrong(*args: Any) -> Any:
        done.append(args)
        if len(done) > after:
            raise RuntimeError("power cut")
        return work(*args)

    return go_wrong


@pytest.mark.database
@pytest.mark.django_db
def test_a_change_by_somebody_else_is_not_undone(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_mail("before@example.org")
    settings.FIELD_ENCRYPTION_KEYS = [NEW, OLD]
    work = EncryptedTable._rotate

    def change_first(table: EncryptedTable, *args: Any) -> None:
        # After it was seen which rows are behind, and before they are locked.
        QueuedMail.objects.update(recipient="after@example.org")
        work(table, *args)

    monkeypatch.setattr(EncryptedTable, "_rotate", change_first)
    rotate_keys()
    assert addresses() == ["after@example.org"]


@pytest.mark.database
@pytest.mark.django_db
def test_a_row_that_is_deleted_meanwhile_stays_deleted(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_mail()
    settings.FIELD_ENCRYPTION_KEYS = [NEW, OLD]
    work = EncryptedTable._rotate

    def delete_first(table: EncryptedTable, *args: Any) -> None:
        QueuedMail.objects.all().delete()
        work(table, *args)

    monkeypatch.setattr(EncryptedTable, "_rotate", delete_first)
    assert "0 values lie" in rotate_keys()
    assert not QueuedMail.objects.exists()


@pytest.mark.database
@pytest.mark.django_db
def test_rows_are_locked_from_reading_to_writing(settings: Settings) -> None:
    make_mail()
    settings.FIELD_ENCRYPTION_KEYS = [NEW, OLD]
    with CaptureQueriesContext(connection) as asked:
        rotate_keys()
    read = [query["sql"] for query in asked if '"recipient", ' in query["sql"]]
    assert read
    if connection.features.has_select_for_update:
        assert all(sql.endswith("FOR UPDATE") for sql in read)
    else:
        assert site_settings.SQLITE_OPTIONS["transaction_mode"] == "IMMEDIATE"


# --- In a process of its own, on a database with thousands of rows ----------------------------

# Enough for a process to be at work for a while, on any machine.
MANY = 5000


class Queue:
    """The database of a site, as somebody beside it sees it."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        self.file = data_dir / "site.sqlite3"
        self.old = (data_dir / "keys" / "field_encryption_keys").read_text().strip()
        self.new = new_field_key()
        self.ring = KeyRing([self.old, self.new])

    def fill(self) -> None:
        now = datetime.now(UTC).isoformat(" ")
        # What the demo keeps of people would be counted too.
        for table in ("applicationact", "suspension", "member", "application"):
            self.change(f"DELETE FROM membership_{table}", ())  # noqa: S608
        self.change(INSERT, *(self._row(n, now) for n in range(MANY)))

    def _row(self, n: int, now: str) -> tuple[Any, ...]:
        address, words = f"{n}@example.org", f'{{"body": {n}}}'
        mark = self.ring.mark("recipient", address)
        values = self.ring.encrypt(address), mark, self.ring.encrypt(words)
        return (n, f"M-{n}", *values, now, now)

    def change(self, sql: str, *rows: tuple[Any, ...]) -> None:
        with closing(sqlite3.connect(self.file, timeout=60)) as database, database:
            database.executemany(sql, rows)

    def rows(self) -> list[tuple[int, str, str, str]]:
        with closing(sqlite3.connect(self.file)) as database:
            return database.execute(SELECT).fetchall()

    def opened(self) -> dict[int, tuple[str, str]]:
        """What everybody with the keys can read. Raises CannotDecrypt."""
        read = self.ring.decrypt
        return {pk: (read(address), read(words)) for pk, address, words, _ in self.rows()}

    def under(self, key: str) -> int:
        """How many rows lie wholly under *key*, mark and all."""
        return sum(self._lies_under(KeyRing([key]), *row[1:]) for row in self.rows())

    def _lies_under(self, ring: KeyRing, address: str, words: str, mark: str) -> bool:
        head = f"k1:{ring.newest}:"
        if not (address.startswith(head) and words.startswith(head)):
            return False
        return mark == ring.mark("recipient", ring.decrypt(address))

    @property
    def keys(self) -> dict[str, str]:
        return {"FIELD_ENCRYPTION_KEYS": f"{self.new},{self.old}"}

    def start_rotation(self) -> subprocess.Popen[str]:
        """`rotate_keys`, just begun."""
        return subprocess.Popen(
            [sys.executable, str(ROOT / "manage.py"), "rotate_keys"],
            env=environment(self.data_dir, **self.keys),
            stdout=subprocess.PIPE,
            text=True,
        )

    def rotate(self) -> str:
        done = manage("rotate_keys", data_dir=self.data_dir, **self.keys)
        assert done.returncode == 0, done.stderr
        return done.stdout


SELECT = "SELECT id, recipient, message, recipient_mark FROM core_queuedmail"
INSERT = """
INSERT INTO core_queuedmail
(id, reference, recipient, recipient_mark, message, created_at, due_at, state, attempts, last_error)
VALUES (?, ?, ?, ?, ?, ?, ?, 'waiting', 0, '')
"""
CHANGE = "UPDATE core_queuedmail SET recipient = ? WHERE id = ?"


@pytest.fixture
def queue(data_dir: Path) -> Queue:
    full = Queue(data_dir)
    full.fill()
    return full


@pytest.mark.served
@pytest.mark.slow
def test_killed_in_the_middle_it_loses_nothing_and_goes_on_where_it_was(queue: Queue) -> None:
    whole = queue.opened()
    with queue.start_rotation() as process:
        assert f" of {MANY}" in process.stdout.readline()
        process.stdout.readline()
        process.kill()
    moved = queue.under(queue.new)
    assert moved + queue.under(queue.old) == MANY
    assert 0 < moved < MANY
    assert queue.opened() == whole
    said = queue.rotate()
    assert f"mails on their way: {MANY - moved} of {MANY - moved}" in said
    assert f"{2 * MANY} values lie under the newest key" in said
    assert (queue.under(queue.new), queue.opened()) == (MANY, whole)


@pytest.mark.served
@pytest.mark.slow
def test_what_others_change_meanwhile_stands(queue: Queue) -> None:
    written = {}
    with queue.start_rotation() as process:
        assert f" of {MANY}" in process.stdout.readline()
        for words in changes():
            pk = random.randrange(MANY)
            queue.change(CHANGE, (queue.ring.encrypt(words), pk))
            written[pk] = words
            if process.poll() is not None:
                break
            # SQLite lets nobody queue for its lock: without a pause the other would never get it.
            time.sleep(0.02)
        assert "values lie under the newest key" in process.stdout.read()
    assert len(written) > 1
    queue.rotate()
    found = {pk: words for pk, (words, _) in queue.opened().items() if pk in written}
    assert (found, queue.under(queue.new)) == (written, MANY)


def changes() -> Iterator[str]:
    """Words that no row has yet, from a process that still writes under the old key."""
    return (f"changed {n} times@example.org" for n in range(1_000_000))
