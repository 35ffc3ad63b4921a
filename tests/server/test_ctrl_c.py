"""Ctrl-C, which signals all processes of a terminal, ends each command with one line."""

import os
import shutil
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.live_site import ROOT, TIMEOUT_SECONDS, environment, free_port, wait_until

# A Python that starts to create a virtual environment and never finishes.
ENDLESS_PYTHON = f"""#!{sys.executable}
import pathlib, sys, time
if sys.argv[1:3] == ["-m", "venv"]:
    pathlib.Path("begun").touch()
    time.sleep({TIMEOUT_SECONDS})
"""


def start(*command: str, folder: Path, log: Path, **more: str) -> subprocess.Popen[bytes]:
    """Run *command* as from a terminal, with its output in *log*."""
    with log.open("w") as output:
        return subprocess.Popen(
            command,
            cwd=folder,
            env={**environment(folder / "data", free_port()), **more},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            # Background processes start with SIGINT ignored, and children would inherit that.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )


def press_ctrl_c(process: subprocess.Popen[bytes]) -> int:
    """Send SIGINT to all its processes; return its exit code."""
    os.killpg(process.pid, signal.SIGINT)
    return process.wait(TIMEOUT_SECONDS)


@pytest.mark.live_site
@pytest.mark.timing
def test_ctrl_c_stops_database_setup(tmp_path: Path) -> None:
    log = tmp_path / "log"
    command = (sys.executable, str(ROOT / "manage.py"), "serve", "--setup")
    process = start(*command, folder=tmp_path, log=log)
    progress = "Updating the database ...\n"
    wait_until(log.read_text, "progress is written to the file")
    assert press_ctrl_c(process) == 130
    assert log.read_text() == f"{progress}Stopped.\n"


@pytest.mark.live_site
@pytest.mark.timing
def test_ctrl_c_stops_serve(data_dir: Path, tmp_path: Path) -> None:
    for when in ("Accounts:", "The site is running at"):
        log = tmp_path / "log"
        command = (sys.executable, str(ROOT / "manage.py"), "serve", "--setup")
        process = start(*command, folder=tmp_path, log=log)
        wait_until(lambda: when in log.read_text(), f"the output contains {when!r}")  # noqa: B023
        assert press_ctrl_c(process) in {0, 130}
        assert "Traceback" not in log.read_text()


@pytest.mark.timing
def test_ctrl_c_stops_creation_of_virtual_environment(tmp_path: Path) -> None:
    python, log = tmp_path / "bin" / "python3.14", tmp_path / "log"
    python.parent.mkdir()
    python.write_text(ENDLESS_PYTHON)
    python.chmod(python.stat().st_mode | stat.S_IXUSR)
    (tmp_path / "scripts").mkdir()
    shutil.copy(ROOT / "scripts" / "setup", tmp_path / "scripts")
    path = f"{python.parent}{os.pathsep}{os.environ['PATH']}"
    process = start("scripts/setup", folder=tmp_path, log=log, PATH=path)
    wait_until((tmp_path / "begun").exists, "the virtual environment is being created")
    assert (press_ctrl_c(process), log.read_text()) == (130, "Stopped.\n")
