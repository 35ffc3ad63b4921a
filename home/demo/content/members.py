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
    "You told someone outside the community what another member said at a meeting. We would like "
    "to talk to you about this before you come back."
)
ENDING_REASON = "You asked us by letter to end your membership."

# Earlier versions of two consent texts, to which some members agreed as well.
FORMER_GUIDELINES = (
    "How we look after each other, on this site and when we meet. What is said here stays here. "
    "You decide what you share. We are peers."
)
FORMER_CONSENT = (
    "I agree that in2gr8mentalhealth keeps my email address and my pseudonym for my membership."
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
        "text": "Thank you for applying. You say that you are between jobs. Do you work in mental "
        "health, or did you before? One sentence is enough.",
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
            "A place where I do not have to choose which half of me to show.",
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
        "reason": "Works in sales and is looking for a service rather than peers.",
        "text": "Thank you for telling us about yourself. All our members work or train in mental "
        "health. As you do not, this is not the right community for you. You wrote that you would "
        "like someone to talk to. Anyone can call the helplines below, and your local Mind can "
        "tell you about groups near you.",
        "answers": ["Someone to talk to.", [], "England", "", "No, thank you", ""],
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
    "introduction": "Only members can read these pages. Do not share them.",
}
PAGES: list[dict[str, Any]] = [
    {
        "slug": "notes-from-october",
        "title": "Notes from October: what we wish our managers knew",
        "introduction": "Eleven of us talked. These are the things that came up more than once, "
        "without names.",
        "body": [
            (
                "rich_text",
                "<p>Tell us early what is going to change. Moving a shift by a day may seem small "
                "to the person who writes the rota. It is not small for someone who depends on "
                "regular sleep.</p><p>Ask once, and believe the answer. It is tiring to be asked "
                "how we are by one person after another.</p><p>When one of us comes back, say that "
                "it is good to see them. Let them decide whether to say more.</p>",
            )
        ],
    },
    {
        "slug": "first-weeks",
        "title": "Your first weeks here",
        "introduction": "There is nothing you have to do. Some of us found these things useful.",
        "body": [
            (
                "rich_text",
                "<p>Read for a while before you say anything, if that suits you. Most of us "
                "did.</p><p>Come to a meeting online with your camera off, and leave when you "
                "like. Nobody will comment on it.</p><p>Take a break from your membership whenever "
                "you need one. You can do it yourself in your settings.</p>",
            )
        ],
    },
]
DOCUMENT = {
    "title": "How we look after each other, on one page",
    "text": """\
How we look after each other
A short version for when you are tired.

- What is said here stays here, and so does who was here.
- You decide what you share. Nobody asks for a diagnosis.
- We are peers. Nobody is anyone else’s patient or clinician here.
- You can stay silent, leave and come back.
- If you need help now, call a helpline. We are not a crisis service.
""",
}
