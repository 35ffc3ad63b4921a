"""`scripts/check-commit-subjects`, run in repositories made for it."""

import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[1] / "scripts" / "check-commit-subjects"


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def commit(folder: Path, subject: str) -> None:
    identity = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
    result = run(folder, "git", *identity, "commit", "--quiet", "--allow-empty", "-m", subject)
    assert result.returncode == 0, result.stderr


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with the script, after a commit that it would refuse."""
    (tmp_path / "scripts").mkdir()
    shutil.copy(SCRIPT, tmp_path / "scripts")
    run(tmp_path, "git", "init", "--quiet")
    commit(tmp_path, "older commits are not checked, " + "however long they are " * 3)
    run(tmp_path, "git", "add", ".")
    commit(tmp_path, "added the check")
    return tmp_path


def check(folder: Path) -> subprocess.CompletedProcess[str]:
    return run(folder, "bash", "scripts/check-commit-subjects")


def test_imperative_subjects_pass(repository: Path) -> None:
    for subject in ("Add a page", "Process images once", "Pass " + "x" * 67, 'Revert "added it"'):
        commit(repository, subject)
    result = check(repository)
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize(
    ("subject", "problem"),
    [
        ("Added a page", "not imperative"),
        ("Fixes the menu", "not imperative"),
        ("Adding a page", "not imperative"),
        ("add a page", "not begin with a capitalised verb"),
        ("Docs: add a page", "not begin with a capitalised verb"),
        ("Add " + "x" * 69, "has 73 characters"),
    ],
)
def test_other_subjects_fail(repository: Path, subject: str, problem: str) -> None:
    commit(repository, subject)
    result = check(repository)
    assert result.returncode == 1
    assert problem in result.stderr


def test_it_passes_where_the_history_is_not_at_hand(tmp_path: Path) -> None:
    (tmp_path / "scripts").mkdir()
    shutil.copy(SCRIPT, tmp_path / "scripts")
    result = check(tmp_path)
    assert result.returncode == 0
    assert "not checked" in result.stdout
