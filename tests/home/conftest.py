"""The fixtures of the core tests."""

from tests.site_fixtures import (  # noqa: F401
    editor,
    home,
    member,
    own_data_dir,
    superuser,
    visit,
    warm,
)
