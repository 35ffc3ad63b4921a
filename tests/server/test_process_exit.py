"""Callbacks at process exit."""

import subprocess
import sys
from pathlib import Path

SITE = Path(__file__).resolve().parents[2] / "site"
SCRIPT = """
import multiprocessing, os, signal, sys, time
sys.path.insert(0, {site!r})
from server.process_exit import on_process_exit

parent = os.getpid()

@on_process_exit
def print_goodbye():
    print("parent" if os.getpid() == parent else "child", "goodbye", flush=True)

def live():
    on_process_exit(lambda: print("child's own", flush=True))
    {life}

if {forks}:
    child = multiprocessing.get_context("fork").Process(target=live)
    child.start()
    child.join()
    print(child.exitcode, flush=True)
"""


def run_and_read_output(life: str = "pass", *, forks: bool = True) -> list[str]:
    program = SCRIPT.format(site=str(SITE), life=life, forks=forks)
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()


def test_callback_runs_once_in_plain_process() -> None:
    assert run_and_read_output(forks=False) == ["parent goodbye"]


def test_forked_child_runs_own_callbacks_first() -> None:
    assert run_and_read_output() == ["child's own", "child goodbye", "0", "parent goodbye"]


def test_failing_callback_does_not_stop_others() -> None:
    assert run_and_read_output("on_process_exit(lambda: 1 / 0)") == run_and_read_output()


def test_killed_child_runs_no_callbacks() -> None:
    assert run_and_read_output("os.kill(os.getpid(), signal.SIGKILL)") == ["-9", "parent goodbye"]
