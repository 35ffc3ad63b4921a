"""Content of the demo home page. Internal links name the slug of another demo page."""

from typing import Any

HOME: dict[str, Any] = {
    "title": "Home",
    "heading": "If you work in mental health and have been unwell yourself, you belong here.",
    "introduction": (
        "We are psychologists, nurses, psychiatrists, therapists and social workers, in training "
        "or long qualified. We meet, we write, and we keep each other company in being both."
    ),
    "primary_label": "How joining works",
    "primary_page": "join",
    "secondary_label": "Read what we write",
    "secondary_page": "news",
    "sections": [
        ("next_meetings", {"heading": "The next meeting", "count": 1}),
        ("latest_news", {"heading": "New writing", "count": 4}),
        (
            "two_identities",
            {
                "heading": "Two kinds of knowing",
                "lived": (
                    "<p>Some of what we know we learned by being unwell: how long a waiting room "
                    "is, which words help, what it costs to ask.</p>"
                ),
                "trained": (
                    "<p>Some of it we learned by training and by working: how to listen, what the "
                    "evidence says, where our part ends.</p>"
                ),
                "both": (
                    "<p>Services tend to keep the two apart. We think that where they meet there "
                    "is something worth having, for us and for the people we work with.</p>"
                ),
            },
        ),
        (
            "definitions",
            {
                "heading": "What members find here",
                "items": [
                    {
                        "term": "Company",
                        "text": (
                            "Peer meetings in person and online, small enough to hear each other. "
                            "Nobody keeps a register of who came."
                        ),
                    },
                    {
                        "term": "A name of your own",
                        "text": (
                            "Members go by whatever name they choose. What you tell about "
                            "yourself, and when, stays with you."
                        ),
                    },
                    {
                        "term": "Plain answers",
                        "text": (
                            "Guides on telling a supervisor, going back to work and knowing your "
                            "rights, written by people who have used them."
                        ),
                    },
                    {
                        "term": "Room to step back",
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
                    "We know the room from both chairs. That is not a weakness to manage. It is "
                    "something we were given, and something we can give."
                ),
                "attribution": "From our community guidelines",
            },
        ),
        (
            "featured_resources",
            {
                "heading": "From the resources",
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
                "heading": "How joining will work",
                "items": [
                    {
                        "title": "Read who it is for",
                        "text": (
                            "<p>Anyone working or training in mental health in the UK, with lived "
                            "experience of mental ill health.</p>"
                        ),
                    },
                    {
                        "title": "Answer a few questions",
                        "text": (
                            "<p>No diagnosis, no employer, no papers. You can check everything "
                            "before it is sent.</p>"
                        ),
                    },
                    {
                        "title": "Confirm your e-mail",
                        "text": (
                            "<p>We write to you in neutral words, so that the message says nothing "
                            "to anyone who sees it.</p>"
                        ),
                    },
                    {
                        "title": "Choose your name",
                        "text": (
                            "<p>Only the people who look after membership read your answers. Then "
                            "you come in under the name you like.</p>"
                        ),
                    },
                ],
            },
        ),
        (
            "join_call",
            {
                "heading": "There is no hurry",
                "text": (
                    "You do not have to decide today. Read for a while, or come to an open "
                    "evening. The door will still be here next month."
                ),
                "label": "Who can join",
                "page": "join",
            },
        ),
    ],
    "search_title": "For mental health professionals with lived experience",
    "search_description": (
        "A UK community of mental health professionals who have been unwell themselves. We meet, "
        "we write, and we keep each other company."
    ),
}
