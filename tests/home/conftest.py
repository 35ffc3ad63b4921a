"""The fixtures of the core tests."""

from tests.core.conftest import (  # noqa: F401
    _own_copies,
    editor,
    home,
    member,
    superuser,
    visit,
    warm,
)
