"""A demo call to take part, and the oldest demo news article."""

from typing import Any

BEGINNINGS: list[dict[str, Any]] = [
    {
        "slug": "help-plan-a-research-day",
        "title": "Help us plan a day on research by people like us",
        "kind": "call",
        "days_ago": 41,
        "summary": (
            "We are looking for six people for three online planning calls. You do not need to be "
            "a researcher, and there is no hurry."
        ),
        "author": "wren",
        "tags": ["research", "meetings"],
        "content_notes": [],
        "show_views": False,
        "search_description": (
            "A call for six members to help plan a day on research by mental health professionals "
            "with lived experience. Three online calls."
        ),
        "body": [
            (
                "rich_text",
                (
                    "<p>A good deal of research is about people who use services, and a good deal "
                    "is by people who work in them. Less is by those who are both, and say so. "
                    "Some of us do it; some of us have taken part in it and come home with "
                    "opinions.</p>"
                    "<p>We would like to hold one day for all of that. Before it, we need six "
                    "people to help decide what the day is.</p>"
                ),
            ),
            ("heading", {"text": "What it involves", "level": "h2"}),
            (
                "steps",
                {
                    "items": [
                        {
                            "title": "A first call, to find the questions",
                            "text": (
                                "<p>An hour and a half. We each bring one question that we wish "
                                "somebody would ask.</p>"
                            ),
                        },
                        {
                            "title": "A second call, to find the shape",
                            "text": (
                                "<p>Who speaks, for how long, how much of the day is silence and "
                                "lunch.</p>"
                            ),
                        },
                        {
                            "title": "A third call, to share out the work",
                            "text": "<p>Small pieces only. Nobody takes two.</p>",
                        },
                    ]
                },
            ),
            (
                "rich_text",
                (
                    "<p>The calls are online, with captions. In between we write to one another as "
                    "little as we can. One of them is already in the list: <a "
                    'href="page:thinking-about-research-together">Thinking about research '
                    "together</a>.</p>"
                ),
            ),
            ("heading", {"text": "Who we hope for", "level": "h2"}),
            (
                "rich_text",
                (
                    "<ul>"
                    "<li>At least two people who have never done research.</li>"
                    "<li>Somebody in training.</li>"
                    "<li>People from more than one profession, and more than one nation.</li>"
                    "<li>Somebody who doubts that the day is a good idea.</li></ul>"
                ),
            ),
            (
                "callout",
                {
                    "tone": "information",
                    "title": "There is no hurry",
                    "text": (
                        "<p>We begin when there are six of us. If you say yes and later find that "
                        "you cannot, that is all right and needs no reason.</p>"
                    ),
                },
            ),
            (
                "questions",
                {
                    "items": [
                        {
                            "question": "Will my name be on anything?",
                            "answer": (
                                "<p>Only if you want it there. You can help to plan the whole day "
                                "under a chosen name.</p>"
                            ),
                        },
                        {
                            "question": "Is it paid?",
                            "answer": (
                                "<p>No. We have no money. We keep the calls short because of "
                                "that.</p>"
                            ),
                        },
                        {
                            "question": "Do I have to talk about my own health?",
                            "answer": "<p>No.</p>",
                        },
                    ]
                },
            ),
            (
                "button",
                {"label": "Write to us about it", "page": "contact", "url": ""},
            ),
        ],
    },
    {
        "slug": "beginning-slowly",
        "title": "Beginning slowly",
        "kind": "news",
        "days_ago": 421,
        "summary": (
            "A few of us have decided to be a community. We start with writing, under names we "
            "choose, and let the rest come in its own time."
        ),
        "author": "the-editors",
        "tags": ["how we work", "identity"],
        "content_notes": [],
        "show_views": True,
        "search_description": (
            "How our community of mental health professionals with lived experience began: with "
            "writing, under chosen names, and slowly."
        ),
        "body": [
            (
                "rich_text",
                (
                    "<p>It began with two people at a training day, in the queue for the coffee, "
                    "each of whom had noticed the other not laughing at a joke. By the second "
                    "coffee there were three. None of us had told anyone at work. All of us had "
                    "been telling other people for years that it helps to talk.</p>"
                ),
            ),
            (
                "image",
                {
                    "image": "woven-threads",
                    "alt": "Threads in two colours run side by side, and cross where they meet.",
                    "caption": "Lived and trained: two kinds of thread.",
                },
            ),
            (
                "rich_text",
                (
                    "<p>We are not in a hurry. A thing made by tired people should not need them "
                    "to be heroic. So we begin with what we can keep up: a piece of writing now "
                    "and then, read by two others before it goes out.</p>"
                ),
            ),
            ("heading", {"text": "Chosen names", "level": "h2"}),
            (
                "rich_text",
                (
                    "<p>Everyone here uses a name they have picked, and most of us picked plants. "
                    "Some have nothing to hide. Some could lose a post. If only the second kind "
                    "used chosen names, each of those names would say so. So we all do.</p>"
                ),
            ),
            (
                "people",
                {
                    "people": [
                        {
                            "name": "Larch",
                            "role": "Writing",
                            "text": (
                                "Reads what comes in, and asks what you would rather leave out."
                            ),
                        },
                        {
                            "name": "Sorrel",
                            "role": "Rooms and tea",
                            "text": "Is looking for a place to meet that has a window and no sign.",
                        },
                        {
                            "name": "Wren",
                            "role": "Questions",
                            "text": "Asks them, mostly about evidence, and mostly kindly.",
                        },
                    ]
                },
            ),
            (
                "quote",
                {
                    "text": "A thing made by tired people should not need them to be heroic.",
                    "attribution": "",
                },
            ),
            ("heading", {"text": "What may come", "level": "h2"}),
            (
                "rich_text",
                (
                    "<p>A meeting, when there are enough of us and somebody lends us a room. A "
                    "shelf of things that have helped. A place to talk between meetings, if we can "
                    "find a way to do it that would let us sleep. We shall say so here when there "
                    "is something to say.</p>"
                ),
            ),
            (
                "join_call",
                {
                    "heading": "Do you recognise yourself?",
                    "text": (
                        "If you work or train in mental health and have been unwell, this is meant "
                        "for you too."
                    ),
                    "label": "Who can join",
                    "page": "join",
                },
            ),
        ],
    },
]
