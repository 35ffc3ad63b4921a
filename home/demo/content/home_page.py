"""Content of the demo home page. Internal links name the slug of another demo page."""

from typing import Any

HOME: dict[str, Any] = {
    "title": "Home",
    "heading": "If you work in mental health and have been unwell yourself, you belong here.",
    "introduction": (
        "We are psychologists, nurses, psychiatrists, therapists and social workers, in training "
        "or long qualified. We meet, write and support each other."
    ),
    "primary_label": "How to join",
    "primary_page": "join",
    "secondary_label": "Read our news",
    "secondary_page": "news",
    "sections": [
        ("next_meetings", {"heading": "Next meeting", "count": 1}),
        ("latest_news", {"heading": "Latest news", "count": 4}),
        (
            "two_identities",
            {
                "heading": "Two kinds of knowledge",
                "lived": (
                    "<p>Some of what we know, we learned by being unwell: how long a wait feels, "
                    "which words help, and how hard it is to ask.</p>"
                ),
                "trained": (
                    "<p>Some of it we learned by training and working: how to listen, what the "
                    "evidence says, and where our role ends.</p>"
                ),
                "both": (
                    "<p>Services tend to keep the two apart. We think that both together are worth "
                    "having, for us and for the people we work with.</p>"
                ),
            },
        ),
        (
            "definitions",
            {
                "heading": "What members can do here",
                "items": [
                    {
                        "term": "Meetings",
                        "text": (
                            "Peer meetings in person and online, small enough to hear each other. "
                            "We do not keep a record of who came."
                        ),
                    },
                    {
                        "term": "A pseudonym",
                        "text": (
                            "You choose the name other members know you by. You decide what you "
                            "share about yourself and when."
                        ),
                    },
                    {
                        "term": "Practical guides",
                        "text": (
                            "Guides on telling a supervisor, going back to work and knowing your "
                            "rights, written by people who have used them."
                        ),
                    },
                    {
                        "term": "Take part at your own pace",
                        "text": (
                            "Come when it suits you and stay away when it does not. You can come "
                            "to a meeting and say nothing at all."
                        ),
                    },
                ],
            },
        ),
        (
            "quote",
            {
                "text": (
                    "We know what it is to help and to need help. That is not a weakness to "
                    "manage. It is something we can share."
                ),
                "attribution": "From our community guidelines",
            },
        ),
        (
            "featured_resources",
            {
                "heading": "Resources",
                "resources": [
                    "telling-your-supervisor",
                    "opening-a-peer-meeting",
                    "samaritans",
                ],
            },
        ),
        (
            "steps",
            {
                "heading": "How to join",
                "items": [
                    {
                        "title": "Read who it is for",
                        "text": (
                            "<p>You can join if you work or train in mental health in the UK and "
                            "have lived experience of mental ill health.</p>"
                        ),
                    },
                    {
                        "title": "Answer a few questions",
                        "text": (
                            "<p>We do not ask for a diagnosis, an employer or documents. You can "
                            "check everything before you send it.</p>"
                        ),
                    },
                    {
                        "title": "Confirm your email address",
                        "text": (
                            "<p>Use a personal email address. Our email does not mention what we do "
                            "in the subject line.</p>"
                        ),
                    },
                    {
                        "title": "Choose a pseudonym",
                        "text": (
                            "<p>The membership team reads your answers. When you are approved, you "
                            "choose the name other members will see.</p>"
                        ),
                    },
                ],
            },
        ),
        (
            "join_call",
            {
                "heading": "Take your time",
                "text": (
                    "You do not have to decide today. Read for a while, or come to an open "
                    "evening. You can still join next month."
                ),
                "label": "Who can join",
                "page": "join",
            },
        ),
    ],
    "search_title": "For mental health professionals with lived experience",
    "search_description": (
        "A UK community of mental health professionals who have been unwell themselves. We meet, "
        "write and support each other."
    ),
}
