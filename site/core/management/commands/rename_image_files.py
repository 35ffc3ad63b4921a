from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.images import renaming


class Command(BaseCommand):
    help = (
        "Gives image files that were uploaded before names were random names that nobody can "
        "guess, and deletes the sizes drawn of them, which are drawn again. May be stopped at any "
        "time and started again."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with renaming.run_exclusively():
                self._rename_all()
        except renaming.AlreadyRunning as error:
            raise CommandError("Another run is renaming. Wait until it has ended.") from error

    def _rename_all(self) -> None:
        names, lost = renaming.find_guessable_files(), []
        for done, name in enumerate(names, start=1):
            if not renaming.rename_original(name):
                lost.append(name)
            self.stdout.write(f"{done} of {len(names)} files")
            self.stdout.flush()
        dropped, left = renaming.delete_old_renditions(), renaming.delete_leftovers()
        self.stdout.write(
            f"{len(names) - len(lost)} files renamed, {dropped} sizes deleted that are drawn "
            f"again, {left} files deleted that an earlier run had left."
        )
        if lost:
            raise CommandError("These files are missing:\n" + "\n".join(lost))
