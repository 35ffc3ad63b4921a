"""manage.py reset_mfa EMAIL: remove all authenticators of a user."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from users.actions import reset_mfa
from users.management.errors import as_command_error


class Command(BaseCommand):
    help = (
        "Turn off two-step sign-in for someone who has lost it, and sign them out everywhere. They "
        "are told by email. First make sure that the request really comes from them."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", metavar="EMAIL")

    def handle(self, *args: Any, **options: Any) -> None:
        email = options["email"]
        with as_command_error():
            was_there = reset_mfa(email=email)
        self.stdout.write(_format_result(was_there, email))


def _format_result(was_there: bool, email: str) -> str:
    if was_there:
        return f"Two-step sign-in is now off for {email}. They have been told by email."
    return f"{email} does not use two-step sign-in. Nothing was changed."
