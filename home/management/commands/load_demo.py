from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from core.navigation.snapshot import write_snapshot
from home.demo import needs_demo_content
from home.demo.accounts import ACCOUNTS, create_accounts
from home.demo.applications import create_applications
from home.demo.members import create_members, create_members_pages
from home.demo.site import DemoSite
from membership.models import JoinPage
from users.models import User


class Command(BaseCommand):
    help = "Load the demo content into an empty database."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.ALLOW_DEMO_ACCOUNTS:
            raise CommandError(
                "The demo can only be loaded on a local site because all its accounts share one "
                "password."
            )
        if not needs_demo_content() or User.objects.exists():
            raise CommandError(
                "This database already has content. The demo can only be loaded into an empty "
                "database."
            )
        with transaction.atomic():
            site = DemoSite()
            site.build()
            join_page = JoinPage.objects.get()
            create_applications(join_page)
            password = create_accounts()
            create_members(join_page)
            create_members_pages(site.home)
        write_snapshot()
        self.stdout.write(f"Accounts:  {', '.join(ACCOUNTS)}\nPassword:  {password}")
