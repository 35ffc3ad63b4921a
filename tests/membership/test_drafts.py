"""What somebody has written travels in the form itself, and only we can read it."""

from datetime import timedelta

import pytest
import time_machine
from cryptography.fernet import Fernet
from django.utils import timezone

from membership.applications.form_state import FRESH_FOR, Draft, Start, UnreadableDraft

VALUES = {"email": ["robin@example.org"], "q_why": ["To talk\r\nwith others. \ud83d"]}


def a_draft(**changes):
    known = {"start": Start.now(), "consent": 3, "values": VALUES}
    return Draft.of(**{**known, **changes})


def test_it_comes_back_as_it_was():
    draft = a_draft()
    assert Draft.opened(draft.sealed()) == draft


def test_nobody_else_can_read_it():
    sealed = a_draft().sealed()
    for words in ("robin", "talk", "example.org"):
        assert words not in sealed


def test_what_was_not_made_here_is_not_read(subtests):
    for text in ("", "x", "k1:00000000:abc", "\x00", "9" * 100_000):
        with subtests.test(text=text), pytest.raises(UnreadableDraft):
            Draft.opened(text)


def test_a_changed_one_is_not_read():
    sealed = a_draft().sealed()
    with pytest.raises(UnreadableDraft):
        Draft.opened(sealed[:-9] + ("A" if sealed[-9] != "A" else "B") + sealed[-8:])


def test_it_outlives_a_change_of_keys(settings):
    sealed = a_draft().sealed()
    settings.FIELD_ENCRYPTION_KEYS = [
        Fernet.generate_key().decode(),
        *settings.FIELD_ENCRYPTION_KEYS,
    ]
    assert Draft.opened(sealed).values == VALUES


def test_after_a_day_it_is_not_fresh():
    draft = a_draft()
    assert draft.is_fresh
    with time_machine.travel(timezone.now() + FRESH_FOR + timedelta(minutes=1)):
        assert not Draft.opened(draft.sealed()).is_fresh


def test_the_same_form_with_the_same_words_has_the_same_mark():
    start = Start.now()
    first, second = a_draft(start=start), a_draft(start=start.renewed())
    assert first.digest == second.digest


def test_other_words_or_another_form_have_another_mark(subtests):
    for change in ({"values": {"email": ["r@example.org"]}}, {"start": Start("another", 0.0)}):
        with subtests.test(change=change):
            start = Start.now()
            assert a_draft(start=start).digest != a_draft(**{"start": start, **change}).digest


def test_a_start_vouches_for_itself():
    start = Start.now()
    assert Start.signed(start.sign()) == start


def test_a_start_that_was_made_up_is_not_believed(subtests):
    for text in ("", "made up", "a:b:c", "W10:1abc:xyz"):
        with subtests.test(text=text):
            assert Start.signed(text).is_fresh
            assert Start.signed(text) != Start.signed(text)
