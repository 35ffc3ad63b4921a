"""Form data that a browser submits when an editor edits the join page."""

from typing import Any

from django.test import Client
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from membership.models import JoinPage

RICH = ("introduction", "who_can_join", "what_happens_next", "closed_text", "thank_you")
PLAIN = (
    "email_help",
    "name_help",
    "eligibility_statement",
    "questions_heading",
    "consent_text",
    "not_stored_notice",
    "before_sending",
    "privacy_readers",
    "privacy_retention",
    "privacy_never_asked",
    "privacy_withdrawal",
)


def question(label: str, **fields: Any) -> dict[str, Any]:
    """Form data of one question in the admin."""
    blank = {"help_text": "", "field_type": "singleline", "choices": "", "purpose": ""}
    return {"label": label, **blank, **fields}


def form(*questions: dict[str, Any], initial: int = 0, **fields: Any) -> dict[str, Any]:
    """Form data of the whole page, with the default texts of a new join page."""
    born = JoinPage()
    text = {name: getattr(born, name) for name in PLAIN}
    rich = {name: rich_text(f"<p>Words of {name}.</p>") for name in RICH}
    own = {"title": "Join us", "slug": "join", "seo_title": "", "search_description": ""}
    formsets = {
        "questions": inline_formset(list(questions), initial=initial),
        "comments": inline_formset([]),
    }
    return nested_form_data({**own, **text, **rich, **formsets, **fields})


def errors_of(answer: Any) -> dict[str, Any]:
    """Form errors by field; those of questions as a list."""
    assert answer.status_code == 200
    page_form = answer.context["form"]
    question_errors = [item.errors for item in page_form.formsets["questions"].forms]
    return {**page_form.errors, **({"questions": question_errors} if any(question_errors) else {})}


def publish(desk: Client, address: str, *questions: dict[str, Any], **fields: Any) -> JoinPage:
    """Submit the form with "publish"; it must be accepted."""
    answer = desk.post(address, {**form(*questions, **fields), "action-publish": "1"})
    assert answer.status_code == 302, errors_of(answer)
    return JoinPage.objects.get()
