"""The fixtures of a small site."""

from tests.site_fixtures import (  # noqa: F401
    bare_site,
    editor,
    home,
    member,
    members_only,
    own_data_dir,
    superuser,
    visit,
    warm,
)
