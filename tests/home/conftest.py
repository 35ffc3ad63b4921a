"""The same small site as for the core."""

from tests.core.conftest import (  # noqa: F401
    _own_copies,
    editor,
    home,
    member,
    superuser,
    visit,
    warm,
)
