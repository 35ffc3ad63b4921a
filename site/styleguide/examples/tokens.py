"""Examples of design tokens (colours, type, space) from tokens.css and icons from icons.svg."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings

from styleguide import Example

PART = re.compile(r"/\* (?P<title>[^*]+?) \*/\n(?P<lines>(?:\s+--[^\n]+\n)+)")
TOKEN = re.compile(r"--(?P<name>[\w-]+):\s*(?P<value>[^;]+);")
COLOUR = re.compile(r"#[0-9a-f]{3,8}$")
SYMBOL = re.compile(r'<symbol id="([\w-]+)"')
NON_ICON_SYMBOLS = {"mark", "braid"}


def parts(css: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Title and tokens (name, value) of each section of *css* before the first media query."""
    root = css.partition("@media")[0]
    return [(match["title"], TOKEN.findall(match["lines"])) for match in PART.finditer(root)]


def symbols() -> list[str]:
    """Names of the icons, without other symbols such as the logo mark."""
    return [name for name in SYMBOL.findall(_read("icons.svg")) if name not in NON_ICON_SYMBOLS]


def _read(name: str) -> str:
    path: Path = settings.STATICFILES_DIRS[0] / name
    return path.read_text("utf-8")


def examples() -> Iterable[Example]:
    tokens = [token for _, group_tokens in parts(_read("css/tokens.css")) for token in group_tokens]
    colours = [(name, value) for name, value in tokens if COLOUR.match(value)]
    shown: dict[str, dict[str, Any]] = {
        "colours": {"colours": colours},
        "type": {"steps": [(n, v) for n, v in tokens if re.fullmatch(r"t-?\d", n)]},
        "space": {"steps": [(n, v) for n, v in tokens if re.fullmatch(r"s\d|gut|gap", n)]},
        "symbols": {"symbols": symbols()},
    }
    for name, context in shown.items():
        yield Example(f"styleguide/{name}.html", "all values", context)
