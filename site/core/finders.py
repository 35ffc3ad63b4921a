"""One style sheet from many small ones: the parts are for people, the whole for browsers."""

import os
import posixpath
import re
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

SOURCE = Path(__file__).resolve().parent.parent / "static" / "css"
JOINED = "css/site.css"
FIRST_PARTS = ("tokens.css", "base.css", "layout.css")
LAST_PARTS = ("forced_colours.css", "print.css")

# A comment ends where it first can: else it would swallow rules on its way to a later one.
SPACE = r"(?:\s|/\*(?:(?!\*/).)*\*/)"
TOKEN = re.compile(
    rf"""
    (?P<kept>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|url\([^"')]*\))  # strings and addresses
    | (?:{SPACE}|;)*(?P<end>\}}){SPACE}*    # a closing brace: no semicolon or space around it
    | {SPACE}*(?P<mark>[{{;,>]){SPACE}*     # no space around these
    | (?P<colon>:){SPACE}+                  # none after a colon; before it, space means something
    | {SPACE}+
    """,
    re.DOTALL | re.VERBOSE,
)
ADDRESS = re.compile(
    r"""url\(\s*(?P<quote>["']?)(?![/#]|[a-z]+:)(?P<path>[^"')\s]+)(?P=quote)\s*\)"""
)


def shorter(token: re.Match[str]) -> str:
    """Return what stays of one token: its named part, or one space where there was only space."""
    return token[token.lastgroup] if token.lastgroup else " "


def minify(css: str) -> str:
    """Return the sheet without comments and needless space.

    `calc(1px + 2px)`, `a :is(b)`, `and (` and strings keep theirs.
    """
    return TOKEN.sub(shorter, css).strip()


def moved_up(css: str, folder: str) -> str:
    """Return the sheet of a folder with its relative addresses as seen from one folder above."""

    def seen_from_above(match: re.Match[str]) -> str:
        """Put the folder in front of one address."""
        return f'url("{posixpath.normpath(posixpath.join(folder, match["path"]))}")'

    return ADDRESS.sub(seen_from_above, css)


def read(paths: Iterable[Path]) -> str:
    """Return what the files say, one after the other."""
    return "".join(path.read_text("utf-8") for path in paths)


def joined(source: Path = SOURCE) -> str:
    """Return tokens, base, layout, the components by name, then forced colours and print."""
    first = read(source / name for name in FIRST_PARTS)
    components = moved_up(read(sorted((source / "components").glob("*.css"))), "components")
    last = read(source / name for name in LAST_PARTS)
    in_one_layer = minify(components + last).replace("}@layer components{", "")
    return minify(first) + in_one_layer


def private_folder(path: Path) -> Path:
    """Return the folder, made for our own user only where it is missing."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def write_if_changed(target: Path, text: str) -> None:
    """Replace the file in one step, so that nobody meets half of it."""
    if target.exists() and target.read_text("utf-8") == text:
        return
    handle, name = tempfile.mkstemp(dir=target.parent)
    with os.fdopen(handle, "w", encoding="utf-8") as fresh:
        fresh.write(text)
    Path(name).replace(target)


class JoinedStylesheetFinder(BaseFinder):
    """Offers `css/site.css`, as new as its parts, to runserver and to collectstatic."""

    def build(self) -> FileSystemStorage:
        """Return the storage with the joined sheet, written anew when a part has changed."""
        folder = private_folder(private_folder(Path(settings.DATA_DIR)) / "build")
        private_folder((folder / JOINED).parent)
        write_if_changed(folder / JOINED, joined())
        return FileSystemStorage(location=folder)

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """Return where the joined sheet stands, when it is the one asked for."""
        found = [self.build().path(JOINED)] if path == JOINED else []
        return found[0] if found and not find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Any]]:
        """Yield the joined sheet for collectstatic."""
        yield JOINED, self.build()
