"""TOTP secrets and recovery codes are encrypted, and re-encrypted by key rotation."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError
from django.db import connection
from pytest_django import Settings

from encryption.rotation import key_usage, missing_key_message
from tests.encryption.encrypted_rows import LOST, NEW, OLD, name_of, rotate_keys
from tests.factories import UserFactory
from tests.users.account_client import AccountClient, later

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture
def ada(home: Any, settings: Settings) -> AccountClient:
    """A user with TOTP and recovery codes, set up when the old key was the newest."""
    settings.FIELD_ENCRYPTION_KEYS = [OLD]
    person = AccountClient(UserFactory(email="ada@example.org"))
    person.sign_in()
    person.add_totp()
    person.add_passkey()
    return person


def keys() -> set[str]:
    """IDs of the keys that encrypt the secrets."""
    rows = Authenticator.objects.exclude(type="webauthn").order_by("pk")
    return {(row.data.get("secret") or row.data["seed"]).split(":")[1] for row in rows}


def test_rotation_reencrypts_totp_and_recovery_codes(
    ada: AccountClient, settings: Settings
) -> None:
    codes = ada.get_recovery_codes()
    settings.FIELD_ENCRYPTION_KEYS = [NEW, OLD]
    output = rotate_keys()
    assert keys() == {name_of(NEW)}
    assert "authenticators: 2 of 2" in output
    assert f"2 values are encrypted with the newest key, {name_of(NEW)}." in output
    assert f"These keys are no longer in use: {name_of(OLD)}" in output
    settings.FIELD_ENCRYPTION_KEYS = [NEW]
    assert ada.get_recovery_codes() == codes
    with later(60):
        again = AccountClient(ada.user)
        again.sign_in()
        assert again.post_code(ada.totp_code()).status_code == 302


def test_rotation_keeps_other_data(ada: AccountClient, settings: Settings) -> None:
    second_login = AccountClient(ada.user)
    second_login.sign_in()
    second_login.post_code(ada.get_recovery_codes()[0])
    before = [others(row) for row in Authenticator.objects.order_by("pk")]
    settings.FIELD_ENCRYPTION_KEYS = [NEW, OLD]
    rotate_keys()
    assert [others(row) for row in Authenticator.objects.order_by("pk")] == before


def others(row: Authenticator) -> tuple[Any, ...]:
    data = {key: value for key, value in row.data.items() if key not in {"secret", "seed"}}
    return row.type, row.created_at, row.last_used_at, data


def test_second_rotation_changes_no_row(ada: AccountClient, settings: Settings) -> None:
    settings.FIELD_ENCRYPTION_KEYS = [NEW, OLD]
    rotate_keys()
    before = list(Authenticator.objects.order_by("pk").values_list("data", flat=True))
    assert " of " not in rotate_keys()
    assert list(Authenticator.objects.order_by("pk").values_list("data", flat=True)) == before


def test_missing_key_is_reported_at_start(ada: AccountClient, settings: Settings) -> None:
    assert key_usage() == {name_of(OLD): 2}
    settings.FIELD_ENCRYPTION_KEYS = [NEW]
    assert missing_key_message().startswith(
        f"2 private values cannot be read. The key {name_of(OLD)} is not in"
    )


def test_undecryptable_secrets_are_kept_counted_and_reported(
    ada: AccountClient, settings: Settings
) -> None:
    app = Authenticator.objects.get(type="totp")
    app.data["secret"] = "rubbish"
    app.save()
    settings.FIELD_ENCRYPTION_KEYS = [NEW, OLD]
    with pytest.raises(CommandError, match="authenticators, 1: This stored value is damaged"):
        rotate_keys()
    settings.FIELD_ENCRYPTION_KEYS = [LOST]
    with pytest.raises(CommandError, match=f"The key {name_of(NEW)} is not in"):
        rotate_keys()
    assert Authenticator.objects.get(type="totp").data["secret"] == "rubbish"


def test_database_contains_no_plain_secrets(ada: AccountClient) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("Only SQLite can print the whole database.")
    # Other connections cannot see the rows: the test's transaction is rolled back.
    content = "\n".join(connection.connection.iterdump())
    assert "ada@example.org" in content
    secrets = [ada.totp_secret.replace(" ", ""), *ada.get_recovery_codes()]
    assert not [secret for secret in secrets if secret in content]
