"""Demo resources about peer support, and to read: a guide, a video, a paper and a book."""

from typing import Any

PEER_RESOURCES: list[dict[str, Any]] = [
    {
        "slug": "starting-a-peer-group",
        "title": "Starting a small peer group",
        "summary": (
            "Four people and a kettle are enough. How to ask the first three, what to agree, and "
            "how to stop well."
        ),
        "kind": "guide",
        "source_name": "in2gr8mentalhealth",
        "source_url": "",
        "published_year": 2026,
        "topics": ["Peer support"],
        "professions": [],
        "stages": ["assistant", "trainee", "qualified", "retired"],
        "nation": "",
        "content_notes": [],
        "checked_days_ago": 26,
        "phone": "",
        "search_description": (
            "How to start a small peer group for mental health staff with lived experience: asking "
            "people, what to agree, and ending well."
        ),
        "body": [
            (
                "rich_text",
                (
                    "<p>A peer group is a few people in the same position who meet to listen to "
                    "each other. It is not supervision, and nobody is responsible for anyone "
                    "else’s health.</p>"
                ),
            ),
            (
                "steps",
                {
                    "items": [
                        {
                            "title": "Ask without asking",
                            "text": (
                                "<p>“I am thinking of a small group for staff who know the other "
                                "side of this work too” lets a person say “good luck with it” and "
                                "nothing else.</p>"
                            ),
                        },
                        {
                            "title": "Agree three things",
                            "text": (
                                "<p>What stays in the room. What you do if you are worried about "
                                "someone. When you finish.</p>"
                            ),
                        },
                        {
                            "title": "Try it four times",
                            "text": (
                                "<p>Then ask whether to continue. A group that can end is easier "
                                "to join.</p>"
                            ),
                        },
                        {
                            "title": "End it well",
                            "text": (
                                "<p>If it stops, have a last meeting and say so. It will have been "
                                "a good group that lasted four evenings.</p>"
                            ),
                        },
                    ]
                },
            ),
            (
                "document",
                {
                    "document": "meeting-guide",
                    "description": "What to do with ninety minutes, from the tea to the last word.",
                },
            ),
            (
                "document",
                {
                    "document": "access-checklist",
                    "description": (
                        "What to ask about a room or an online meeting before you choose it."
                    ),
                },
            ),
            (
                "rich_text",
                (
                    '<p>There is a <a href="page:opening-a-peer-meeting">video about how to '
                    "begin</a>.</p>"
                ),
            ),
        ],
    },
    {
        "slug": "opening-a-peer-meeting",
        "title": "Video: three ways to open a peer meeting",
        "summary": (
            "How to begin so that the quietest person in the room can relax. Nine minutes, with a "
            "transcript."
        ),
        "kind": "video",
        "source_name": "in2gr8mentalhealth",
        "source_url": "",
        "published_year": 2026,
        "topics": ["Peer support"],
        "professions": [],
        "stages": [],
        "nation": "",
        "content_notes": [],
        "checked_days_ago": 26,
        "phone": "",
        "search_description": (
            "Three ways to open a peer meeting, in a nine-minute video with a transcript: the "
            "round, the pair and the quiet one."
        ),
        "body": [
            (
                "video",
                {
                    "title": "Three ways to open a peer meeting",
                    "url": "https://www.youtube.com/watch?v=aqz-KE-bpKQ",
                    "minutes": 9,
                    "transcript": (
                        "<p><b>Sorrel:</b> Here are three ways to begin. Choose by who is coming "
                        "and how tired they are.</p><p><b>Fern:</b> The round: each person says a "
                        "name and one ordinary thing. Passing is fine.</p><p><b>Sorrel:</b> The "
                        "pair: three minutes each, one talks and the other only listens. Nobody "
                        "reports back.</p><p><b>Fern:</b> The quiet one: two minutes of silence, "
                        "with a question on a card for anyone who wants it.</p><p><b>Sorrel:</b> "
                        "With all three, say four things out loud. What is said here stays here, "
                        "and so does who was here. Nobody has to speak. You can leave without "
                        "explaining. And we finish at eight.</p>"
                    ),
                },
            ),
            (
                "rich_text",
                (
                    "<p>To read how we made it and when to use each way, see <a "
                    'href="page:three-ways-to-open-a-meeting">the article in our news</a>.</p>'
                ),
            ),
        ],
    },
    {
        "slug": "wellbeing-at-work-guideline",
        "title": "Mental wellbeing at work: the NICE guideline",
        "summary": (
            "What the evidence says an employer should do. Useful when someone says that nothing "
            "can be done."
        ),
        "kind": "paper",
        "source_name": "National Institute for Health and Care Excellence",
        "source_url": "https://www.nice.org.uk/guidance/ng212",
        "published_year": 2022,
        "topics": ["Rights and adjustments", "Supervision"],
        "professions": [],
        "stages": ["qualified"],
        "nation": "England",
        "content_notes": [],
        "checked_days_ago": 90,
        "phone": "",
        "search_description": (
            "The NICE guideline on mental wellbeing at work, NG212: what it asks employers and "
            "managers to do, and how members use it."
        ),
        "body": [
            (
                "rich_text",
                (
                    "<p>A guideline for employers of every size, on making work a place where "
                    "people can stay well. It covers the whole organisation, managers, and what to "
                    "do for someone who is not well.</p><p><b>How members use it:</b> as a neutral "
                    "third voice. “The guideline suggests” is easier to say in a meeting than “I "
                    "need”.</p><p><b>What to know:</b> it is advice, not law. It was written for "
                    "England, but people elsewhere use it too.</p>"
                ),
            ),
        ],
    },
    {
        "slug": "reading-well",
        "title": "Reading Well: books to borrow from the library",
        "summary": (
            "Lists of books about health and wellbeing, chosen with the help of people with lived "
            "experience."
        ),
        "kind": "book",
        "source_name": "The Reading Agency",
        "source_url": "https://reading-well.org.uk/",
        "published_year": None,
        "topics": ["Keeping well", "Peer support"],
        "professions": [],
        "stages": [],
        "nation": "",
        "content_notes": ["low mood"],
        "checked_days_ago": 64,
        "phone": "",
        "search_description": (
            "Reading Well: lists of books on mental health to borrow from public libraries, and "
            "how one of our reading groups uses them."
        ),
        "body": [
            (
                "rich_text",
                (
                    "<p>Many public libraries in England and Wales have the books, and you can "
                    "borrow them without saying why. Some are self-help and some are memoirs. Our "
                    "reading group prefers the memoirs.</p>"
                ),
            ),
            ("heading", {"text": "Four questions for a reading group", "level": "h2"}),
            (
                "rich_text",
                (
                    "<ol><li>Whose voice is missing from this book?</li><li>Was there a page that "
                    "you would give to your team?</li><li>Was there a page that you skipped? You "
                    "do not need to say why.</li><li>What did the writer choose not to "
                    "tell?</li></ol>"
                ),
            ),
            (
                "rich_text",
                (
                    "<p>The books differ. If you choose one for others, read it first and say in a "
                    "few words what it is about.</p>"
                ),
            ),
        ],
    },
]
