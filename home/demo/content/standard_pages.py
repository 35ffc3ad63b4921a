"""Standard pages of the demo site, and its pages about the organisation and contact."""

from typing import Any

from .standard_pages_care import GUIDELINES, URGENT_HELP
from .standard_pages_policies import ACCESSIBILITY, PRIVACY

ABOUT: dict[str, Any] = {
    "slug": "about",
    "title": "About us",
    "introduction": (
        "A community of people who work in mental health and have been unwell themselves."
    ),
    "body": [
        (
            "rich_text",
            (
                "<p>We are psychologists, nurses, psychiatrists, therapists, occupational "
                "therapists and social workers. Some of us are in training, some have worked for "
                "thirty years, some have stopped. What we share is that we have helped others and "
                "needed help ourselves.</p><p>Services usually keep those two apart, often for "
                "good reason. But that can leave half of what a person knows unsaid. We began "
                "because two or three of us told each other, and it helped.</p>"
            ),
        ),
        (
            "image",
            {
                "image": "woven-threads",
                "alt": "Threads in two colours run side by side and cross in the middle.",
                "caption": "Two kinds of thread, woven together.",
            },
        ),
        ("heading", {"text": "What we do", "level": "h2"}),
        (
            "link_cards",
            {
                "cards": [
                    {
                        "title": "We write",
                        "text": (
                            "News, opinion, reports, and stories that some of us have chosen to "
                            "share."
                        ),
                        "page": "news",
                        "url": "",
                    },
                    {
                        "title": "We meet",
                        "text": (
                            "In person and online, about once a month, in groups small enough to "
                            "hear each other."
                        ),
                        "page": "meetings",
                        "url": "",
                    },
                    {
                        "title": "We collect",
                        "text": (
                            "Guides, books, organisations and helplines that members have found "
                            "useful."
                        ),
                        "page": "resources",
                        "url": "",
                    },
                ]
            },
        ),
        ("heading", {"text": "What we are not", "level": "h2"}),
        (
            "rich_text",
            (
                "<p>We are not a service, and we do not give therapy or clinical advice. We are "
                "not a regulator or a union, and we cannot speak to an employer for you. We are "
                'not available at all hours, but <a href="page:urgent-help">these services '
                "are</a>.</p>"
            ),
        ),
        ("heading", {"text": "Who does what", "level": "h2"}),
        (
            "people",
            {
                "people": [
                    {
                        "name": "Larch",
                        "role": "News",
                        "text": (
                            "A mental health nurse. Asks writers what they would rather leave out, "
                            "then leaves it out."
                        ),
                    },
                    {
                        "name": "Sorrel",
                        "role": "Meetings",
                        "text": (
                            "An occupational therapist. Finds rooms with windows and answers "
                            "questions about accessibility."
                        ),
                    },
                    {
                        "name": "Wren",
                        "role": "Research and training",
                        "text": (
                            "A trainee clinical psychologist. Keeps the research group small and "
                            "the questions short."
                        ),
                    },
                ]
            },
        ),
        (
            "rich_text",
            ("<p>These are pseudonyms. We all use one, so nobody has to explain why.</p>"),
        ),
        ("heading", {"text": "How we decide", "level": "h2"}),
        (
            "rich_text",
            (
                '<p>Members agree the <a href="page:guidelines">community guidelines</a> together '
                "and review them each year. Two members read every article before we publish it. "
                "Nobody is paid, nothing is for sale and no company supports us.</p>"
            ),
        ),
        (
            "join_call",
            {
                "heading": "Could this be you?",
                "text": (
                    "If you work or train in mental health in the UK and have been unwell "
                    "yourself, you can join."
                ),
                "label": "Who can join",
                "page": "join",
            },
        ),
    ],
    "search_description": (
        "Who we are: a UK community of mental health professionals who have lived through mental "
        "ill health, what we do, and what we are not."
    ),
}

CONTACT: dict[str, Any] = {
    "slug": "contact",
    "title": "Contact us",
    "introduction": "Two volunteers read your messages and usually answer within a week.",
    "body": [
        (
            "callout",
            {
                "tone": "care",
                "title": "We are not a crisis service",
                "text": (
                    "<p>We do not read messages every day, or at night. If you need help now, use "
                    '<a href="page:urgent-help">urgent help</a>.</p>'
                ),
            },
        ),
        (
            "rich_text",
            (
                "<p>Use a personal email address, not a work one. Email is not fully private, so "
                "leave out details of your health and anything about other people. You can use any "
                "name. We delete messages once we have answered them and there is nothing more to "
                "do.</p>"
            ),
        ),
        ("heading", {"text": "What people write about", "level": "h2"}),
        (
            "questions",
            {
                "items": [
                    {
                        "question": "Something on the site is wrong or out of date",
                        "answer": (
                            "<p>Thank you. Tell us which page it is and what you found. If it is "
                            "about a helpline, we check it on the day we read your message.</p>"
                        ),
                    },
                    {
                        "question": "I would like to write for you",
                        "answer": (
                            "<p>Send us two or three sentences about your idea, not the whole "
                            "article. Two of us will read it. We will agree with you what name to "
                            "publish it under and what to leave out. Our <a "
                            'href="page:guidelines">guidelines</a> say how we write about '
                            "difficult subjects.</p>"
                        ),
                    },
                    {
                        "question": "I need a change so that I can read or take part",
                        "answer": (
                            "<p>Tell us what would help. You do not need to say why. The <a "
                            'href="page:accessibility">accessibility page</a> lists what we '
                            "already know.</p>"
                        ),
                    },
                    {
                        "question": "I am a journalist or a researcher",
                        "answer": (
                            "<p>Two of us are happy to talk about the community. We do not give "
                            "out names, find people to interview or say whether anyone is a "
                            "member.</p>"
                        ),
                    },
                    {
                        "question": "Is someone I know a member?",
                        "answer": (
                            "<p>We give everyone the same answer. We never say who is a member or "
                            "who is not.</p>"
                        ),
                    },
                ]
            },
        ),
    ],
    "search_description": (
        "How to contact in2gr8mentalhealth about corrections, accessibility and writing for us, or "
        "as a journalist or researcher."
    ),
}

STANDARD_PAGES: list[dict[str, Any]] = [
    ABOUT,
    URGENT_HELP,
    PRIVACY,
    ACCESSIBILITY,
    GUIDELINES,
    CONTACT,
]
