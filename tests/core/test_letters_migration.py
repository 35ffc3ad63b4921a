"""Mails get a setting of their own: what editors had written for them goes along, and back."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

# Tables are changed here, which SQLite does outside of transactions only.
pytestmark = [
    pytest.mark.database,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
BEFORE, AFTER = ("core", "0003_mail_queue"), ("core", "0004_letters")
OWN = {
    "invitation_subject": "A door is open",
    "invitation_text": "Come in:\n\n{link}",
    "reset_subject": "Here you are",
    "reset_text": "This way: {link}",
}
Migrate = Callable[[tuple[str, str]], Any]


@pytest.fixture
def migrate() -> Iterator[Migrate]:
    """Brings the tables to a migration of core; answers how to get at the models of that time."""

    def to(*targets: tuple[str, str]) -> Any:
        executor = MigrationExecutor(connection)
        executor.migrate(list(targets))
        apps = executor.loader.project_state(list(targets)).apps
        return lambda name: apps.get_model("core", name).objects

    yield to
    to(*MigrationExecutor(connection).loader.graph.leaf_nodes())


def test_the_editors_own_words_go_along_and_come_back_as_they_were_changed(
    migrate: Migrate,
) -> None:
    words = migrate(BEFORE)("WordingSettings")
    words.all().delete()
    words.create(**OWN, no_news="Nothing yet.")
    letters = migrate(AFTER)("LetterSettings")
    assert letters.values(*OWN).get() == OWN
    assert letters.get().sender_name == ""
    letters.update(reset_subject="Changed since")
    words = migrate(BEFORE)("WordingSettings")
    assert words.values(*OWN).get() == OWN | {"reset_subject": "Changed since"}
    assert words.get().no_news == "Nothing yet."


def test_a_site_where_nobody_had_written_any_begins_with_ours(migrate: Migrate) -> None:
    migrate(BEFORE)("WordingSettings").all().delete()
    letters = migrate(AFTER)("LetterSettings")
    assert not letters.exists()
    assert letters.create().reset_subject == "Your link"
