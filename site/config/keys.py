"""Keys of a local site: made once, kept apart from the data they protect."""

import os
import secrets
from pathlib import Path


def read_or_make_key(path: Path) -> str:
    """The key kept in *path*; a new random one is written there (mode 600) when there is none."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        _write_once(path, secrets.token_urlsafe(48))
    return path.read_text().strip()


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
