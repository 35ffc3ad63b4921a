"""Deleted data is erased from all files of the database."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import OperationalError, connection, transaction
from django.db.models import Model
from django.utils.timezone import now
from taggit.models import Tag
from wagtail.admin.models import FormState
from wagtail.models import Page, PageLogEntry

from core.text import stem
from home.models import StandardPage
from mailqueue.models import QueuedMail
from privacy import database_cleanup
from privacy.database_cleanup import remove_deleted_content, truncate_write_ahead_log
from scheduler import jobs
from tests.factories import (
    ApplicationFactory,
    DocumentFactory,
    SuperuserFactory,
    UserFactory,
    make_home,
    publish_with_revision,
)
from tests.live_site import wait_until

pytestmark = [
    pytest.mark.database,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

sqlite_only = pytest.mark.skipif(
    "connection.vendor != 'sqlite'", reason="Tests the files of SQLite."
)
postgresql_only = pytest.mark.skipif(
    "connection.vendor != 'postgresql'", reason="Tests the files of PostgreSQL."
)

# FTS5 stores a term without the prefix that it shares with the previous one, so each term is also
# searched without its first characters, and as its stem.
TITLE, SUMMARY, TEXT = "Quibblewadsting", "Zorptanglers", "Fizzlebruntings"
TAG, PREVIEW = "Wobblethrips", "Drumblewickets"
SEARCHED_FORMS = {
    form.encode()
    for word in (TITLE.lower(), SUMMARY.lower(), TEXT.lower(), TAG.lower())
    for form in (word, word.capitalize(), word[3:], stem(word), stem(word)[3:])
}


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, settings: Any) -> None:
    settings.DATA_DIR = tmp_path


@pytest.fixture
def page(db: None) -> StandardPage:
    return publish_with_revision(
        make_home(),
        StandardPage,
        title=TITLE,
        introduction=f"<p>{SUMMARY}</p>",
        body=[("rich_text", f"<p>{TEXT}</p>")],
    )


def run_scheduler() -> None:
    """Run the jobs of one minute of `serve`; repeat while autovacuum reads a table."""
    wait_until(
        lambda: (jobs.run_minutely_jobs(), jobs.run_due_daily_jobs()) == ([], []),
        "all jobs have ended without a failure",
    )


def read_files() -> bytes:
    """All bytes of the database files, and of a copy made by VACUUM INTO."""
    if connection.vendor == "postgresql":
        return _read_postgresql_files()
    file = Path(connection.settings_dict["NAME"])
    copy = file.with_name("copy.sqlite3")
    copy.unlink(missing_ok=True)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(copy)])
    return file.read_bytes() + log_of(file).read_bytes() + copy.read_bytes()


def log_of(file: Path) -> Path:
    return file.with_name(f"{file.name}-wal")


def _read_postgresql_files() -> bytes:
    """The files of all tables and indexes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        if not cursor.fetchone()[0]:
            pytest.skip("Only a PostgreSQL superuser can read its files.")
        cursor.execute("CHECKPOINT")
        cursor.execute(
            "SELECT pg_read_binary_file(pg_relation_filepath(oid)) FROM pg_class "
            "WHERE relkind IN ('r', 'i', 't') AND relnamespace <> 'pg_catalog'::regnamespace"
        )
        return b"".join(bytes(content) for (content,) in cursor.fetchall())


def stored(row: Model, field: str) -> bytes:
    """The raw value of the encrypted *field*."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {field} FROM {row._meta.db_table} WHERE id = %s", [row.pk])  # noqa: S608
        (value,) = cursor.fetchone()
    return value.encode() if isinstance(value, str) else bytes(value)


def test_deleted_content_leaves_files_within_a_minute(page: StandardPage) -> None:
    document = DocumentFactory(title=TITLE)
    document.tags.add(TAG)
    user = UserFactory(email="snorkelbaffin@example.org")
    application = ApplicationFactory()
    previewed = urlencode({"introduction": PREVIEW})
    FormState.objects.update_or_create_by_instance(
        page, user=SuperuserFactory(), defaults={"data": previewed, "last_updated_at": now()}
    )
    forms = {
        *SEARCHED_FORMS,
        PREVIEW.encode(),
        b"snorkelbaffin",
        stored(application, "eligibility"),
    }
    run_scheduler()
    content = read_files()
    assert [form for form in forms if form not in content] == []
    for row in (page, document, user, application):
        row.delete()
    # Tags belong to the editors, and the page history keeps titles (docs/data-protection.md).
    Tag.objects.filter(name=TAG).delete()
    assert PageLogEntry.objects.filter(label=TITLE).update(label="deleted")
    run_scheduler()
    content = read_files()
    assert [form for form in forms if form in content] == []


@sqlite_only
def test_delivered_email_leaves_write_ahead_log() -> None:
    mail = QueuedMail.objects.create(recipient="a@example.org", message={})
    recipient = stored(mail, "recipient")
    assert recipient in read_files()
    mail.delete()
    assert jobs.run_minutely_jobs() == []
    assert recipient not in read_files()


@sqlite_only
def test_moved_then_deleted_rows_leave_files() -> None:
    """`secure_delete` alone leaves some rows in the free space of database pages."""
    random, stored = Random(0), dict[int, str]()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE moved (id integer PRIMARY KEY, name text UNIQUE)")
        with transaction.atomic():
            for number in range(1500):
                stored[number] = f"{random.random():.3f}<{number:05}>" + "x" * (number * 37 % 900)
                cursor.execute("INSERT INTO moved (name) VALUES (%s)", [stored[number]])
                if number % 3:
                    name = stored.pop(random.choice(sorted(stored)))
                    cursor.execute("DELETE FROM moved WHERE name = %s", [name])
        remove_deleted_content()
        found = {int(number) for number in re.findall(rb"<(\d{5})>", read_files())}
        cursor.execute("DROP TABLE moved")
    assert found == set(stored)


@sqlite_only
def test_write_ahead_log_is_truncated_after_reader_ends(
    page: StandardPage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(database_cleanup, "LOCK_TIMEOUT", 1)
    file = Path(connection.settings_dict["NAME"])
    log = log_of(file)
    with closing(sqlite3.connect(file, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM wagtailcore_page").fetchone()
        page.delete()
        truncate_write_ahead_log()
        assert log.stat().st_size > 0
        assert "write-ahead log is in use" in caplog.text
    truncate_write_ahead_log()
    assert log.stat().st_size == 0


@sqlite_only
def test_busy_timeout_is_restored(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        before = cursor.fetchone()
        truncate_write_ahead_log()
        cursor.execute("PRAGMA busy_timeout")
        assert cursor.fetchone() == before == (20_000,)


@sqlite_only
def test_rewrite_is_refused_on_full_disk(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: type("Usage", (), {"free": 0}))
    with pytest.raises(OperationalError, match="disk is full"):
        remove_deleted_content()


@postgresql_only
def test_rewrite_is_retried_while_table_is_in_use(db: None) -> None:
    reader = connection.copy()
    try:
        with reader.cursor() as cursor:
            cursor.execute(f"BEGIN; SELECT count(*) FROM {Page._meta.db_table}")  # noqa: S608
            assert "remove deleted content" in jobs.run_daily_jobs()
    finally:
        reader.close()
    run_scheduler()


@postgresql_only
def test_rewrite_is_retried_while_transaction_reads(db: None) -> None:
    row = QueuedMail.objects.create(recipient="a@example.org", message={})
    recipient = stored(row, "recipient")
    reader = connection.copy()
    try:
        with reader.cursor() as cursor:
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1")
            row.delete()
            assert "remove deleted content" in jobs.run_daily_jobs()
    finally:
        reader.close()
    run_scheduler()
    assert recipient not in read_files()
