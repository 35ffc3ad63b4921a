"""Logs and error reports contain no codes or passkeys."""

import json
import logging
from typing import Any

import pytest
from django.views.debug import ExceptionReporter

from tests.users.account_client import MFA_URL, AccountClient
from users.mfa import forms

pytestmark = pytest.mark.django_db
CODE = "902817"


@pytest.fixture
def log(caplog: Any) -> Any:
    caplog.set_level(logging.DEBUG)
    return caplog


def test_secrets_and_codes_are_not_logged(home, ada, log):
    key = ada.add_passkey()
    ada.add_totp()
    codes = ada.get_recovery_codes()
    person = AccountClient(ada.user)
    person.sign_in()
    person.post_code(CODE)
    person.post_code(codes[0])
    AccountClient(ada.user).sign_in_with_passkey(key)
    for secret in (ada.totp_secret, ada.totp_secret.replace(" ", ""), CODE, *codes, key.id.hex()):
        assert secret not in log.text


def test_error_report_contains_no_code(totp_user, monkeypatch, log):
    def fail(user: Any, code: str) -> None:
        message = f"{code} again"
        raise RuntimeError(len(message))

    totp_user.sign_in()
    monkeypatch.setattr(forms, "consume_code", fail)
    totp_user.browser.raise_request_exception = False
    answer = totp_user.post_code(CODE)
    assert answer.status_code == 500
    record = next(one for one in log.records if one.name == "django.request")
    reporter = ExceptionReporter(record.request, *record.exc_info, is_email=True)
    report = reporter.get_traceback_html() + reporter.get_traceback_text() + log.text
    assert "RuntimeError" in report
    assert MFA_URL in report
    assert CODE not in report + answer.content.decode()


def test_error_report_contains_no_credential(ada, monkeypatch, log):
    from users.mfa import passkey_forms

    def fail(*_: Any) -> None:
        raise MemoryError

    monkeypatch.setattr(passkey_forms.auth, "parse_authentication_response", fail)
    ada.browser.raise_request_exception = False
    browser = AccountClient(ada.user).browser
    browser.raise_request_exception = False
    sent = {"credential": json.dumps({"id": "canary-7f3a91"})}
    assert browser.post(MFA_URL + "passkeys/sign-in/", sent).status_code == 500
    record = next(one for one in log.records if one.name == "django.request")
    reporter = ExceptionReporter(record.request, *record.exc_info, is_email=True)
    assert "canary-7f3a91" not in reporter.get_traceback_html() + log.text
