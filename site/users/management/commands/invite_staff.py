"""manage.py invite_staff EMAIL --group G: create a staff account and email a link."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from users.actions import invite_staff
from users.management.errors import as_command_error
from users.models import STAFF_GROUPS


class Command(BaseCommand):
    help = "Create a staff account and email its owner a link to set it up."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", metavar="EMAIL")
        parser.add_argument(
            "--group",
            action="append",
            default=[],
            metavar="G",
            help=f"One of: {', '.join(STAFF_GROUPS)}. Can be used more than once.",
        )
        parser.add_argument("--name", default="", help="Name shown to other staff.")

    def handle(self, *args: Any, **options: Any) -> None:
        email, groups = options["email"], options["group"]
        with as_command_error():
            invitation = invite_staff(email=email, group_names=groups, name=options["name"])
        self.stdout.write(_format_result(invitation.is_new, email, groups))


def _format_result(is_new: bool, email: str, groups: list[str]) -> str:
    where = ", ".join(groups)
    if is_new:
        return f"Created an account for {email} in: {where}. A set-up link has been emailed."
    return f"{email} already had an account. It is now in: {where}. A new link has been emailed."
