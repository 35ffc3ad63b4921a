"""Words out of pages."""

import pytest

from core.text import plain_text, reading_minutes, sentences, stem, stems_in, words_in


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("", ""),
        ("<p>One.</p><p>Two.</p>", "One. Two."),
        ("<ul><li>tea</li><li>cake</li></ul>", "tea cake"),
        ("a<br>b<br/>c", "a b c"),
        ("<b>well</b>-being", "well-being"),
        ("Tom &amp; Ann&nbsp;&lt;3", "Tom & Ann <3"),
        ("<table><tr><th>Time</th><td>6pm</td></tr></table>", "Time 6pm"),
        ("  far \n\t apart  ", "far apart"),
    ],
)
def test_plain_text_keeps_the_words_and_their_order(markup, words):
    assert plain_text(markup) == words


def test_plain_text_keeps_no_tag():
    assert "<" not in plain_text('<p onclick="x()">Hello <img src="a.png"> there</p>')


@pytest.mark.parametrize(
    ("word", "other"),
    [("meetings", "meeting"), ("Caring", "care"), ("supervised", "supervising")],
)
def test_forms_of_a_word_share_a_stem(word, other):
    assert stem(word) == stem(other)


@pytest.mark.parametrize(("word", "other"), [("news", "new"), ("nurse", "nursery")])
def test_different_words_keep_different_stems(word, other):
    assert stem(word) != stem(other)


def test_words_are_told_in_lower_case_and_without_signs():
    assert words_in("Don’t panic: 2 chairs_here!") == ["don't", "panic", "2", "chairs", "here"]


def test_stems_stand_in_the_order_of_their_words():
    assert stems_in("Meetings and members") == ["meet", "and", "member"]


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (1, 1), (220, 1), (221, 2), (2200, 10)])
def test_reading_takes_a_minute_for_220_words_begun(words, minutes):
    assert reading_minutes("word " * words) == minutes


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        ([], ""),
        (["Company", "Peer meetings."], "Company. Peer meetings."),
        (["Who are you?", "A nurse", "Yes"], "Who are you? A nurse. Yes"),
        (["“Be kind.”", "Larch"], "“Be kind.” Larch"),
    ],
)
def test_headings_do_not_run_into_the_sentences_below_them(parts: list[str], whole: str) -> None:
    assert sentences(parts) == whole
