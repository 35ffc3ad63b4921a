"""Two demo reports. The meetings, numbers and quotations in them are invented."""

from typing import Any

REPORTS: list[dict[str, Any]] = [
    {
        "slug": "four-evenings-of-peer-meetings",
        "title": "Four evenings of peer meetings: what people said they would keep",
        "kind": "report",
        "days_ago": 33,
        "summary": (
            "Smaller groups, an honest ending, and biscuits. What we learned from the cards that "
            "people left behind, and what we have changed since."
        ),
        "author": "sorrel",
        "tags": ["peer support", "meetings"],
        "content_notes": [],
        "show_views": True,
        "search_description": (
            "A report on four peer meetings: what people said they would keep, what they would "
            "change, and what we have done about it."
        ),
        "body": [
            (
                "rich_text",
                (
                    "<p>At the end of each of four evenings we left a pile of blank cards by the "
                    "door, with two questions on the wall: <i>what would you keep?</i> and <i>what "
                    "would you change?</i> Cards went into a biscuit tin. Nobody signed them. "
                    "Thirty-one came back. That is not research, and we do not treat it as such. "
                    "It is thirty-one people taking a minute with their coats on.</p>"
                ),
            ),
            ("heading", {"text": "What people would keep", "level": "h2"}),
            (
                "table",
                {
                    "caption": (
                        "What people would keep, from 31 cards. A card could name several things."
                    ),
                    "header": ["Keep", "Cards"],
                    "rows": [
                        ["Talking in threes", "17"],
                        ["Ending on time", "14"],
                        ["Being able to say nothing", "11"],
                        ["Tea first", "9"],
                        ["Nobody asking where I work", "8"],
                    ],
                },
            ),
            (
                "rich_text",
                (
                    "<p>We had not expected “ending on time” to come second. Several cards said "
                    "why. People had told someone at home when they would be back, but not where "
                    "they were going.</p>"
                ),
            ),
            (
                "quote",
                {
                    "text": (
                        "I did not speak until the third evening. Nobody had been waiting for it."
                    ),
                    "attribution": "From a card",
                },
            ),
            ("heading", {"text": "What people would change", "level": "h2"}),
            (
                "rich_text",
                (
                    "<ul><li><b>The sound online.</b> Six cards. People in the room forget the "
                    "people who are online.</li><li><b>The big circle.</b> Five cards. More than "
                    "ten is a lecture with chairs.</li><li><b>The ending.</b> Four cards. On time, "
                    "yes, but less like a shop closing.</li><li><b>The biscuits.</b> Two cards, "
                    "which disagreed.</li></ul>"
                ),
            ),
            ("heading", {"text": "What we have changed", "level": "h2"}),
            (
                "steps",
                {
                    "items": [
                        {
                            "title": "One person for people online",
                            "text": (
                                "<p>They sit near the microphone, watch for raised hands and tell "
                                "the room.</p>"
                            ),
                        },
                        {
                            "title": "Two circles above ten",
                            "text": (
                                "<p>When there are more than ten of us, we make two circles and "
                                "come together only at the end.</p>"
                            ),
                        },
                        {
                            "title": "A slow last ten minutes",
                            "text": (
                                "<p>One sentence each, or pass. Then ten minutes for coats and "
                                "washing up for anyone who wants to help.</p>"
                            ),
                        },
                    ]
                },
            ),
            (
                "rich_text",
                (
                    "<p>We have put it all into a short guide, so other groups do not have to "
                    "start from scratch. Take it and change it.</p>"
                ),
            ),
            (
                "document",
                {
                    "document": "meeting-guide",
                    "description": (
                        "A guide to a small peer meeting: before, opening, talking, closing."
                    ),
                },
            ),
            (
                "callout",
                {
                    "tone": "done",
                    "title": "The cards",
                    "text": (
                        "<p>We read them together, counted them, and shredded them the same "
                        "evening.</p>"
                    ),
                },
            ),
        ],
    },
    {
        "slug": "our-first-afternoon",
        "title": "Our first afternoon",
        "kind": "report",
        "days_ago": 121,
        "summary": (
            "What was said at our inaugural meeting, without names: three hours, one long break, "
            "and four things that we agreed on."
        ),
        "author": "wren",
        "tags": ["meetings", "how we work"],
        "content_notes": ["unfair treatment"],
        "show_views": True,
        "search_description": (
            "A report without names on our inaugural meeting, hosted by a university: what we "
            "agreed on, and what we left open."
        ),
        "body": [
            (
                "rich_text",
                (
                    "<p>A university lent us a room with tall windows. The sign on the door said "
                    "“Seminar”. People came in one by one, looking as if they might have the wrong "
                    "building. Then they saw that everyone else looked the same.</p><p>There were "
                    "no speeches. We wrote what we hoped for on one wall and what we feared on the "
                    "other, and drank tea in front of both.</p>"
                ),
            ),
            (
                "image_text",
                {
                    "image": "reading-table",
                    "alt": "A long table with cups, papers and an open book.",
                    "text": (
                        "<p>The wall of fears was longer. <i>That my manager hears about it. That "
                        "I meet someone I treat. That it turns into therapy. That it turns into a "
                        "committee.</i></p><p>The wall of hopes had fewer sheets and larger "
                        "letters. One said only: <i>not to be the only one.</i></p>"
                    ),
                    "side": "left",
                },
            ),
            ("heading", {"text": "What we agreed", "level": "h2"}),
            (
                "rich_text",
                (
                    "<ol><li><b>Chosen names</b>, for everyone, so that no one has to explain "
                    "theirs.</li><li><b>No register.</b> We only count how many people "
                    "come.</li><li><b>Small groups.</b> The whole room comes together only to "
                    "begin and to end.</li><li><b>We are peers.</b> Whatever anyone is elsewhere, "
                    "here they are neither clinician nor patient.</li></ol>"
                ),
            ),
            (
                "rich_text",
                (
                    '<p>These four have since grown into our <a href="page:guidelines">community '
                    "guidelines</a>.</p>"
                ),
            ),
            ("heading", {"text": "What we left open", "level": "h2"}),
            (
                "rich_text",
                (
                    "<p>Whether to be louder. Some of us have been treated unfairly at work and "
                    "would like the community to say so in public. Others came because it was the "
                    "one place where nobody would ask them to represent anything. We heard both "
                    "and did not vote. Perhaps some of us will write while others rest, and then "
                    "we will swap.</p><p>Whether to call ourselves anything at all. “Lived "
                    "experience” suits some of us and makes others feel like an exhibit. For now "
                    "we each use our own words and try to hear what the other person means.</p>"
                ),
            ),
            (
                "quote",
                {
                    "text": (
                        "I have been to a hundred meetings about people like me. This was the "
                        "first with them."
                    ),
                    "attribution": "Written on the wall of hopes, on the way out",
                },
            ),
            ("heading", {"text": "What comes next", "level": "h2"}),
            (
                "rich_text",
                (
                    "<p>Meetings about once a month, in person and online. You can find them on "
                    'the <a href="page:meetings">meetings page</a>, with details of accessibility. '
                    "Thank you to the department that lent us the room, and to the porter who "
                    "found us a second urn and asked no questions.</p>"
                ),
            ),
        ],
    },
]
