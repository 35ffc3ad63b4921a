"""Style guide examples of the components of the join form, in every state."""

from collections.abc import Iterator
from typing import Any

from membership.applications.form_state import FormToken
from membership.applications.forms import ApplicationForm, get_bound_form, get_empty_form
from membership.applications.summary import SummaryRow
from membership.models import JoinPage, JoinQuestion, QuestionType
from styleguide import PAGE, TEXT, Example
from styleguide.samples import HOSTILE, LONG_SENTENCE, LONG_WORD, SENTENCE, sample

CHOICES = f"A colleague\nSomething I read\n{LONG_SENTENCE[:120]}"
PROMISES = [("Who can read your answers", SENTENCE), ("How long we keep them", LONG_SENTENCE)]


def page(**fields: Any) -> JoinPage:
    """An unsaved join page with a question of each type."""
    shown = sample(JoinPage, "Join", who_can_join=f"<p>{SENTENCE}</p>", **fields)
    shown.questions = [
        question(kind, label=f"{kind.label}?", required=number % 2 == 0, help_text=SENTENCE)
        for number, kind in enumerate(QuestionType)
    ]
    return shown


def question(kind: QuestionType, **fields: Any) -> JoinQuestion:
    choices = CHOICES if kind.has_choices else ""
    return JoinQuestion(field_type=kind, choices=choices, purpose="So that we can tell.", **fields)


def _hostile_form() -> ApplicationForm:
    shown = page()
    kinds = (QuestionType.RADIO, QuestionType.CHECKBOX, QuestionType.MULTILINE)
    shown.questions = [
        question(kind, label=f"{HOSTILE} {kind}", help_text=f"{LONG_WORD} {HOSTILE}")
        for kind in kinds
    ]
    return get_empty_form(shown)


def examples() -> Iterator[Example]:
    for step in (1, 2, 3):
        yield _component("progress_steps", f"step {step}", step=step)
    yield _component("application_promises", "two", promises=PROMISES)
    yield _component(
        "application_promises", "hostile", promises=[(HOSTILE, HOSTILE), (LONG_WORD, LONG_WORD)]
    )
    rows = [
        SummaryRow("id_name", SENTENCE, ["Robin"]),
        SummaryRow("id_a", LONG_SENTENCE, ["One", "Two\n  more"]),
    ]
    odd = [SummaryRow("id_b", "Left empty", []), SummaryRow("id_c", HOSTILE, [HOSTILE, LONG_WORD])]
    yield _component("answer_summary", "with links to change them", rows=rows + odd, change=True)
    yield _component("answer_summary", "read only", rows=rows + odd)
    for state, consent_text in {
        "default": SENTENCE,
        "long": LONG_SENTENCE,
        "hostile": HOSTILE,
    }.items():
        yield _component("consent", state, consent_text=consent_text)
    yield _component(
        "consent", "sent without agreement", consent_text=SENTENCE, consent_missing=True
    )


def questions() -> Iterator[Example]:
    empty, wrong = (
        get_empty_form(page()),
        get_bound_form(page(), {"email": ["x"]}, FormToken.create()),
    )
    for state, form in {"": empty, ", not answered": wrong, ", hostile": _hostile_form()}.items():
        for field in (*form.custom_questions, form["stage"], form["eligible"]):
            kind = field.widget_type
            yield _component("question", f"{kind}{state}", TEXT, field=field)
    shown = {"page": page(), "form": wrong}
    yield Example(
        "membership/applications/application_form.html", "sent with something missing", shown
    )
    yield Example(
        "membership/applications/about_joining.html",
        "one part",
        {"page": page(), "css_class": "stack"},
    )


def _component(name: str, state: str, width: str = PAGE, **context: Any) -> Example:
    return Example(f"components/{name}.html", state, context, width)
