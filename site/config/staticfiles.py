"""Concatenate the style sheets into one file, without comments and needless white space."""

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

CONCATENATED_CSS = "css/site.css"
FIRST_PARTS = ("tokens.css", "base.css", "layout.css")
LAST_PARTS = ("forced_colours.css", "print.css")

# A comment must end at the first "*/". Otherwise it could match up to the end of a later comment,
# and rules in between would be removed.
SPACE = r"(?:\s|/\*(?:(?!\*/).)*\*/)"
TOKEN = re.compile(
    rf"""
    (?P<verbatim>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|url\([^"')]*\))  # strings and URLs
    | (?:{SPACE}|;)*(?P<end>\}}){SPACE}*    # a closing brace: no semicolon or space around it
    | {SPACE}*(?P<punctuation>[{{;,>]){SPACE}*     # no space around these
    | (?P<colon>:){SPACE}+                  # none after a colon; before it, space means something
    | {SPACE}+
    """,
    re.DOTALL | re.VERBOSE,
)
URL_FUNCTION = re.compile(
    r"""url\(\s*(?P<quote>["']?)(?![/#]|[a-z]+:)(?P<path>[^"')\s]+)(?P=quote)\s*\)"""
)


def _collapse(token: re.Match[str]) -> str:
    """Return the named group that matched, or one space if the token was only white space."""
    return token[token.lastgroup] if token.lastgroup else " "


def minify(css: str) -> str:
    """Return the style sheet without comments and needless white space.

    Spaces in `calc(1px + 2px)`, `a :is(b)`, `and (` and strings are kept.
    """
    return TOKEN.sub(_collapse, css).strip()


def _rebase_urls(css: str, folder: str) -> str:
    """Return a style sheet of *folder*, with its relative URLs relative to the parent folder."""

    def rebase(match: re.Match[str]) -> str:
        """Prefix one URL with *folder*."""
        return f'url("{posixpath.normpath(posixpath.join(folder, match["path"]))}")'

    return URL_FUNCTION.sub(rebase, css)


def _read_all(paths: Iterable[Path]) -> str:
    """Return the concatenated contents of the files."""
    return "".join(path.read_text("utf-8") for path in paths)


def concatenate_css() -> str:
    """Return all style sheets minified, in the order of the cascade.

    These are FIRST_PARTS, the components by name, and LAST_PARTS. Components and LAST_PARTS are
    merged into one cascade layer.
    """
    source: Path = settings.STATICFILES_DIRS[0] / "css"
    first = _read_all(source / name for name in FIRST_PARTS)
    components = _rebase_urls(
        _read_all(sorted((source / "components").glob("*.css"))), "components"
    )
    last = _read_all(source / name for name in LAST_PARTS)
    merged_layer = minify(components + last).replace("}@layer components{", "")
    return minify(first) + merged_layer


def _create_private_folder(path: Path) -> Path:
    """Return the folder, after creating it if it is missing, accessible to its owner only."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def _write_if_changed(target: Path, text: str) -> None:
    """Write *text* to *target* atomically, unless it is the same already."""
    if target.exists() and target.read_text("utf-8") == text:
        return
    handle, name = tempfile.mkstemp(dir=target.parent)
    with os.fdopen(handle, "w", encoding="utf-8") as temporary_file:
        temporary_file.write(text)
    Path(name).replace(target)


class ConcatenatedCssFinder(BaseFinder):
    """Static files finder for `css/site.css`, rebuilt for runserver and collectstatic."""

    def build(self) -> FileSystemStorage:
        """Return a storage with the concatenated style sheet, rewritten if a part has changed."""
        folder = _create_private_folder(_create_private_folder(Path(settings.DATA_DIR)) / "build")
        _create_private_folder((folder / CONCATENATED_CSS).parent)
        _write_if_changed(folder / CONCATENATED_CSS, concatenate_css())
        return FileSystemStorage(location=folder)

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """Return the path of the concatenated style sheet if it is requested."""
        found = [self.build().path(CONCATENATED_CSS)] if path == CONCATENATED_CSS else []
        return found[0] if found and not find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Any]]:
        """Yield the concatenated style sheet, for collectstatic."""
        yield CONCATENATED_CSS, self.build()
