"""Texts that people read are in plain English (see "Texts" in CONTRIBUTING.md).

The project once had words of its own for things that have common names. This test finds them in
the strings of our code, and in the text and attributes of templates.
"""

import ast
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

from tests.test_terms import ROOT, get_files

# Word or phrase in a text -> what to write instead.
BANNED = {
    "anybody": "anyone",
    "at once": "immediately, straight away",
    "crisis line": "helpline",
    "e-mail": "email",
    "e-mails": "emails",
    "erase": "delete",
    "erased": "deleted",
    "erases": "deletes",
    "everybody": "everyone",
    "film": "video",
    "films": "videos",
    "furniture": "menus and footer",
    "given up": "failed",
    "help back in": "account recovery",
    "hung up": "closed the connection",
    "let in again": "lift the suspension",
    "log in": "sign in",
    "logged in": "signed in",
    "lost the way": "cannot sign in",
    "mail": "email",
    "mails": "emails",
    "mend": "fix",
    "mended": "fixed",
    "mfa": "two-step sign-in",
    "need not": "do not need to",
    "piece": "article",
    "pieces": "articles",
    "picture": "image",
    "pictures": "images",
    "put right": "fix, correct",
    "second factor": "two-step sign-in",
    "second step": "two-step sign-in",
    "secretary": "membership team",
    "somebody": "someone",
    "sorting words": "categories",
    "stand": "is shown, appears, is",
    "stands": "is shown, appears, is",
    "step aside": "hand over",
    "stepped aside": "handed over",
    "take back": "withdraw, cancel, undo",
    "taken back": "withdrawn, cancelled, undone",
    "told under": "published under",
    "urgent-help line": "helpline",
    "way on": "link",
    "way there": "how to get there",
    "ways on": "links",
    "whoever": "the person who, anyone who",
    "whom": "who",
    "wording": "text",
}

# Path and word (with wildcards), and why it is there.
ALLOWED = {
    "membership/pseudonyms.py:secretary": "a name that no member may take",
    "site/core/admin/branding.py:mail": "an icon",
    "site/mailqueue/viewset.py:mail": "an icon",
    "site/server/management/commands/serve.py:mail": "a process",
    "site/core/admin/staff_activity.py:picture": "Wagtail's profile picture",
    "site/styleguide/examples/components.py:picture": "a component",
    "site/mailqueue/models/email_templates.py:mail": "an icon",
    "site/users/mfa/authenticators.py:mfa": "allauth's name of the method",
}

TEXT_SUFFIXES = {".html", ".js", ".py"}
TEMPLATE_COMMENT = re.compile(r"\{#.*?#\}|\{% comment.*?endcomment %\}", re.DOTALL)
# Attributes and arguments of tags that are texts.
TEMPLATE_ATTRIBUTE = re.compile(
    r"""\b(?:alt|aria-label|content|heading|label|placeholder|title)=(["'])(.*?)\1""", re.DOTALL
)
# Text, in a group, and what is none: variables, tags, scripts and styles.
TEMPLATE_TEXT = re.compile(
    r"\{\{.*?\}\}|\{%.*?%\}|<(?:script|style)\b.*?</|<[^>]*>|([^<{]+)", re.DOTALL
)


def find_texts(path: Path, source: str) -> Iterator[tuple[str, int]]:
    """Each text of *source* that people may read, with its line."""
    if path.suffix == ".py":
        yield from _find_python_texts(source)
    elif path.suffix == ".js":
        for found in re.finditer(r"""(["'`])((?:(?!\1)[^\\\n]|\\.)*)\1""", source):
            yield found[2], source.count("\n", 0, found.start()) + 1
    elif path.suffix == ".html":
        bare = TEMPLATE_COMMENT.sub(lambda found: "\n" * found[0].count("\n"), source)
        for found in (*TEMPLATE_ATTRIBUTE.finditer(bare), *TEMPLATE_TEXT.finditer(bare)):
            yield (
                found[found.lastindex] if found.lastindex else "",
                bare.count("\n", 0, found.start()) + 1,
            )


def _find_python_texts(source: str) -> Iterator[tuple[str, int]]:
    tree = ast.parse(source)
    docstrings = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and id(node) not in docstrings:
            yield node.value, node.lineno


def find_problems(path: Path, source: str) -> list[str]:
    """A line for each text of *path* with a banned word or phrase."""
    phrases = "|".join(map(re.escape, sorted(BANNED, key=len, reverse=True)))
    pattern = re.compile(rf"(?<![\w./-])(?:{phrases})(?![\w/.-]*\w| server)", re.IGNORECASE)
    return [
        f"{path}:{line}: {found[0]}: instead use {_get_replacement(found[0])}"
        for text, line in find_texts(path, source)
        for found in pattern.finditer(text)
        if not any(fnmatch(f"{path}:{found[0]}", allowed) for allowed in ALLOWED)
    ]


def _get_replacement(phrase: str) -> str:
    return BANNED[phrase.lower()]


def test_our_texts_use_standard_terms() -> None:
    problems = []
    for path in get_files():
        # Tests quote texts of users, and names of tests have been checked above.
        if path.parts[0] != "tests" and (ROOT / path).exists() and path.suffix in TEXT_SUFFIXES:
            problems += find_problems(path, (ROOT / path).read_text())
    assert not problems, "\n".join(problems)


def test_allow_list_is_short_and_gives_reasons() -> None:
    assert len(ALLOWED) <= 15
    assert all(ALLOWED.values())


@pytest.mark.parametrize(
    ("path", "source", "phrase"),
    [
        ("a.py", 'label = "mended"', "mended"),
        ("a.py", 'f"{name} is Mended."', "Mended"),
        ("a.py", 'raise E("It was mended" " twice")', "mended"),
        ("a.html", "<p>\n  Mended.</p>", "Mended"),
        ("a.html", '{% include "a.html" with heading="Mended things" %}', "Mended"),
        ("a.html", '<a aria-label="Mended things">', "Mended"),
        ("a.html", "<p>Our e-mails</p>", "e-mails"),
        ("a.js", 'show("It was mended")', "mended"),
    ],
)
def test_the_check_finds_a_banned_word_in_a_text(path: str, source: str, phrase: str) -> None:
    assert [it.split(": ")[1] for it in find_problems(Path(path), source)] == [phrase]


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("a.py", '"""It was mended."""\nmended = 1  # mended'),
        ("a.py", '"Set a mail server"'),
        ("a.py", '"/mended/" "the-mended" "mended.html"'),
        ("a.html", '{# mended #}<p class="mended">{{ mended }}{% mended %}</p>'),
        ("a.html", "{% comment %}mended{% endcomment %}"),
        ("a.js", "mended(1) // mended"),
    ],
)
def test_the_check_passes_other_texts(path: str, source: str) -> None:
    assert find_problems(Path(path), source) == []
