"""The filter for applications that have answered the team's question and wait again."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from membership.models import Application, Recusal
from tests.factories import ApplicationFactory
from tests.membership.team import EXPORT, EXPORT_DATA, LIST, read

pytestmark = [pytest.mark.database, pytest.mark.django_db]
State = Application.State


def waiting(**fields):
    return ApplicationFactory(waiting=True, **fields)


def rows_of(page):
    return re.findall(r'data-label="Reference"[^>]*>.*?([0-9A-Z]{4}-[0-9A-Z]{4})', page)


def create_answered(application, *, replied=True):
    """*application* with a question, which is answered if *replied*."""
    now = timezone.now()
    fields = {"kind": "asked", "who": "Kim", "finalised_at": now}
    application.decisions.create(**fields, replied_at=now if replied else None)
    return application


def test_filter_lists_answered_applications(team):
    answered, new = create_answered(waiting()), waiting()
    create_answered(answered)
    others = [
        create_answered(waiting(state=State.ASKED), replied=False),
        # Asked again, or decided since.
        create_answered(waiting(state=State.ASKED)),
        create_answered(waiting(state=State.APPROVED)),
    ]
    page = read(team, f"{LIST}?state=answered")
    assert rows_of(page) == [answered.reference]
    assert '<option value="answered" selected>Answered</option>' in page
    assert f'href="{EXPORT}?state=answered"' in page
    assert set(rows_of(read(team, f"{LIST}?state=waiting"))) == {answered.reference, new.reference}
    assert set(rows_of(read(team, f"{LIST}?state=asked"))) == {one.reference for one in others[:2]}


def test_export_applies_answered_filter(team):
    answered, new = create_answered(waiting()), waiting()
    file = team.post(f"{EXPORT}?state=answered", EXPORT_DATA).content.decode()
    assert answered.reference in file
    assert new.reference not in file


@pytest.mark.parametrize("state", [State.WAITING, State.ASKED])
def test_filter_is_hidden_without_answers(team, state):
    application = create_answered(waiting(state=state), replied=False)
    page = read(team, f"{LIST}?state=answered")
    assert 'value="answered"' not in page
    assert rows_of(page) == [application.reference]
    assert "There are no applications to export." in read(team, f"{EXPORT}?state=answered")


def test_filter_ignores_recused_applications(team, colleague):
    Recusal.objects.create(application=create_answered(waiting()), user=colleague)
    waiting()
    assert 'value="answered"' not in read(team)


def test_answered_filter_needs_constant_queries(team):
    def count():
        with CaptureQueriesContext(connection) as seen:
            read(team, f"{LIST}?state=answered")
        return len(seen)

    create_answered(waiting())
    count()
    few = count()
    for _ in range(20):
        create_answered(waiting())
    assert count() == few
