"""The form state: answers stored encrypted in a hidden field, readable only by the site."""

from datetime import timedelta

import pytest
import time_machine
from cryptography.fernet import Fernet
from django.utils import timezone

from membership.applications.form_state import (
    FORM_MAX_AGE,
    FormState,
    FormToken,
    UnreadableFormState,
)

VALUES = {"email": ["robin@example.org"], "q_why": ["To talk\r\nwith others. \ud83d"]}


def build_form_state(**changes):
    known = {"token": FormToken.create(), "consent": 3, "values": VALUES}
    return FormState.create(**{**known, **changes})


def test_form_state_round_trips():
    state = build_form_state()
    assert FormState.from_token(state.to_token()) == state


def test_token_is_encrypted():
    token = build_form_state().to_token()
    for text in ("robin", "talk", "example.org"):
        assert text not in token


def test_foreign_token_is_rejected(subtests):
    for text in ("", "x", "k1:00000000:abc", "\x00", "9" * 100_000):
        with subtests.test(text=text), pytest.raises(UnreadableFormState):
            FormState.from_token(text)


def test_tampered_token_is_rejected():
    token = build_form_state().to_token()
    with pytest.raises(UnreadableFormState):
        FormState.from_token(token[:-9] + ("A" if token[-9] != "A" else "B") + token[-8:])


def test_token_survives_key_rotation(settings):
    token = build_form_state().to_token()
    settings.FIELD_ENCRYPTION_KEYS = [
        Fernet.generate_key().decode(),
        *settings.FIELD_ENCRYPTION_KEYS,
    ]
    assert FormState.from_token(token).values == VALUES


def test_form_state_expires_after_a_day():
    state = build_form_state()
    assert state.is_fresh
    with time_machine.travel(timezone.now() + FORM_MAX_AGE + timedelta(minutes=1)):
        assert not FormState.from_token(state.to_token()).is_fresh


def test_digest_is_stable_for_same_form_and_values():
    token = FormToken.create()
    first, second = build_form_state(token=token), build_form_state(token=token.restarted())
    assert first.digest == second.digest


def test_digest_differs_for_other_values_or_form(subtests):
    for change in ({"values": {"email": ["r@example.org"]}}, {"token": FormToken("another", 0.0)}):
        with subtests.test(change=change):
            token = FormToken.create()
            assert (
                build_form_state(token=token).digest
                != build_form_state(**{"token": token, **change}).digest
            )


def test_form_token_round_trips():
    token = FormToken.create()
    assert FormToken.from_signed(token.sign()) == token


def test_forged_form_token_is_replaced(subtests):
    for text in ("", "made up", "a:b:c", "W10:1abc:xyz"):
        with subtests.test(text=text):
            assert FormToken.from_signed(text).is_fresh
            assert FormToken.from_signed(text) != FormToken.from_signed(text)
