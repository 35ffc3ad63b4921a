"""Text extraction, tokenising and stemming."""

import pytest

from core.text import get_reading_minutes, join_sentences, stem, stem_all, strip_markup, tokenise


def test_strip_markup_keeps_text_in_order(subtests):
    cases = [
        ("", ""),
        ("<p>One.</p><p>Two.</p>", "One. Two."),
        ("<ul><li>tea</li><li>cake</li></ul>", "tea cake"),
        ("a<br>b<br/>c", "a b c"),
        ("<b>well</b>-being", "well-being"),
        ("Tom &amp; Ann&nbsp;&lt;3", "Tom & Ann <3"),
        ("<table><tr><th>Time</th><td>6pm</td></tr></table>", "Time 6pm"),
        ("  far \n\t apart  ", "far apart"),
    ]
    for markup, text in cases:
        with subtests.test(markup=markup, text=text):
            assert strip_markup(markup) == text


def test_strip_markup_removes_tags():
    assert "<" not in strip_markup('<p onclick="x()">Hello <img src="a.png"> there</p>')


def test_stem_is_shared_by_inflected_forms(subtests):
    for word, other in (("meetings", "meeting"), ("Caring", "care"), ("supervised", "supervising")):
        with subtests.test(word=word, other=other):
            assert stem(word) == stem(other)


def test_stem_differs_for_unrelated_tokens(subtests):
    for word, other in (("news", "new"), ("nurse", "nursery")):
        with subtests.test(word=word, other=other):
            assert stem(word) != stem(other)


def test_tokenise_lowercases_and_drops_punctuation():
    assert tokenise("Don’t panic: 2 chairs_here!") == ["don't", "panic", "2", "chairs", "here"]


def test_stem_all_keeps_order():
    assert stem_all("Meetings and members") == ["meet", "and", "member"]


def test_get_reading_minutes_rounds_up(subtests):
    for count, minutes in ((0, 1), (1, 1), (220, 1), (221, 2), (2200, 10)):
        with subtests.test(count=count, minutes=minutes):
            assert get_reading_minutes("word " * count) == minutes


def test_join_sentences_ends_headings(subtests: pytest.Subtests) -> None:
    cases = [
        ([], ""),
        (["Company", "Peer meetings."], "Company. Peer meetings."),
        (["Who are you?", "A nurse", "Yes"], "Who are you? A nurse. Yes"),
        (["“Be kind.”", "Larch"], "“Be kind.” Larch"),
    ]
    for parts, whole in cases:
        with subtests.test(parts=parts, whole=whole):
            assert join_sentences(parts) == whole
