"""Text and questions of the demo join page."""

from typing import Any

JOIN: dict[str, Any] = {
    "slug": "join",
    "title": "Join",
    "introduction": (
        "<p>We are a community of people who work in mental health and have been unwell ourselves. "
        "This page explains who can join and what we promise. Take your time.</p>"
    ),
    "who_can_join": (
        "<p>You can join if both of these are true:</p><ul><li>you work or train in mental health "
        "in the UK, or used to, in any profession and at any stage</li><li>you have lived through "
        "mental ill health yourself</li></ul><p>You decide what counts. It can be in the past or "
        "now, with or without a diagnosis. We will never ask you to prove it.</p><p>We will not "
        "ask for your diagnosis, your employer, your date of birth, a registration number or any "
        "documents.</p>"
    ),
    "what_happens_next": (
        "<ol><li><b>You answer a few short questions.</b> You can check every answer before it is "
        "sent.</li><li><b>You confirm your email address.</b> Use a personal address, not a work "
        "one. Our email does not mention what we do in the subject line.</li><li><b>The membership "
        "team reads your answers.</b> Only they and the people who run the site’s computers can "
        "open them.</li><li><b>We answer.</b> If we are not the right "
        "place for you, we will tell you kindly and suggest other support.</li><li><b>You choose a "
        "pseudonym.</b> This is the only name other members see.</li></ol><p>You can withdraw at "
        "any time without giving a reason.</p>"
    ),
    "closed": False,
    "closed_text": (
        "<p><b>Applications are closed for now.</b> Only a few of us read applications, and we "
        "want to take care with what you tell us.</p><p>Until we open again, you can <a "
        'href="page:news">read our news</a> and use the <a href="page:resources">resources</a>. '
        'You can also come to a <a href="page:meetings">meeting</a> that is open to all.</p>'
    ),
    "search_description": (
        "Who can join our community of mental health professionals with lived experience, what we "
        "ask and what we never ask."
    ),
}

# Six questions; the fields that are always shown are built into the form.
QUESTIONS: list[dict[str, Any]] = [
    {
        "label": "What would you like to find here?",
        "help_text": "A sentence or two. Leave out anything medical and anything about other "
        "people.",
        "field_type": "multiline",
        "required": True,
    },
    {
        "label": "What are you interested in?",
        "field_type": "checkboxes",
        "choices": "Meetings in person\nMeetings online\nMembers’ pages\nWriting\nResearch",
        "required": False,
    },
    {
        "label": "Which nation do you work in?",
        "field_type": "dropdown",
        "choices": "England\nNorthern Ireland\nScotland\nWales\nSomewhere else",
        "required": True,
        "purpose": "To help us decide where to hold meetings.",
    },
    {
        "label": "Is there anything that would make it easier for you to take part?",
        "help_text": "For example captions, step-free rooms, a quiet space or a time of day.",
        "field_type": "multiline",
        "required": False,
        "purpose": "So that we can arrange it.",
        "sensitive": True,
    },
    {
        "label": "Would you like a meeting near you?",
        "field_type": "radio",
        "choices": "Yes, please\nNo, thank you",
        "required": True,
    },
    {
        "label": "How did you hear about us?",
        "field_type": "singleline",
        "required": False,
    },
]
