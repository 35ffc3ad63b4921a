"""The template of the test database is rebuilt when its sources change."""

from pathlib import Path

from django.apps import apps

from tests.database import ROOT, compute_key, find_sources


def test_sources_are_the_migrations_of_all_apps_and_what_ours_import() -> None:
    sources = find_sources()
    wagtail = Path(apps.get_app_config("wagtailcore").path)
    assert ROOT / "home" / "migrations" / "0001_initial.py" in sources
    assert wagtail / "migrations" / "0001_initial.py" in sources
    assert ROOT / "home" / "groups.py" in sources


def test_key_changes_when_a_source_is_edited_or_added(tmp_path: Path) -> None:
    first, second = tmp_path / "0001_initial.py", tmp_path / "0002_more.py"
    first.write_text("operations = []")
    keys = [compute_key({first})]
    first.write_text("operations = [1]")
    keys.append(compute_key({first}))
    second.write_text("")
    keys.append(compute_key({first, second}))
    assert len(set(keys)) == 3
    assert compute_key({second, first}) == keys[-1]
