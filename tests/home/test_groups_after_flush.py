"""`flush` empties all tables, including Wagtail's groups and page tree."""

import pytest
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command

pytestmark = [
    pytest.mark.database,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


def test_flush_restores_the_groups() -> None:
    before = {it.name: set(it.permissions.values_list("codename", flat=True)) for it in _groups()}
    call_command("flush", interactive=False, verbosity=0)
    ContentType.objects.clear_cache()
    after = {it.name: set(it.permissions.values_list("codename", flat=True)) for it in _groups()}
    assert after == before
    assert "access_admin" in after["Editors"]


def _groups() -> list[Group]:
    return list(Group.objects.all())
