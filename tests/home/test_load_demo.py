"""What ``manage.py load_demo`` refuses. What it builds: tests/test_demo.py."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from core.querysets import get_pages
from tests.factories import UserFactory, make_home

pytestmark = [pytest.mark.database, pytest.mark.django_db]
IN_USE = r"^This database is in use\.[^\n]*$"


def test_a_database_that_holds_an_account_is_in_use():
    UserFactory()
    with pytest.raises(CommandError, match=IN_USE):
        call_command("load_demo", stdout=StringIO())


def test_a_database_that_holds_pages_is_in_use():
    make_home()
    with pytest.raises(CommandError, match=IN_USE):
        call_command("load_demo", stdout=StringIO())
    assert get_pages().filter(depth__gt=1).count() == 1


def test_where_the_public_reads_no_demo_is_loaded(settings):
    settings.ALLOW_DEMO_ACCOUNTS = False
    with pytest.raises(CommandError, match=r"^The demo is for a local site[^\n]*$"):
        call_command("load_demo", stdout=StringIO())
