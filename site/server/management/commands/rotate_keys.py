from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from encryption.keys import get_key_ring
from encryption.rotation import EncryptedTable, get_encrypted_tables, key_usage
from server.setup import describe_error


class Command(BaseCommand):
    help = (
        "Re-encrypt all private data with the first key in FIELD_ENCRYPTION_KEYS. You can stop it "
        "at any time. When you run it again, it continues where it stopped."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self._rotate_all()
        except DatabaseError as error:
            raise CommandError(
                f"{describe_error(error).rstrip('.')}. Work already done is kept. Prepare the "
                "database (`manage.py setup_site`) and run this command again."
            ) from error

    def _rotate_all(self) -> None:
        failures = [line for table in get_encrypted_tables() for line in self._rotate(table)]
        self.stdout.write(_summary())
        if failures:
            raise CommandError("Some values could not be decrypted.\n" + "\n".join(failures))

    def _rotate(self, table: EncryptedTable) -> list[str]:
        progress = None
        for progress in table.rotate():
            self.stdout.write(f"{progress.table}: {progress.done} of {progress.total}")
            self.stdout.flush()
        reasons = progress.failures.items() if progress else ()
        return [f"{table.name}, {count}: {reason}" for reason, count in reasons]


def _summary() -> str:
    ring, used = get_key_ring(), key_usage()
    lines = [f"{used[ring.newest]} values are encrypted with the newest key, {ring.newest}."]
    if spare := sorted(ring.ids - used.keys()):
        names = ", ".join(name for name in spare if name != ring.newest)
        if names:
            lines.append(
                f"These keys are no longer in use: {names}. Keep them for as long as you have "
                "backups from before today."
            )
    return "\n".join(lines)
