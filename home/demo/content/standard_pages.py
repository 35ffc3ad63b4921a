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
                "thirty years, some have stopped. What we share is that we have sat in both "
                "chairs: the one for the professional, and the one across from it.</p>"
                "<p>Services keep those two apart. There is often good reason to. But it leaves a "
                "person with half of what they know in each pocket, and nobody to tell. We began "
                "because two or three of us told each other, and it helped.</p>"
            ),
        ),
        (
            "image",
            {
                "image": "woven-threads",
                "alt": "Threads in two colours run side by side, and cross where they meet.",
                "caption": "Threads from two sides make cloth only where they cross.",
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
                            "tell."
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
                            "Guides, books, people and places that members have found to be good."
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
                "not a regulator or a union, and cannot speak for you to an employer. We are not "
                'there at every hour: if you need someone now, <a href="page:urgent-help">these '
                "people are</a>.</p>"
            ),
        ),
        ("heading", {"text": "Who looks after what", "level": "h2"}),
        (
            "people",
            {
                "people": [
                    {
                        "name": "Larch",
                        "role": "These pages",
                        "text": (
                            "A mental health nurse. Asks writers what they would rather leave out, "
                            "and then leaves it out."
                        ),
                    },
                    {
                        "name": "Sorrel",
                        "role": "Meetings",
                        "text": (
                            "An occupational therapist. Finds rooms with windows, and is the "
                            "person to ask about access."
                        ),
                    },
                    {
                        "name": "Wren",
                        "role": "Research and training",
                        "text": (
                            "A clinical psychologist in training. Keeps the research group small "
                            "and the questions short."
                        ),
                    },
                ]
            },
        ),
        (
            "rich_text",
            (
                "<p>These are chosen names. We all use one here, so that nobody has to explain why "
                "they do.</p>"
            ),
        ),
        ("heading", {"text": "How we decide", "level": "h2"}),
        (
            "rich_text",
            (
                '<p>Members agree the <a href="page:guidelines">community guidelines</a> together '
                "and look at them again each year. Everything written here is read by two members "
                "before it goes out. Nobody is paid, nothing is for sale, and no company supports "
                "us.</p>"
            ),
        ),
        (
            "join_call",
            {
                "heading": "Could this be you?",
                "text": (
                    "If you work or train in mental health in the UK, and have been unwell "
                    "yourself, it could."
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
    "title": "Write to us",
    "introduction": "A message reaches two volunteers, who usually answer within a week.",
    "body": [
        (
            "callout",
            {
                "tone": "care",
                "title": "We are not a crisis service",
                "text": (
                    "<p>We do not read messages at night or every day. If you need someone now, "
                    'please use <a href="page:urgent-help">urgent help</a>.</p>'
                ),
            },
        ),
        (
            "rich_text",
            (
                "<p>A private address is wiser than one from work. E-mail passes through other "
                "people’s computers, so please leave out details of your health and anything about "
                "other people. You can use any name. We delete messages once they are answered and "
                "nothing more has to be done.</p>"
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
                            "<p>Thank you. Tell us the page and what you found. For help lines we "
                            "look the same day we read it.</p>"
                        ),
                    },
                    {
                        "question": "I would like to write for you",
                        "answer": (
                            "<p>Send two or three sentences about it, not the whole piece. Two of "
                            "us read it, and we agree together which name stands under it and what "
                            'is left out. Our <a href="page:guidelines">guidelines</a> say how we '
                            "write about hard things.</p>"
                        ),
                    },
                    {
                        "question": "I need something to be able to read or take part",
                        "answer": (
                            "<p>Say what would help; you need not say why. The <a "
                            'href="page:accessibility">accessibility page</a> lists what we know '
                            "already.</p>"
                        ),
                    },
                    {
                        "question": "I am a journalist or a researcher",
                        "answer": (
                            "<p>Two of us are glad to talk about the community. We do not pass on "
                            "names, look for people to be interviewed, or say whether anyone is a "
                            "member.</p>"
                        ),
                    },
                    {
                        "question": "Is a certain person a member?",
                        "answer": (
                            "<p>We give the same answer to everyone: we never say who is a member, "
                            "and we never say who is not.</p>"
                        ),
                    },
                ]
            },
        ),
    ],
    "search_description": (
        "How to write to in2gr8mentalhealth: corrections, access needs, writing for us, and "
        "questions from journalists and researchers."
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
