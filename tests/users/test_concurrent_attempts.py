"""Concurrent login attempts: limits hold, and a code is accepted once."""

from typing import Any

import pytest
from django.test import Client

from tests.factories import UserFactory, make_home
from tests.membership.concurrency import run_concurrently
from tests.users.account_client import LOGIN_URL, AccountClient

pytestmark = [
    pytest.mark.database,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
AT_ONCE = 12


@pytest.fixture
def totp_user(transactional_db: None) -> AccountClient:
    make_home()
    person = AccountClient(UserFactory(email="ada@example.org"))
    person.sign_in()
    person.add_totp()
    return person


def is_refused(answer: Any) -> bool:
    # On a busy machine the lock may time out: then the attempt is refused.
    return answer.status_code == 429 or b"Too many attempts." in answer.content


def test_concurrent_password_attempts_are_all_counted(totp_user: AccountClient) -> None:
    form = {"login": "ada@example.org", "password": "wrong"}
    answers = run_concurrently(*[lambda: Client().post(LOGIN_URL, form)] * AT_ONCE)
    assert {answer.status_code for answer in answers} <= {200, 429}
    assert 1 <= sum(not is_refused(answer) for answer in answers) <= 5


def test_concurrent_code_attempts_are_all_counted(totp_user: AccountClient) -> None:
    people = [AccountClient(totp_user.user) for _ in range(AT_ONCE)]
    for person in people:
        person.sign_in()
    answers = run_concurrently(*[lambda one=one: one.post_code("000000") for one in people])
    assert {answer.status_code for answer in answers} <= {200, 429}
    assert 1 <= sum(not is_refused(answer) for answer in answers) <= 5


def test_recovery_code_is_accepted_once_concurrently(totp_user: AccountClient) -> None:
    code = totp_user.get_recovery_codes()[0]
    people = [AccountClient(totp_user.user) for _ in range(4)]
    for person in people:
        person.sign_in()
    answers = run_concurrently(*[lambda one=one: one.post_code(code) for one in people])
    opened = [answer for answer in answers if answer.status_code == 302]
    assert len(opened) <= 1
    assert opened or any(map(is_refused, answers))
