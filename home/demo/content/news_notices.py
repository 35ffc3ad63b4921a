"""Two demo news articles about the site and how it is run."""

from typing import Any

NOTICES: list[dict[str, Any]] = [
    {
        "slug": "what-a-content-note-is-for",
        "title": "Our guidelines now say what a content note is for",
        "kind": "news",
        "days_ago": 16,
        "summary": (
            "A short page on how to warn readers without frightening them. Members agreed it over "
            "three meetings."
        ),
        "author": "wren",
        "tags": ["this site", "how we work"],
        "content_notes": [],
        "show_views": True,
        "search_description": (
            "What a content note is, when we write one, and why it says no more than it needs to. "
            "Agreed by members over three meetings."
        ),
        "body": [
            (
                "rich_text",
                (
                    "<p>Some articles here are about things that can be hard to read without "
                    "warning. For a year we put a line before them, but we had never agreed what "
                    "it should say. Some lines were more frightening than the article. Some gave "
                    "so much detail that reading the note was like reading the article.</p><p>So "
                    "members talked about it at three meetings. The result is one page, which is "
                    'now part of our <a href="page:guidelines">community guidelines</a>.</p>'
                ),
            ),
            ("heading", {"text": "In short", "level": "h2"}),
            (
                "rich_text",
                (
                    "<ul><li>A content note is there <b>so that you can choose</b> to read now, "
                    "later, with someone or not at all.</li><li>It names the subject in a word or "
                    "two, and no more.</li><li>It says whether the subject is mentioned or "
                    "described.</li><li>It is not a verdict on the article, or on anyone who would "
                    "rather not read it.</li></ul>"
                ),
            ),
            (
                "callout",
                {
                    "tone": "done",
                    "title": "What it looks like",
                    "text": "<p><b>Content note:</b> hospital stay. Mentioned only.</p>",
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
                                "<p>Because different things are hard for different people, and "
                                "“trigger” is a violent word. “Content note” says what it is.</p>"
                            ),
                        },
                        {
                            "question": "Can warnings make things worse?",
                            "answer": (
                                "<p>They can, if they are long or dramatic. Studies disagree about "
                                "how much warnings help. Our members told us something simpler. "
                                "They want the choice, and they want it in few words.</p>"
                            ),
                        },
                        {
                            "question": "Who decides which notes you use?",
                            "answer": (
                                "<p>Editors keep a short list of notes, each with an explanation. "
                                "They can add a new one. The list is short so that every note "
                                "still means something.</p>"
                            ),
                        },
                        {
                            "question": "Will a note spoil the article?",
                            "answer": "<p>Sometimes, a little. We think that is a fair price.</p>",
                        },
                    ]
                },
            ),
            (
                "rich_text",
                (
                    "<p>One thing matters most. We do not publish descriptions of how people were "
                    "hurt or hurt themselves. A note does not change that, however careful it "
                    "is.</p><p>If you find an article that should have a note, or a note that says "
                    'too much, please <a href="page:contact">tell us</a>. We will change it on the '
                    "day we read your message, and we will not ask why it matters to you.</p>"
                ),
            ),
        ],
    },
    {
        "slug": "a-house-of-our-own",
        "title": "A website of our own",
        "kind": "news",
        "days_ago": 24,
        "summary": (
            "This is our new website. It sets no cookies when you read it, and it belongs to the "
            "people who write it. You can apply to join here too."
        ),
        "author": "the-editors",
        "tags": ["this site"],
        "content_notes": [],
        "show_views": True,
        "search_description": (
            "Our new website sets no cookies for readers and has no trackers. What that means, and "
            "what we made sure of before you can apply to join."
        ),
        "body": [
            (
                "rich_text",
                (
                    "<p>We have moved. Until now, our articles were on a website that belonged to "
                    "a company. That was convenient, but it meant that someone we had never met "
                    "knew who read them and how often. For most communities that is a small thing. "
                    "For this one, just being seen to read may say something about you.</p>"
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
                            "Only people who knew the website builder well",
                            "Any of our editors",
                        ],
                        [
                            "What it runs on",
                            "A closed system",
                            "Open-source software that anyone can read",
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
            ("heading", {"text": "Applying to join", "level": "h2"}),
            (
                "rich_text",
                (
                    "<p>When you apply, you tell us something about your health. Before we asked "
                    "anyone to do that here, we wanted to be sure who can read it, how long we "
                    'keep it, and that you can withdraw it. The <a href="page:join">join page</a> '
                    "explains what to expect.</p><p>You do not have to join. Our articles are free "
                    'to read, and some of our <a href="page:meetings">meetings</a> are open to '
                    "all.</p>"
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
                    "your old phone, or for tired eyes at the end of a long day, we would like to "
                    "know.</p>"
                ),
            ),
            ("button", {"label": "Contact us", "page": "contact", "url": ""}),
        ],
    },
]
