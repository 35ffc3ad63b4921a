"""Rules for the structure of the project: packages, layers, file sizes and requirements."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SITE_PACKAGES = (
    "config",
    "core",
    "privacy",
    "users",
    "mailqueue",
    "artwork",
    "encryption",
    "formats",
    "scheduler",
    "server",
    "styleguide",
    "superusers",
)
SUBJECTS = ("home", "news", "events", "resources", "membership", "search")
MAX_LINES = 400


def project_files(pattern: str = "*.py", *, with_tests: bool = False) -> Iterator[Path]:
    """Files of the project without migrations."""
    folders = ["site", *SUBJECTS, *(["tests"] if with_tests else [])]
    for folder in folders:
        for path in sorted((ROOT / folder).rglob(pattern)):
            if "migrations" not in path.parts:
                yield path


def lines_with(pattern: str, paths: Iterator[Path]) -> list[str]:
    """Each line that matches *pattern*, as "file:line: text"."""
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in paths
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if re.search(pattern, line)
    ]


def run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_imports_follow_layers() -> None:
    """The report names each broken contract of pyproject.toml, with modules and lines."""
    check = "from importlinter.cli import lint_imports_command as check; check(['--no-logo'])"
    path = os.pathsep.join([str(ROOT / "site"), str(ROOT)])
    done = run(sys.executable, "-c", check, PYTHONPATH=path)
    report = done.stdout.rpartition("Broken contracts")[2] + done.stderr
    assert done.returncode == 0, report


def test_site_folder_is_no_package() -> None:
    # This name belongs to the standard library.
    assert not (ROOT / "site" / "__init__.py").exists()


def test_git_ignores_no_file_of_the_project(tmp_path: Path) -> None:
    # In a new repository, since the tests may run in a copy without one.
    run("git", "init", "--quiet", str(tmp_path))
    shutil.copy(ROOT / ".gitignore", tmp_path)
    paths = [
        str(path.relative_to(ROOT))
        for path in project_files(with_tests=True)
        if "__pycache__" not in path.parts
    ]
    checked = run("git", "-C", str(tmp_path), "check-ignore", "--verbose", "--non-matching", *paths)
    assert len(checked.stdout.splitlines()) == len(paths)
    assert [line for line in checked.stdout.splitlines() if not line.startswith("::")] == []


def test_only_visibility_querysets_call_live() -> None:
    """``.live()`` ignores view restrictions: only site/core/visibility/querysets.py may call it."""
    querysets = ROOT / "site" / "core" / "visibility" / "querysets.py"
    found = lines_with(r"\.live\(\)", (path for path in project_files() if path != querysets))
    assert found == []


def test_requirements_have_hashes_and_no_urls() -> None:
    for path in sorted(ROOT.glob("requirements*.txt")):
        text = path.read_text()
        assert not re.search(r"https?:|file:|--(extra-)?index-url|--find-links", text), path.name
        pinned = re.findall(r"^[a-z0-9].*$", text, re.MULTILINE)
        assert pinned
        assert all(re.search(r"==\S+ .*\\$", line) for line in pinned), path.name


def test_files_stay_small() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in project_files(with_tests=True)
        if (lines := len(path.read_text().splitlines())) > MAX_LINES
    }
    assert long == {}


def test_only_commands_print() -> None:
    assert lines_with(r"^\s*print\(", project_files()) == []


def test_every_package_exists(subtests: pytest.Subtests) -> None:
    for package in (*(f"site/{name}" for name in SITE_PACKAGES), *SUBJECTS):
        with subtests.test(package=package):
            assert (ROOT / package / "__init__.py").exists()


def test_no_unknown_top_level_package() -> None:
    """A new one must be added to the layers in pyproject.toml, and here."""
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert packages == {*SUBJECTS, "tests"}
    assert {path.parent.name for path in (ROOT / "site").glob("*/__init__.py")} == {*SITE_PACKAGES}
