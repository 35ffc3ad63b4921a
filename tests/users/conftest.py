"""Fixtures for tests of accounts."""

from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client

from tests.factories import PASSWORD, UserFactory, make_home
from tests.users.account_client import AccountClient

LOGIN_URL = "/account/login/"


@pytest.fixture
def home(db: None) -> Any:
    return make_home()


@pytest.fixture
def sign_in(client: Client, db: None) -> Callable[..., HttpResponse]:
    """Submit the login form as a browser does: ``sign_in("me@example.org", next="/news/")``."""

    def send(email: str, password: str = PASSWORD, **data: str) -> HttpResponse:
        return client.post(LOGIN_URL, {"login": email, "password": password, **data})

    return send


@pytest.fixture
def ada(home: Any) -> AccountClient:
    """An editor who has logged in with her password."""
    person = AccountClient(UserFactory(email="ada@example.org", groups=["Editors"]))
    person.sign_in()
    return person


@pytest.fixture
def totp_user(ada: AccountClient) -> AccountClient:
    """Ada with a TOTP app, in a browser without cookies."""
    ada.add_totp()
    other_client = AccountClient(ada.user)
    other_client.totp_secret = ada.totp_secret
    return other_client


@pytest.fixture
def frozen_time(db: None) -> Any:
    """A frozen time that can be shifted."""
    with time_machine.travel("2030-01-01 12:00", tick=False) as frozen_time:
        yield frozen_time
