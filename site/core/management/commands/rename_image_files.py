from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.images import renaming


class Command(BaseCommand):
    help = (
        "Rename image files that were uploaded before file names were random, so that nobody can "
        "guess them. Also delete their old renditions, which are created again when they are "
        "needed. You can stop it at any time and run it again."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with renaming.run_exclusively():
                self._rename_all()
        except renaming.AlreadyRunning as error:
            raise CommandError(
                "Another run is renaming files. Wait until it has finished."
            ) from error

    def _rename_all(self) -> None:
        names, lost = renaming.find_guessable_files(), []
        for done, name in enumerate(names, start=1):
            if not renaming.rename_original(name):
                lost.append(name)
            self.stdout.write(f"{done} of {len(names)} files")
            self.stdout.flush()
        dropped, left = renaming.delete_old_renditions(), renaming.delete_leftovers()
        self.stdout.write(
            f"Files renamed: {len(names) - len(lost)}. Renditions deleted: {dropped}. "
            f"Files left by an earlier run and deleted: {left}."
        )
        if lost:
            raise CommandError("These files are missing:\n" + "\n".join(lost))
