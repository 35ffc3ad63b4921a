"""`python -m tests.bench.structure`: the size of the code, and how much of it a request runs.

Prints lines, files and private functions, and for some requests how many functions of this project
they run, in how many files. The demo site is served in this process, without a network.
"""

import ast
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = tuple(
    ROOT / name for name in ("site", "home", "news", "events", "resources", "membership", "search")
)
DEMO = ROOT / "home" / "demo"


@dataclass
class Profile:
    """The calls of functions of this project. Lambdas and comprehensions are not counted."""

    calls: Counter[CodeType] = field(default_factory=Counter)

    def run(self, work: Callable[[], Any]) -> Any:
        sys.setprofile(self._count)
        try:
            return work()
        finally:
            sys.setprofile(None)

    def _count(self, frame: FrameType, event: str, argument: object) -> None:
        code = frame.f_code
        if event == "call" and is_own(code.co_filename) and not code.co_name.startswith("<"):
            self.calls[code] += 1

    def __str__(self) -> str:
        files = {code.co_filename for code in self.calls}
        return f"{self.calls.total():6d} {len(self.calls):10d} {len(files):6d}"


def is_own(file: str) -> bool:
    return Path(file).is_relative_to(ROOT) and any(
        Path(file).is_relative_to(folder) for folder in FOLDERS
    )


def list_sources() -> list[Path]:
    """The Python files of the site, without migrations and demo content."""
    return [
        path
        for folder in FOLDERS
        for path in sorted(folder.rglob("*.py"))
        if "migrations" not in path.parts and not path.is_relative_to(DEMO)
    ]


def count_private_functions(paths: list[Path]) -> tuple[int, int]:
    """The number of private functions and methods, and of those named only once elsewhere."""
    private: list[str] = []
    uses: Counter[str] = Counter()
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.FunctionDef(name=name) if name.startswith("_") and name[1:2] != "_":
                    private.append(f"{path}:{name}")
                case ast.Name(id=name) | ast.Attribute(attr=name):
                    uses[f"{path}:{name}"] += 1
    return len(private), sum(uses[name] == 1 for name in private)


def print_sizes() -> None:
    paths = list_sources()
    lines = sum(len(path.read_text("utf-8").splitlines()) for path in paths)
    core = [path for path in paths if path.is_relative_to(ROOT / "site" / "core")]
    names = {path.relative_to(ROOT / "site" / "core").parts[0] for path in core} - {"__init__.py"}
    private, used_once = count_private_functions(paths)
    print(f"Python files {len(paths)}, lines {lines}")
    print(
        f"site/core: files {len(core)}, lines "
        f"{sum(len(path.read_text('utf-8').splitlines()) for path in core)}, "
        f"names at its top {len(names | {'migrations'})}"
    )
    print(f"private functions {private}, of which {used_once} are used once")


def print_requests() -> None:
    """Run each request twice, and count the second, when the caches of the process are filled."""
    from django.core import mail
    from django.test import Client
    from django.test.utils import setup_test_environment

    from membership.models import Member
    from news.models import NewsPage
    from tests.bench.__main__ import answers_to_all
    from tests.membership.applicant import Applicant

    setup_test_environment()
    article = NewsPage.objects.published().first()
    member = Client(SERVER_NAME="localhost")
    member.force_login(Member.objects.filter(user__is_active=True).first().user)
    private = "/members/"

    def get(client: Client, path: str) -> Callable[[], Any]:
        return lambda: client.get(path)

    print(f"\n{'request':<44} {'calls':>6} {'functions':>10} {'files':>6}")
    for name, work in (
        ("GET an article, anonymous", get(Client(SERVER_NAME="localhost"), article.url)),
        ("GET the same article, as a member", get(member, article.url)),
        ("GET the members' home, as a member", get(member, private)),
        ("GET the members' home, anonymous", get(Client(SERVER_NAME="localhost"), private)),
    ):
        work()
        print(f"{name:<44} {measure(work)}")
    for address in ("a@example.org", "b@example.org"):
        applicant = Applicant(Client(SERVER_NAME="localhost"), email=address)
        applicant.values |= answers_to_all(applicant.open())
        check = measure(applicant.check)
        send = measure(applicant.send)
    assert len(mail.outbox) == 2
    print(f"{'POST an application, step check':<44} {check}")
    print(f"{'POST an application, step send':<44} {send}")


def measure(work: Callable[[], Any]) -> Profile:
    profile = Profile()
    answer = profile.run(work)
    status = getattr(answer, "status_code", 200)
    assert status in {200, 302, 303}, status
    return profile


def main() -> None:
    print_sizes()
    with tempfile.TemporaryDirectory(prefix="structure-") as folder:
        os.environ |= {"DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "config.settings.local"}
        sys.path[:0] = [str(ROOT / "site"), str(ROOT)]
        import django
        from django.core.management import call_command

        django.setup()
        call_command("setup_site", "--demo", stdout=StringIO())
        call_command("run_minutely_jobs")
        print_requests()


if __name__ == "__main__":
    main()
