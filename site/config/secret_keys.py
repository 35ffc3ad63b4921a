"""Secret keys: generated once and stored in files on a local site, else read from settings."""

import os
import secrets
from collections.abc import Callable
from pathlib import Path

from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured


def generate_secret_key() -> str:
    """A value for SECRET_KEY: 64 random characters."""
    return secrets.token_urlsafe(48)


def generate_field_encryption_key() -> str:
    """A Fernet key for FIELD_ENCRYPTION_KEYS."""
    return Fernet.generate_key().decode()


def read_or_create_key(path: Path, generate: Callable[[], str] = generate_secret_key) -> str:
    """The key in the file *path*, which is created (mode 600) with a new one if it is missing."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        _write_once(path, generate())
    return path.read_text().strip()


def parse_field_encryption_keys(value: str) -> list[str]:
    """The keys in *value*, separated by commas, spaces or line ends.

    Raises ImproperlyConfigured if there is none, or one is not a Fernet key.
    """
    keys = value.replace(",", " ").split()
    if not keys:
        raise ImproperlyConfigured("FIELD_ENCRYPTION_KEYS is empty.")
    for place, key in enumerate(keys, 1):
        try:
            Fernet(key)
        except ValueError:
            raise ImproperlyConfigured(
                f"FIELD_ENCRYPTION_KEYS: key {place} is not a valid Fernet key."
            ) from None
    return keys


def _write_once(path: Path, key: str) -> None:
    # Two processes can start concurrently: hard-linking the finished file is atomic, so the first
    # key is kept and no process reads part of one.
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(key)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
