"""Invented members, decisions on applications, and pages for members only."""

from typing import Any

# Email -> pseudonym, profession, whether it is shown, days since joining, state.
MEMBERS: dict[str, tuple[str, str, bool, int, str]] = {
    "member@example.org": ("Bramble", "Nursing", True, 240, "active"),
    "member2@example.org": ("Teasel", "Psychology", False, 90, "active"),
    "rook@example.org": ("Rook", "Social work", True, 400, "active"),
    "sedge@example.org": ("Sedge", "Psychiatry", False, 310, "break"),
    "linnet@example.org": ("Linnet", "Occupational therapy", True, 150, "active"),
    "yarrow@example.org": ("Yarrow", "Nursing", False, 60, "suspended"),
    "plover@example.org": ("Plover", "Psychology", True, 500, "ending"),
}
WHY_SUSPENDED = (
    "You passed on to somebody outside what another member had said at a meeting. We would like "
    "to talk with you about it before you come back."
)
ENDING_REASON = "You asked us by letter to end your membership."

# Earlier versions of two consent texts, to which some members agreed as well.
FORMER_GUIDELINES = (
    "How we look after each other, here and when we meet. What is said here stays here. You "
    "decide what you tell. We are peers."
)
FORMER_CONSENT = (
    "I agree that in2gr8mentalhealth keeps my e-mail address and my pseudonym for my membership."
)

# Decisions: application, decision, days ago, internal note and message to the applicant.
DECIDED: list[dict[str, Any]] = [
    {
        "days": 12,
        "email": "dunlin@example.org",
        "name": "Dunlin",
        "profession": "Psychology",
        "stage": "assistant",
        "kind": "asked",
        "acted": 9,
        "text": "Thank you for writing. You say that you are between two jobs: is your work, or "
        "was it, in mental health? A sentence is enough.",
        "answers": ["To read and to listen.", [], "England", "", "No, thank you", ""],
    },
    {
        "days": 8,
        "email": "siskin@example.org",
        "name": "",
        "profession": "Psychotherapy",
        "stage": "qualified",
        "kind": "approved",
        "acted": 2,
        "reason": "Meets both conditions.",
        "answers": [
            "A place where I need not choose which half of me comes in.",
            ["Meetings in person"],
            "England",
            "A hearing loop.",
            "Yes, please",
            "",
        ],
    },
    {
        "days": 20,
        "email": "gannet@example.org",
        "name": "Gannet",
        "profession": "Something else",
        "stage": "other",
        "kind": "declined",
        "acted": 14,
        "reason": "Works in sales, and looks for a service rather than for peers.",
        "text": "Thank you for your trust. Our members all work or train in mental health, which "
        "you do not, so this is not the right place. You wrote that you look for people to talk "
        "with: the helplines below are open to everybody, and your local Mind can tell you about "
        "groups near you.",
        "answers": ["Somebody to talk with.", [], "England", "", "No, thank you", ""],
    },
]
# Statistics of past months, the most recent last: applications, confirmed, approved, declined,
# days, joined, left.
MONTHS: list[tuple[int, ...]] = [
    (9, 8, 6, 1, 49, 6, 0),
    (12, 11, 9, 2, 66, 8, 1),
    (7, 6, 5, 0, 30, 5, 0),
    (15, 13, 10, 2, 84, 10, 2),
    (11, 10, 8, 1, 54, 8, 1),
    (6, 6, 5, 1, 36, 5, 0),
    (14, 12, 9, 3, 96, 9, 5),
    (10, 9, 7, 1, 56, 7, 1),
    (17, 15, 12, 2, 98, 11, 2),
    (8, 8, 6, 1, 42, 6, 1),
    (13, 11, 9, 1, 70, 9, 1),
]

SECTION: dict[str, Any] = {
    "slug": "for-members",
    "title": "Members’ pages",
    "introduction": "Pages that only members read. Please do not pass them on.",
}
PAGES: list[dict[str, Any]] = [
    {
        "slug": "notes-from-october",
        "title": "Notes from October: what we wish our managers knew",
        "introduction": "Two pages, and no names. Eleven of us talked, and these are the things "
        "that came up more than once.",
        "body": [
            (
                "rich_text",
                "<p>Tell us early what is going to change. A rota that moves by a day is a small "
                "thing to whoever writes it, and not to somebody whose sleep holds the rest "
                "together.</p><p>Ask once, and believe the answer. Being asked how we are by "
                "every person in turn is its own kind of work.</p><p>When one of us comes back, "
                "say that it is good to see them. Leave the rest to them.</p>",
            )
        ],
    },
    {
        "slug": "first-weeks",
        "title": "Your first weeks here",
        "introduction": "There is nothing that you have to do. Some find these few things useful.",
        "body": [
            (
                "rich_text",
                "<p>Read for a while before you say anything, if that suits you. Most of us "
                "did.</p><p>Come to a meeting online with your camera off, and leave when you "
                "like. Nobody remarks on it.</p><p>Take a break whenever you need one. It is a "
                "button, not a decision.</p>",
            )
        ],
    },
]
DOCUMENT = {
    "title": "How we look after each other, on one page",
    "text": """\
How we look after each other
In words for a tired evening.

- What is said here stays here, and so does who was here.
- You decide what you tell. Nobody asks for a diagnosis.
- We are peers: nobody is anybody's patient or clinician in this place.
- You may be silent, leave, and come back.
- If you need help now, ring a helpline. We are company, not a service.
""",
}
