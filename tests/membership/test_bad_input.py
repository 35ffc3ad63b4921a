"""Hostile input is stored unchanged or returned with errors, never a server error."""

from typing import Any

import pytest
from django.utils.html import escape
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from membership.applications.form_state import FormState, FormToken
from membership.applications.forms import MAX_LINE_LENGTH, ApplicationForm, get_bound_form
from membership.applications.status_views import EmailForm
from membership.models import Application, JoinPage
from tests.factories import ApplicationFactory, open_join_page
from tests.membership.applicant import VALUES, Applicant
from tests.membership.hostile_strings import HOSTILE_STRINGS, KINDS

pytestmark = [pytest.mark.database, pytest.mark.django_db]
# Number of strings per type of field that are submitted in one form.
BATCH_SIZE = 100
LINE, LINES = "singleline", "multiline"


def open_page_with_questions(home: Any, number: int) -> JoinPage:
    """A join page with *number* single-line and as many multi-line questions."""
    kinds = [(LINE, "Line"), (LINES, "Lines")]
    questions = [
        {"label": f"{label} {n}", "field_type": kind}
        for n in range(number)
        for kind, label in kinds
    ]
    return open_join_page(home, *questions)


@pytest.fixture
def page(home: Any) -> JoinPage:
    return open_join_page(
        home, {"label": "Line", "field_type": LINE}, {"label": "Lines", "field_type": LINES}
    )


def build_form(page: JoinPage, **values: str) -> ApplicationForm:
    known = {name: [value] for name, value in {**VALUES, **values}.items()}
    return get_bound_form(page, known, FormToken.create())


def is_taken(text: str, max_length: int) -> bool:
    return "\x00" not in text and len(text) <= max_length


def as_stored(text: str) -> str:
    """White space only counts as no answer."""
    return text if text.strip() else ""


def test_hostile_strings_cover_many_kinds() -> None:
    assert len(HOSTILE_STRINGS) == len(set(HOSTILE_STRINGS)) >= 520
    assert len(KINDS) >= 20
    assert sum(is_taken(text, MAX_LINE_LENGTH) for text in HOSTILE_STRINGS) > 700


def test_too_long_or_null_answer_shows_error(home: Any) -> None:
    label = "100 % sure?"
    page = open_join_page(home, {"label": label, "field_type": LINE})
    for typed, text in (
        ("x" * 256, f"“{label}” must be 255 characters or fewer"),
        ("a\0b", f"“{label}” contains a character we cannot store. Remove it and try again."),
    ):
        form = build_form(page, q_100_sure=typed)
        assert form.errors == {"q_100_sure": [text]}


def test_hostile_strings_are_stored_unchanged(home: Any) -> None:
    open_page_with_questions(home, BATCH_SIZE)
    taken = [text for text in HOSTILE_STRINGS if is_taken(text, MAX_LINE_LENGTH)]
    for start in range(0, len(taken), BATCH_SIZE):
        strings = taken[start : start + BATCH_SIZE]
        sent = {f"q_line_{n}": text for n, text in enumerate(strings)}
        sent |= {f"q_lines_{n}": text for n, text in enumerate(strings)}
        applicant = Applicant(**sent)
        shown = applicant.check()
        assert "There is a problem" not in shown
        # The page returns it unchanged and escaped.
        assert [text for text in strings if escape(as_stored(text)) not in shown] == []
        form = applicant.change()
        assert [text for text in strings if escape(text) not in form] == []
        applicant.check()
        assert applicant.send().status_code == 303
        stored = [answer["answer"] for answer in Application.objects.latest("pk").answers]
        wanted = [as_stored(text) for text in strings for _ in range(2)]
        assert stored[: len(wanted)] == wanted


def test_rejected_strings_are_returned_with_errors(home: Any) -> None:
    refused = [text for text in HOSTILE_STRINGS if not is_taken(text, MAX_LINE_LENGTH)]
    refused += ["x" * (MAX_LINE_LENGTH + 1), "\x00" * 3]
    open_page_with_questions(home, len(refused))
    shown = Applicant(**{f"q_line_{n}": text for n, text in enumerate(refused)}).check()
    assert "There is a problem" in shown
    assert [n for n in range(len(refused)) if f'href="#id_q_line_{n}"' not in shown] == []
    assert [text for text in refused if escape(text) not in shown] == []
    assert not Application.objects.exists()


def test_hostile_names_are_stored_unchanged(page: JoinPage) -> None:
    row = ApplicationFactory()
    for text in HOSTILE_STRINGS:
        form = build_form(page, name=text)
        assert form.is_valid() == is_taken(text, 100), form.errors
        if not form.is_valid():
            assert [*form.errors] == ["name"]
            assert form["name"].value() == text
            assert escape(text) in str(form["name"])
            continue
        state = FormState.create(token=form.token, consent=1, values=form.values)
        again = get_bound_form(page, FormState.from_token(state.to_token()).values, form.token)
        assert again.is_valid()
        row.name = again.cleaned_data["name"]
        row.save()
        assert Application.objects.get(pk=row.pk).name == as_stored(text)


def test_invalid_emails_are_returned_with_errors(page: JoinPage) -> None:
    for text in HOSTILE_STRINGS:
        for form in (build_form(page, email=text), EmailForm({"email": text}, label_suffix="")):
            assert [*form.errors] == ["email"], text
            assert form["email"].value() == text
            assert escape(text) in str(form["email"]) or not text
            assert form.errors["email"][0].startswith(
                ("Enter an email address", "“Email address”", "Email address", "Enter your email")
            )
        # It may be a valid local part: accepted unchanged, or refused.
        form = build_form(page, email=f"{text}@example.org")
        assert form.is_valid() or [*form.errors] == ["email"]
        if form.is_valid():
            assert form.cleaned_data["email"] == f"{text}@example.org".strip()


def test_invalid_choices_are_rejected(page: JoinPage) -> None:
    for text in HOSTILE_STRINGS:
        for name in ("profession", "stage"):
            assert [*build_form(page, **{name: text}).errors] == [name], text


# Few examples: each is a whole form, and the strings above are many.
FAST = settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
NAMES = st.sampled_from([*VALUES, "q_line", "q_lines", "unknown", ""]) | st.text(max_size=5)
SENT = st.dictionaries(NAMES, st.lists(st.text(max_size=40), max_size=3), max_size=8)


@FAST
@given(sent=SENT)
def test_form_handles_arbitrary_data(page: JoinPage, sent: dict[str, Any]) -> None:
    form = get_bound_form(
        page, {**{name: [value] for name, value in VALUES.items()}, **sent}, FormToken.create()
    )
    assert form.is_valid() != bool(form.errors)
    assert all(form.values[name] == list(sent[name]) for name in form.values if name in sent)
    state = FormState.create(token=form.token, consent=1, values=form.values)
    assert FormState.from_token(state.to_token()) == state


@FAST
@given(line=st.text(max_size=MAX_LINE_LENGTH), lines=st.text(max_size=400))
def test_arbitrary_text_is_stored_or_rejected(page: JoinPage, line: str, lines: str) -> None:
    form = build_form(page, q_line=line, q_lines=lines)
    assert form.is_valid() == ("\x00" not in line + lines)
    if form.is_valid():
        row = ApplicationFactory(answers=form.answers)
        stored = [answer["answer"] for answer in Application.objects.get(pk=row.pk).answers]
        assert stored == [as_stored(line), as_stored(lines)]
