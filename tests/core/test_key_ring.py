"""Keys: what one of them has closed, that one opens, and no other."""

from contextlib import suppress

import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from encryption import DamagedValueError, DecryptionError, KeyRing, MissingKeyError
from tests.core.encrypted_rows import LOST, NEW, OLD, name_of

RING = KeyRing([NEW, OLD])
# With halves of letters (lone surrogates), which a form can be made to send.
any_text = st.text(st.characters(exclude_categories=()))


@given(any_text)
def test_every_text_comes_back_as_it_was(text: str) -> None:
    assert RING.decrypt(RING.encrypt(text)) == text


def test_odd_texts_come_back_as_they_were(subtests: pytest.Subtests) -> None:
    for text in ("", "\0", "\ud83d", "line\r\nline", "k1:none:none", "ç" * 2**20):
        with subtests.test(text=text):
            assert RING.decrypt(RING.encrypt(text)) == text


def test_the_same_text_looks_different_each_time() -> None:
    assert len({RING.encrypt("the same") for _ in range(10)}) == 10


def test_a_value_names_its_key_and_no_more_of_it() -> None:
    stored = RING.encrypt("anything")
    assert stored.split(":")[:2] == ["k1", RING.newest]
    assert not any(key in stored for key in (NEW, OLD))
    assert RING.newest not in NEW


def test_the_first_key_encrypts() -> None:
    assert KeyRing([NEW]).decrypt(RING.encrypt("anything")) == "anything"
    with pytest.raises(MissingKeyError):
        KeyRing([OLD]).decrypt(RING.encrypt("anything"))


def test_every_key_decrypts() -> None:
    assert RING.decrypt(KeyRing([OLD]).encrypt("anything")) == "anything"


def test_whoever_lacks_a_key_is_told_which_one_and_where_it_goes() -> None:
    with pytest.raises(MissingKeyError) as caught:
        RING.decrypt(KeyRing([LOST]).encrypt("anything"))
    assert caught.value.key_id == name_of(LOST)
    assert f"the key {name_of(LOST)}," in str(caught.value)
    assert "FIELD_ENCRYPTION_KEYS" in str(caught.value)


@given(place=st.integers(0, 111), letter=st.characters(exclude_categories=()))
def test_a_changed_letter_is_noticed_or_means_nothing(place: int, letter: str) -> None:
    stored = RING.encrypt("anything")
    changed = stored[:place] + letter + stored[place + 1 :]
    with suppress(DecryptionError):
        assert RING.decrypt(changed) == "anything"


def test_a_value_cut_short_is_damaged(subtests: pytest.Subtests) -> None:
    for cut in (0, 1, 3, 11, 12, 50, -1):
        with subtests.test(cut=cut), pytest.raises(DamagedValueError):
            RING.decrypt(RING.encrypt("anything")[:cut])


def test_a_damaged_value_says_which_key_does_not_open_it() -> None:
    with pytest.raises(DamagedValueError, match=f"damaged: the key {RING.newest} does not open it"):
        RING.decrypt(f"k1:{RING.newest}:not what it was é")


def test_what_was_never_encrypted_is_damaged_and_not_shown(subtests: pytest.Subtests) -> None:
    for clear in ("ada@example.org", "", "k1:", "k2:12345678:token", "k1:1234:t"):
        with subtests.test(clear=clear):
            with pytest.raises(DamagedValueError, match="it names no key") as caught:
                RING.decrypt(clear)
            assert not clear or clear not in str(caught.value)


def test_no_keys_are_no_ring() -> None:
    with pytest.raises(ImproperlyConfigured, match=r"names no key\. Make one with: python -c"):
        KeyRing([])


def test_a_key_that_is_none_is_named_by_its_place_and_not_shown(subtests: pytest.Subtests) -> None:
    for rubbish in ("short", "A" * 42, "A" * 86, "é" * 44):
        with subtests.test(rubbish=rubbish):
            with pytest.raises(ImproperlyConfigured, match="number 2 is not a key") as caught:
                KeyRing([NEW, rubbish])
            assert rubbish not in str(caught.value)


def test_a_ring_that_is_printed_shows_no_key() -> None:
    assert NEW not in f"{RING} {RING!r}"


def test_marks_tell_equal_values_from_others_and_nothing_else() -> None:
    value = RING.hash("email", "ada@example.org")
    assert value == RING.hash("email", "ada@example.org")
    others = {RING.hash("email", "eva@example.org"), RING.hash("phone", "ada@example.org")}
    assert value not in others
    assert "ada@" not in value


def test_marks_are_made_under_every_key_the_newest_first() -> None:
    hashes = RING.hashes("email", "ada@example.org")
    assert [value.partition(":")[0] for value in hashes] == [name_of(NEW), name_of(OLD)]
    assert hashes[1] == KeyRing([OLD]).hash("email", "ada@example.org")
    assert len(set(hashes)) == 2


def test_a_mark_cannot_be_made_without_the_key() -> None:
    hashes = {KeyRing([key]).hash("email", "ada").partition(":")[2] for key in (NEW, OLD, LOST)}
    assert len(hashes) == 3
