"""When ``manage.py load_demo`` refuses to run. The demo content is tested in tests/test_demo.py."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from core.visibility.querysets import get_pages
from tests.factories import UserFactory, make_home

pytestmark = [pytest.mark.database, pytest.mark.django_db]
IN_USE = r"^This database already has content\.[^\n]*$"


def test_demo_refuses_a_database_with_accounts():
    UserFactory()
    with pytest.raises(CommandError, match=IN_USE):
        call_command("load_demo", stdout=StringIO())


def test_demo_refuses_a_database_with_pages():
    make_home()
    with pytest.raises(CommandError, match=IN_USE):
        call_command("load_demo", stdout=StringIO())
    assert get_pages().filter(depth__gt=1).count() == 1


def test_demo_refuses_without_demo_accounts_setting(settings):
    settings.ALLOW_DEMO_ACCOUNTS = False
    with pytest.raises(CommandError, match=r"^The demo can only be loaded on a local site[^\n]*$"):
        call_command("load_demo", stdout=StringIO())
