"""Invented applications that no decision has been made on."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from membership.applications.answers import build_answers, get_field_name
from membership.models import Application, ConsentText, JoinPage
from privacy.models import RetentionSettings

# Days since it was sent, email, name, profession, career stage and answers.
APPLICATIONS: list[dict[str, Any]] = [
    {
        "days": 6,
        "email": "heron@example.org",
        "name": "Heron",
        "profession": "Nursing",
        "stage": "qualified",
        "answers": [
            "Other people who know what a ward round is like for a patient.",
            ["Meetings online", "Members’ pages"],
            "Scotland",
            "",
            "Yes, please",
            "A colleague sent me a link to one of your articles.",
        ],
    },
    {
        "days": 3,
        "email": "a.person@example.org",
        "name": "",
        "profession": "Psychology",
        "stage": "trainee",
        "answers": [
            "I would like to read for a while first.",
            [],
            "England",
            "Captions, please, and an agenda in advance.",
            "No, thank you",
            "",
        ],
    },
    {
        "days": 1,
        "email": "wren@example.org",
        "name": "Wren",
        "profession": "Social work",
        "stage": "assistant",
        "answers": [
            "People to talk to, after a long time of not saying anything.",
            ["Meetings in person", "Writing"],
            "Wales",
            "",
            "Yes, please",
            "From a web search.",
        ],
    },
    {
        "days": 0,
        "is_confirmed": False,
        "email": "someone@example.org",
        "name": "Someone",
        "profession": "Occupational therapy",
        "stage": "aspiring",
        "answers": ["Meeting others like me.", [], "Northern Ireland", "", "No, thank you", ""],
    },
]


def create_applications(page: JoinPage) -> None:
    """Create the applications as if they had been sent with the form of *page*."""
    consent = ConsentText.objects.get_or_create_version(
        ConsentText.ConsentType.APPLICATION, page.consent_text
    )
    # The consent text must be older than any agreement to it.
    consent.since = timezone.now() - timedelta(days=30)
    consent.save()
    for known in APPLICATIONS:
        create_application(page, **known)


def create_application(
    page: JoinPage,
    *,
    days: int,
    answers: list[Any],
    is_confirmed: bool = True,
    **fields: Any,
) -> Application:
    """Create an application sent *days* ago with the form of *page*."""
    consent = ConsentText.objects.get_or_create_version(
        ConsentText.ConsentType.APPLICATION, page.consent_text
    )
    sent = timezone.now() - timedelta(days=days)
    questions = list(page.questions.all())
    retention = timedelta(days=RetentionSettings.load().unconfirmed_days)
    states = Application.State
    return Application.objects.create(
        state=states.WAITING if is_confirmed else states.UNCONFIRMED,
        sent_at=sent,
        consented_at=sent,
        confirmed_at=sent + timedelta(minutes=20) if is_confirmed else None,
        purge_on=None if is_confirmed else timezone.localdate() + retention,
        consent=consent,
        eligibility=page.eligibility_statement,
        answers=build_answers(questions, dict(zip(_names(questions), answers, strict=True))),
        **fields,
    )


def _names(questions: list[Any]) -> list[str]:
    return [get_field_name(question) for question in questions]
