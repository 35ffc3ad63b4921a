"""manage.py reset_second_factor EMAIL: for somebody who has lost phone, keys and codes."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from users.actions import reset_second_factor
from users.management.one_line import failing_in_one_line


class Command(BaseCommand):
    help = (
        "Take away the second step of somebody who has lost it, and sign them out everywhere. They "
        "are told by mail. Make sure first that it is them who ask."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", metavar="EMAIL")

    def handle(self, *args: Any, **options: Any) -> None:
        email = options["email"]
        with failing_in_one_line():
            was_there = reset_second_factor(email=email)
        self.stdout.write(_said(was_there, email))


def _said(was_there: bool, email: str) -> str:
    if was_there:
        return f"{email} signs in with the password alone now, and is told so by mail."
    return f"{email} has no second step. Nothing was changed."
