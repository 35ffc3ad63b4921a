"""Keys of a local site: made once, kept apart from the data they protect."""

import os
import secrets
from collections.abc import Callable
from pathlib import Path

from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured


def generate_secret_key() -> str:
    """What Django signs with: 64 random letters."""
    return secrets.token_urlsafe(48)


def generate_field_encryption_key() -> str:
    """What encrypted fields are encrypted with: a key as Fernet takes them."""
    return Fernet.generate_key().decode()


def read_or_create_key(path: Path, generate: Callable[[], str] = generate_secret_key) -> str:
    """The key kept in *path*; a new random one is written there (mode 600) when there is none."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        _write_once(path, generate())
    return path.read_text().strip()


def parse_field_encryption_keys(value: str) -> list[str]:
    """The keys in *words*, which have commas, spaces or line ends between them.

    Raises ImproperlyConfigured where there is none, or one is not a key as Fernet takes them.
    """
    keys = value.replace(",", " ").split()
    if not keys:
        raise ImproperlyConfigured("FIELD_ENCRYPTION_KEYS names no key.")
    for place, key in enumerate(keys, 1):
        try:
            Fernet(key)
        except ValueError:
            raise ImproperlyConfigured(
                f"FIELD_ENCRYPTION_KEYS: number {place} is not a key as Fernet.generate_key() "
                "makes them."
            ) from None
    return keys


def _write_once(path: Path, key: str) -> None:
    # Two processes may start at once: the key is linked into place whole, and the first one wins.
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(key)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
