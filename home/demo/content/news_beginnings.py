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
                    "<p>A lot of research is about people who use services, and a lot is by people "
                    "who work in them. Less is by people who are both and say so. Some of us do "
                    "this research. Others have taken part in it and come home with "
                    "opinions.</p><p>We would like to hold one day for all of that. First, we need "
                    "six people to help decide what the day should be.</p>"
                ),
            ),
            ("heading", {"text": "What it involves", "level": "h2"}),
            (
                "steps",
                {
                    "items": [
                        {
                            "title": "A first call to find the questions",
                            "text": (
                                "<p>An hour and a half. We each bring one question that we wish "
                                "someone would ask.</p>"
                            ),
                        },
                        {
                            "title": "A second call to plan the day",
                            "text": (
                                "<p>Who speaks, for how long, and how much of the day is for "
                                "silence and lunch.</p>"
                            ),
                        },
                        {
                            "title": "A third call to share out the work",
                            "text": "<p>Small tasks only. Nobody takes two.</p>",
                        },
                    ]
                },
            ),
            (
                "rich_text",
                (
                    "<p>The calls are online, with captions. In between, we write to each other as "
                    "little as we can. One of the calls already has a date: <a "
                    'href="page:thinking-about-research-together">Thinking about research '
                    "together</a>.</p>"
                ),
            ),
            ("heading", {"text": "Who we are looking for", "level": "h2"}),
            (
                "rich_text",
                (
                    "<ul><li>At least two people who have never done research.</li><li>Someone in "
                    "training.</li><li>People from more than one profession, and more than one "
                    "nation.</li><li>Someone who doubts that the day is a good idea.</li></ul>"
                ),
            ),
            (
                "callout",
                {
                    "tone": "information",
                    "title": "There is no hurry",
                    "text": (
                        "<p>We begin when there are six of us. If you say yes and later find that "
                        "you cannot, that is all right. You do not need to say why.</p>"
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
                                "<p>Only if you want it to be. You can help plan the whole day "
                                "under a pseudonym.</p>"
                            ),
                        },
                        {
                            "question": "Is it paid?",
                            "answer": "<p>No. We have no money, so we keep the calls short.</p>",
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
                {"label": "Contact us about it", "page": "contact", "url": ""},
            ),
        ],
    },
    {
        "slug": "beginning-slowly",
        "title": "Beginning slowly",
        "kind": "news",
        "days_ago": 421,
        "summary": (
            "A few of us have decided to be a community. We are starting with writing, under names "
            "we choose. The rest can come in its own time."
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
                    "<p>It began with two people in the coffee queue at a training day. Each had "
                    "noticed that the other did not laugh at a joke. By the second coffee there "
                    "were three. None of us had told anyone at work. All of us had been telling "
                    "other people for years that it helps to talk.</p>"
                ),
            ),
            (
                "image",
                {
                    "image": "woven-threads",
                    "alt": "Threads in two colours run side by side and cross in the middle.",
                    "caption": "Two kinds of thread: lived experience and training.",
                },
            ),
            (
                "rich_text",
                (
                    "<p>We are not in a hurry. Something made by tired people should not need them "
                    "to be heroic. So we begin with what we can keep up: an article now and then, "
                    "read by two others before we publish it.</p>"
                ),
            ),
            ("heading", {"text": "Chosen names", "level": "h2"}),
            (
                "rich_text",
                (
                    "<p>Everyone here uses a name they have chosen, and most of us chose plants. "
                    "Some of us have nothing to hide. Some could lose their job. If only they used "
                    "chosen names, each of those names would give them away. So we all do.</p>"
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
                                "Reads what comes in and asks what you would rather leave out."
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
                    "text": "Something made by tired people should not need them to be heroic.",
                    "attribution": "",
                },
            ),
            ("heading", {"text": "What may come", "level": "h2"}),
            (
                "rich_text",
                (
                    "<p>A meeting, when there are enough of us and someone lends us a room. A "
                    "collection of things that have helped. A place to talk between meetings, if "
                    "we can run it without losing sleep over it. We will write about it here when "
                    "there is something to say.</p>"
                ),
            ),
            (
                "join_call",
                {
                    "heading": "Do you recognise yourself?",
                    "text": (
                        "If you work or train in mental health and have been unwell yourself, this "
                        "is for you too."
                    ),
                    "label": "Who can join",
                    "page": "join",
                },
            ),
        ],
    },
]
