"""The admin API for pages is read-only."""

from typing import Any

import pytest

from home.models import HomePage

pytestmark = pytest.mark.django_db
ACTIONS = (
    *("convert_alias", "copy", "delete", "publish", "unpublish", "move", "copy_for_translation"),
    *("create_alias", "revert_to_page_revision"),
)


def test_pages_api_is_read_only(home: HomePage, visit: Any, superuser: Any) -> None:
    browser = visit(superuser)
    for action in ACTIONS:
        sent = {"destination_page_id": home.pk, "locale": "en", "revision_id": 1}
        answer = browser.post(f"/admin/api/main/pages/{home.pk}/action/{action}/", sent)
        assert answer.status_code == 404, action
    assert browser.get(f"/admin/api/main/pages/{home.pk}/").json()["title"] == "Home"
    assert browser.get("/admin/api/main/pages/?child_of=root&for_explorer=1").status_code == 200
