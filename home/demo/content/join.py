"""Text and questions of the demo join page."""

from typing import Any

JOIN: dict[str, Any] = {
    "slug": "join",
    "title": "Join",
    "introduction": (
        "<p>We are a community of people who work in mental health and have been unwell ourselves. "
        "This page says who can join and what we promise. There is no hurry about any of it.</p>"
    ),
    "who_can_join": (
        "<p>You can join if both of these are true:</p><ul>"
        "<li>you work or train in mental health in the UK, or used to, in any profession and at "
        "any stage;</li>"
        "<li>you have lived through mental ill health yourself.</li></ul>"
        "<p>You decide what counts. It may have been long ago or be going on now; it may or may "
        "not have a name. We will never ask you to prove it.</p>"
        "<p>We will not ask for your diagnosis, your employer, your date of birth, a registration "
        "number, or any document.</p>"
    ),
    "what_happens_next": (
        "<ol>"
        "<li><b>You answer a few short questions.</b> You can check every answer before it is "
        "sent.</li>"
        "<li><b>You confirm your e-mail address.</b> A private address is wiser than one from "
        "work. Our message says nothing about us in its subject.</li>"
        "<li><b>The membership team reads your answers.</b> Nobody else does, and each time one of "
        "them opens your application that is written down.</li>"
        "<li><b>We answer.</b> If we are not the right place we say so kindly, with other places "
        "to try.</li>"
        "<li><b>You choose a name.</b> Other members know you by that name and by nothing "
        "else.</li></ol>"
        "<p>You will be able to withdraw at any point, without giving a reason.</p>"
    ),
    "closed": False,
    "closed_text": (
        "<p><b>Sign-up is closed for a while.</b> There are few of us who read applications, and "
        "we would rather be late than careless with what you tell us.</p>"
        '<p>Until we open again you are welcome to <a href="page:news">read what we write</a>, to '
        'use the <a href="page:resources">resources</a>, and to come to a <a '
        'href="page:meetings">meeting</a> that is open to all.</p>'
    ),
    "search_description": (
        "Who can join our community of mental health professionals with lived experience, what we "
        "will ask, and what we never ask."
    ),
}

# Six questions; the fields that are always shown are built into the form.
QUESTIONS: list[dict[str, Any]] = [
    {
        "label": "What would you like to find here?",
        "help_text": "A sentence or two. Please leave out anything medical, and anything "
        "about other people.",
        "field_type": "multiline",
        "required": True,
    },
    {
        "label": "Which of these would you come for?",
        "field_type": "checkboxes",
        "choices": "Meetings in person\nMeetings online\nThe members' board\nWriting\nResearch",
        "required": False,
    },
    {
        "label": "Which nation do you work in?",
        "field_type": "dropdown",
        "choices": "England\nNorthern Ireland\nScotland\nWales\nSomewhere else",
        "required": True,
        "purpose": "So that we know where to hold meetings.",
    },
    {
        "label": "Is there anything that would make it easier for you to take part?",
        "help_text": "Captions, step-free rooms, quiet, a time of day: whatever it is.",
        "field_type": "multiline",
        "required": False,
        "purpose": "So that we can arrange it. Only the membership team reads it.",
        "sensitive": True,
    },
    {
        "label": "May we tell you when a meeting is near you?",
        "field_type": "radio",
        "choices": "Yes, please\nNo, thank you",
        "required": True,
    },
    {
        "label": "How did you hear of us?",
        "field_type": "singleline",
        "required": False,
    },
]
