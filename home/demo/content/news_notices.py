"""Two demo news articles about the site and how it is run."""

from typing import Any

NOTICES: list[dict[str, Any]] = [
    {
        "slug": "what-a-content-note-is-for",
        "title": "Our guidelines now say what a content note is for",
        "kind": "news",
        "days_ago": 16,
        "summary": (
            "A short page, agreed by members over three meetings, on warning without frightening."
        ),
        "author": "wren",
        "tags": ["this site", "how we work"],
        "content_notes": [],
        "show_views": True,
        "search_description": (
            "What a content note is, when we write one, and why it never says more than it must. "
            "Agreed by members over three meetings."
        ),
        "body": [
            (
                "rich_text",
                (
                    "<p>Some pieces here touch on things that are hard to meet unprepared. For a "
                    "year we put a line before them without ever having agreed what it should say. "
                    "Some lines frightened more than the piece did. Some gave so much detail that "
                    "reading the note was reading the piece.</p>"
                    "<p>So members talked about it at three meetings. What came out is one page, "
                    'now part of our <a href="page:guidelines">community guidelines</a>.</p>'
                ),
            ),
            ("heading", {"text": "In short", "level": "h2"}),
            (
                "rich_text",
                (
                    "<ul>"
                    "<li>A content note is there <b>so that you can choose</b>: now, later, with "
                    "somebody, or not at all.</li>"
                    "<li>It names the subject in a word or two, and stops.</li>"
                    "<li>It says whether the thing is mentioned or described.</li>"
                    "<li>It is not a verdict on the piece, or on anyone who would rather not read "
                    "it.</li></ul>"
                ),
            ),
            (
                "callout",
                {
                    "tone": "done",
                    "title": "What it looks like",
                    "text": (
                        "<p><b>Content note:</b> a stay in hospital. Mentioned, not described.</p>"
                    ),
                },
            ),
            ("heading", {"text": "What people asked", "level": "h2"}),
            (
                "questions",
                {
                    "items": [
                        {
                            "question": "Why not call it a trigger warning?",
                            "answer": (
                                "<p>Because people differ in what is hard for them, and the word "
                                "sounds like a bang. A note about content is what it is.</p>"
                            ),
                        },
                        {
                            "question": "Do warnings not make things worse?",
                            "answer": (
                                "<p>They can, when they are long or dramatic. Studies disagree "
                                "about how much warnings help. What members told us is simpler: "
                                "they want the choice, and they want it in few words.</p>"
                            ),
                        },
                        {
                            "question": "Who decides which words are used?",
                            "answer": (
                                "<p>There is a short list, each word with an explanation. Editors "
                                "may ask for a new one. We keep it short, so that the words go on "
                                "meaning something.</p>"
                            ),
                        },
                        {
                            "question": "Will a note spoil the piece?",
                            "answer": "<p>Sometimes, a little. We think that is a fair price.</p>",
                        },
                    ]
                },
            ),
            (
                "rich_text",
                (
                    "<p>One thing stands above all of it. However careful the note, we do not "
                    "publish descriptions of how people were hurt or hurt themselves. A note is "
                    "not a way of letting that in.</p>"
                    "<p>If you find a piece here that should have had one, or one that says too "
                    'much, please <a href="page:contact">tell us</a>. We change it the day we read '
                    "it, and we do not ask why it mattered to you.</p>"
                ),
            ),
        ],
    },
    {
        "slug": "a-house-of-our-own",
        "title": "A house of our own",
        "kind": "news",
        "days_ago": 24,
        "summary": (
            "This is our new website. It sets no cookies when you read it, and belongs to the "
            "people who write it. Sign-up is not open yet, and here is why."
        ),
        "author": "the-editors",
        "tags": ["this site"],
        "content_notes": [],
        "show_views": True,
        "search_description": (
            "Our new website sets no cookies for readers and has no trackers. What that means, "
            "what is still missing, and why sign-up waits."
        ),
        "body": [
            (
                "rich_text",
                (
                    "<p>We have moved. Until now our writing lived on pages that belonged to a "
                    "company. It was convenient, and it meant that somebody we had never met knew "
                    "who read us and how often. For most communities that is a small thing. For "
                    "this one, to be seen reading may already be to say something.</p>"
                ),
            ),
            ("heading", {"text": "What is different", "level": "h2"}),
            (
                "table",
                {
                    "caption": "What is different about the new site",
                    "header": ["What", "Before", "Now"],
                    "rows": [
                        ["Cookies for readers", "Several", "None"],
                        [
                            "Other companies on the page",
                            "More than we could name",
                            "None",
                        ],
                        [
                            "Who can change it",
                            "Whoever knew the builder’s tricks",
                            "Any of our editors",
                        ],
                        [
                            "What it runs on",
                            "A closed system",
                            "Open software that anyone may read",
                        ],
                    ],
                },
            ),
            (
                "rich_text",
                (
                    "<p>There is no cookie banner, because there is nothing to agree to. The <a "
                    'href="page:privacy">privacy page</a> is short for the same reason.</p>'
                ),
            ),
            ("heading", {"text": "What is still missing", "level": "h2"}),
            (
                "rich_text",
                (
                    "<p>Sign-up. To apply to us is to say something about your health, and we want "
                    "to be certain what becomes of that sentence before we ask anyone to write it: "
                    "who can read it, how long it stays, and that it can be taken back. We are "
                    'testing that now. The <a href="page:join">join page</a> says what to '
                    "expect.</p>"
                    "<p>Until it opens, everything on these pages is free to read, and some of our "
                    '<a href="page:meetings">meetings</a> are open to all.</p>'
                ),
            ),
            (
                "quote",
                {
                    "text": "I would like to be able to look at it on the train.",
                    "attribution": "A member, asked what a website should do",
                },
            ),
            ("heading", {"text": "If something is broken", "level": "h2"}),
            (
                "rich_text",
                (
                    "<p>Something will be. If a page does not work with your screen reader, on "
                    "your old phone, or with your eyes at the end of a long day, we would like to "
                    "know.</p>"
                ),
            ),
            ("button", {"label": "Write to us", "page": "contact", "url": ""}),
        ],
    },
]
