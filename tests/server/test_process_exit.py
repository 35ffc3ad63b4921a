"""The hook ``before_process_exit``."""

import subprocess
import sys
from pathlib import Path

SITE = Path(__file__).resolve().parents[2] / "site"
SCRIPT = """
import multiprocessing, os, signal, sys
sys.path.insert(0, {site!r})
import django
from django.conf import settings
from wagtail import hooks

settings.configure(INSTALLED_APPS=[])
django.setup()
from server.process_exit import run_hooks_at_exit

name = "parent"

@hooks.register("before_process_exit")
def print_goodbye():
    print(name, "goodbye", flush=True)

def run_child(child_name, life):
    global name
    name = child_name
    life()

def fork(*arguments):
    child = multiprocessing.get_context("fork").Process(target=run_child, args=arguments)
    child.start()
    child.join()
    print(child.exitcode, flush=True)

run_hooks_at_exit()
{life}
"""


def run_and_read_output(life: str) -> list[str]:
    program = SCRIPT.format(site=str(SITE), life=life)
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()


def test_hook_runs_once_in_plain_process() -> None:
    assert run_and_read_output("") == ["parent goodbye"]


def test_hook_runs_once_in_each_forked_process() -> None:
    life = "fork('child', lambda: fork('grandchild', lambda: None))"
    assert run_and_read_output(life) == [
        "grandchild goodbye",
        "0",
        "child goodbye",
        "0",
        "parent goodbye",
    ]


def test_failing_function_does_not_stop_others() -> None:
    failing = "hooks.register('before_process_exit', lambda: 1 / 0, order=-1)"
    life = f"{failing}; fork('child', lambda: None)"
    assert run_and_read_output(life) == ["child goodbye", "0", "parent goodbye"]


def test_killed_child_runs_no_hook() -> None:
    life = "fork('child', lambda: os.kill(os.getpid(), signal.SIGKILL))"
    assert run_and_read_output(life) == ["-9", "parent goodbye"]
