"""Names follow the terms of Django, Wagtail and HTTP (see "Names" in CONTRIBUTING.md).

The project once had words of its own for such things. This test finds them in the names that our
files define: of files, classes, functions, arguments, variables, template blocks and CSS classes.
"""

import ast
import re
import subprocess
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

# Word -> the term to use.
BANNED = {
    "act": "decision, action",
    "acts": "decisions, actions",
    "admits": "allows",
    "ageing": "aging (Wagtail's word)",
    "alike": "similar, equal",
    "anew": "again",
    "anybody": "any user",
    "aside": "recusal",
    "barred": "hidden, restricted",
    "becoming": "onboarding",
    "braid": "divider",
    "calm": "(say what happens)",
    "choosable": "linkable, selectable",
    "choosing": "editor permissions, selecting",
    "clothes": "colours",
    "course": "timeline",
    "crisis": "helpline",
    "dead": "failed",
    "defused": "neutralised",
    "door": "permission, access",
    "doors": "permissions, access",
    "dossier": "presenter",
    "drawn": "rendered",
    "dress": "set_attrs, theme",
    "dyes": "palettes",
    "edition": "site version",
    "editions": "site versions",
    "everybody": "all users, public",
    "family": "supervisor, process",
    "figures": "statistics",
    "film": "video",
    "films": "videos",
    "fitting": "available",
    "flood": "rate",
    "furniture": "site chrome",
    "furthest": "max",
    "gallery": "style guide",
    "gone": "deleted, missing",
    "greeted": "welcome",
    "held": "locked, protected",
    "knot": "logo mark",
    "least": "min",
    "leaving": "quick exit, ending",
    "letter": "email, email template, or character",
    "lettering": "text layout",
    "letters": "emails, email templates, or characters",
    "looks": "access log",
    "meant": "suggestion",
    "meanwhile": "concurrently, already",
    "mend": "fix, correct",
    "mended": "fixed, corrected",
    "mending": "correction",
    "narrowed": "filtered",
    "naughty": "hostile",
    "nobody": "none, anonymous user",
    "notebook": "cache",
    "packing": "serialisation",
    "piece": "article",
    "pieces": "articles",
    "quicker": "concurrent",
    "recall": "cached",
    "remember": "cache, store",
    "rescue": "recovery",
    "rescues": "recoveries",
    "resting": "locked",
    "said": "text, formatted",
    "seal": "encrypt",
    "sealed": "encrypted",
    "secretary": "paper application",
    "settle": "finalise",
    "settled": "final, finalised",
    "shape": "size, variant",
    "shapes": "sizes, variants",
    "sings": "canary",
    "slot": "panel, hook",
    "slots": "panels, hooks",
    "somebody": "user, member, applicant",
    "songs": "canary values",
    "spelt": "normalised",
    "stand": "status",
    "standing": "active, standard",
    "stands": "status",
    "stranger": "anonymous",
    "strangers": "anonymous users",
    "tally": "statistic",
    "tell": "notify",
    "tells": "notify",
    "tick": "run_minutely_jobs, checkbox",
    "ticks": "checkboxes",
    "told": "notified, described",
    "trace": "anonymous hash",
    "traces": "anonymous hashes",
    "trap": "honeypot",
    "tries": "attempts",
    "trouble": "error",
    "unnamed": "anonymised",
    "unsettled": "pending",
    "viewer": "user",
    "viewers": "users",
    "viewing": "as_user",
    "way": "link, method, URL",
    "ways": "links, methods, urls",
    "wear": "add",
    "weave": "venn",
    "whoever": "user, member, applicant",
    "wish": "preference, choice",
    "wording": "text",
    "wordings": "texts",
    "words": "text (or tokens, terms)",
    "world": "fixtures",
}

# Path and name (with wildcards), and why it has such a word.
ALLOWED = {
    "*:ACCOUNT_SESSION_REMEMBER": "allauth's setting",
    "*:FONT_FAMILY": "the term of CSS",
    "*:NoSensitiveWordsValidator": "looks for words",
    "*:address_family": "the attribute of Python's socket server",
    "home/demo/scenes/open-door.svg:*": "shows a door",
    "membership/models/application.py:LETTER": "an application sent by post",
    "search/*:*words*": "words that people search for",
    "site/core/search_text.py:*": "words that people search for",
    "site/artwork/social_images/text_layout.py:words": "words of a title",
    "site/core/text.py:WORDS_PER_MINUTE": "the speed of reading",
    "site/mailqueue/validators.py:LETTER": "a letter of the alphabet",
    "tests/search/*:*words*": "words that people search for",
}

DEFINITIONS = {
    ".html": re.compile(r"\{%-?\s*block\s+(\w+)|\s(\w+)=(?=[^{}]*%\})"),
    ".js": re.compile(r"\b(?:class|const|function|let)\s+(\w+)"),
    ".css": re.compile(r"\.(-?[A-Za-z_][\w-]*)(?=[^;{}]*\{)|^\s*--([\w-]+):", re.MULTILINE),
}


def get_files() -> list[Path]:
    """Our files, without migrations and what is only prose."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = map(Path, listed.stdout.splitlines())
    return [it for it in paths if it.parts[0] != "docs" and "migrations" not in it.parts]


def split(name: str) -> list[str]:
    """The words of *name*: "get_HTTPStatus" has "get", "http" and "status"."""
    spaced = re.sub(r"([a-z0-9])([A-Z])|([A-Z])([A-Z][a-z])", r"\1\3 \2\4", name)
    return [word.lower() for word in re.split(r"[\W_]+", spaced) if word]


def find_definitions(path: Path, source: str) -> Iterator[tuple[str, int]]:
    """Each name that *source* defines, with its line."""
    if path.suffix == ".py":
        yield from _find_python_definitions(source)
    elif pattern := DEFINITIONS.get(path.suffix):
        for found in pattern.finditer(source):
            name = next(filter(None, found.groups()))
            yield name, source.count("\n", 0, found.start()) + 1


def _find_python_definitions(source: str) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                yield node.name, node.lineno
            case ast.arg():
                yield node.arg, node.lineno
            case ast.Name(ctx=ast.Store()):
                yield node.id, node.lineno
            case ast.Attribute(ctx=ast.Store()):
                yield node.attr, node.lineno
            case ast.alias(asname=str()):
                yield node.asname or "", node.lineno


def find_problems(path: Path, source: str) -> list[str]:
    """A line for each name of *path* with a banned word."""
    named = [(path.stem, 0), *dict(find_definitions(path, source)).items()]
    return [
        f"{path}:{line}: {name}: instead of “{word}” use {BANNED[word]}"
        for name, line in named
        if not any(fnmatch(f"{path}:{name}", allowed) for allowed in ALLOWED)
        for word in split(name)
        if word in BANNED
    ]


def test_our_names_use_standard_terms() -> None:
    problems = []
    for path in get_files():
        is_code = path.suffix in {".py", *DEFINITIONS}
        source = (ROOT / path).read_text() if is_code and (ROOT / path).exists() else ""
        problems += find_problems(path, source)
    assert not problems, "\n".join(problems)


def test_allow_list_is_short_and_gives_reasons() -> None:
    assert len(ALLOWED) <= 15
    assert all(ALLOWED.values())


@pytest.mark.parametrize(
    ("path", "source", "name"),
    [
        ("tests/test_acts.py", "", "test_acts"),
        ("a.py", "class ApplicationAct: ...", "ApplicationAct"),
        ("a.py", "def act_on(): ...", "act_on"),
        ("a.py", "def decide(act): ...", "act"),
        ("a.py", "for act in (): ...", "act"),
        ("a.py", "self.last_act = 1", "last_act"),
        ("a.html", "{% block acts %}", "acts"),
        ("a.html", '{% include "x.html" with act=1 %}', "act"),
        ("a.css", ".team-acts {", "team-acts"),
        ("a.js", "const lastAct = 1", "lastAct"),
    ],
)
def test_the_check_finds_a_banned_word(path: str, source: str, name: str) -> None:
    assert [it.split(": ")[1] for it in find_problems(Path(path), source)] == [name]


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("a.py", "action = actor.act()"),
        ("a.html", "<p>act</p>"),
        ("a.css", "a { transition: act .1s; }"),
    ],
)
def test_the_check_passes_other_names(path: str, source: str) -> None:
    assert find_problems(Path(path), source) == []
