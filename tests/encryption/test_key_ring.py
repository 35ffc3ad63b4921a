"""KeyRing: only the key that encrypted a value can decrypt it."""

from contextlib import suppress

import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from encryption import DamagedValueError, DecryptionError, KeyRing, MissingKeyError
from tests.encryption.encrypted_rows import LOST, NEW, OLD, name_of

RING = KeyRing([NEW, OLD])
# Includes lone surrogates, which a form can submit.
any_text = st.text(st.characters(exclude_categories=()))


@given(any_text)
def test_decrypt_returns_encrypted_text(text: str) -> None:
    assert RING.decrypt(RING.encrypt(text)) == text


def test_decrypt_returns_unusual_texts(subtests: pytest.Subtests) -> None:
    for text in ("", "\0", "\ud83d", "line\r\nline", "k1:none:none", "ç" * 2**20):
        with subtests.test(text=text):
            assert RING.decrypt(RING.encrypt(text)) == text


def test_encrypt_is_not_deterministic() -> None:
    assert len({RING.encrypt("the same") for _ in range(10)}) == 10


def test_stored_value_contains_key_id_only() -> None:
    stored = RING.encrypt("anything")
    assert stored.split(":")[:2] == ["k1", RING.newest]
    assert not any(key in stored for key in (NEW, OLD))
    assert RING.newest not in NEW


def test_first_key_encrypts() -> None:
    assert KeyRing([NEW]).decrypt(RING.encrypt("anything")) == "anything"
    with pytest.raises(MissingKeyError):
        KeyRing([OLD]).decrypt(RING.encrypt("anything"))


def test_every_key_decrypts() -> None:
    assert RING.decrypt(KeyRing([OLD]).encrypt("anything")) == "anything"


def test_missing_key_error_names_key_and_setting() -> None:
    with pytest.raises(MissingKeyError) as caught:
        RING.decrypt(KeyRing([LOST]).encrypt("anything"))
    assert caught.value.key_id == name_of(LOST)
    assert f"The key {name_of(LOST)} is not in" in str(caught.value)
    assert "FIELD_ENCRYPTION_KEYS" in str(caught.value)


@given(place=st.integers(0, 111), character=st.characters(exclude_categories=()))
def test_changed_character_is_detected_or_irrelevant(place: int, character: str) -> None:
    stored = RING.encrypt("anything")
    changed = stored[:place] + character + stored[place + 1 :]
    with suppress(DecryptionError):
        assert RING.decrypt(changed) == "anything"


def test_truncated_value_is_damaged(subtests: pytest.Subtests) -> None:
    for cut in (0, 1, 3, 11, 12, 50, -1):
        with subtests.test(cut=cut), pytest.raises(DamagedValueError):
            RING.decrypt(RING.encrypt("anything")[:cut])


def test_damaged_value_error_names_key() -> None:
    with pytest.raises(
        DamagedValueError, match=rf"damaged\. The key {RING.newest} cannot decrypt it"
    ):
        RING.decrypt(f"k1:{RING.newest}:not what it was é")


def test_plain_text_is_damaged_and_not_shown(subtests: pytest.Subtests) -> None:
    for clear in ("ada@example.org", "", "k1:", "k2:12345678:token", "k1:1234:t"):
        with subtests.test(clear=clear):
            with pytest.raises(DamagedValueError, match="It contains no key ID") as caught:
                RING.decrypt(clear)
            assert not clear or clear not in str(caught.value)


def test_key_ring_requires_a_key() -> None:
    with pytest.raises(ImproperlyConfigured, match=r"is empty\. Create a key with: python -c"):
        KeyRing([])


def test_invalid_key_is_named_by_position_only(subtests: pytest.Subtests) -> None:
    for rubbish in ("short", "A" * 42, "A" * 86, "é" * 44):
        with subtests.test(rubbish=rubbish):
            with pytest.raises(
                ImproperlyConfigured, match="key 2 is not a valid Fernet key"
            ) as caught:
                KeyRing([NEW, rubbish])
            assert rubbish not in str(caught.value)


def test_repr_of_key_ring_shows_no_key() -> None:
    assert NEW not in f"{RING} {RING!r}"


def test_hashes_are_equal_for_equal_values_of_a_kind_only() -> None:
    value = RING.hash("email", "ada@example.org")
    assert value == RING.hash("email", "ada@example.org")
    others = {RING.hash("email", "eva@example.org"), RING.hash("phone", "ada@example.org")}
    assert value not in others
    assert "ada@" not in value


def test_hashes_cover_every_key_newest_first() -> None:
    hashes = RING.hashes("email", "ada@example.org")
    assert [value.partition(":")[0] for value in hashes] == [name_of(NEW), name_of(OLD)]
    assert hashes[1] == KeyRing([OLD]).hash("email", "ada@example.org")
    assert len(set(hashes)) == 2


def test_hash_depends_on_key() -> None:
    hashes = {KeyRing([key]).hash("email", "ada").partition(":")[2] for key in (NEW, OLD, LOST)}
    assert len(hashes) == 3
