"""Two demo opinion articles by one author."""

from typing import Any

OPINIONS: list[dict[str, Any]] = [
    {
        "slug": "two-chairs-one-room",
        "title": "Two chairs, one room",
        "kind": "opinion",
        "days_ago": 9,
        "summary": (
            "We are taught to leave ourselves at the door. What if that is some of the best of "
            "what we bring?"
        ),
        "author": "larch",
        "tags": ["identity", "supervision", "going back to work"],
        "content_notes": ["burnout", "hospital stay"],
        "show_views": True,
        "search_description": (
            "A mental health nurse on what being helped teaches, what helping teaches, and what "
            "helps teams."
        ),
        "body": [
            (
                "rich_text",
                (
                    "<p>There is a chair by the window in most rooms where people are helped, and "
                    "another one across from it. If you train for long enough, you learn to sit in "
                    "the second as though you had never seen the first. You learn it from kind "
                    "people. They mean to protect you.</p><p>I have sat in both. So, I think, have "
                    "more of my colleagues than will ever say so. What keeps the two chairs apart "
                    "is forms that ask, rooms that go quiet, and a joke in the office that was not "
                    "about you until it was.</p>"
                ),
            ),
            (
                "image",
                {
                    "image": "two-chairs",
                    "alt": "Two chairs at an angle to each other in one room.",
                    "caption": "Two chairs, one room.",
                },
            ),
            ("heading", {"text": "What the first chair teaches", "level": "h2"}),
            (
                "rich_text",
                (
                    "<p>It teaches how long ten minutes of waiting is. It teaches that being asked "
                    "<i>what would help today?</i> can be the first kind thing in a week, and that "
                    "being asked it from a checklist is worse than not being asked. No course has "
                    "taught me as much about the word “engagement” as having it written about "
                    "me.</p><p>It teaches that most of what happens to a person happens between "
                    "appointments. I knew that from books. In the first chair I felt it, on an "
                    "ordinary afternoon with the washing-up not done and six days to "
                    "go.</p><p>None of this makes me wiser than a colleague who has stayed well. "
                    "But I see different things, and a team needs both.</p>"
                ),
            ),
            (
                "quote",
                {
                    "text": (
                        "Looking after ourselves fails as a private hobby. It works when we share "
                        "it."
                    ),
                    "attribution": "",
                },
            ),
            ("heading", {"text": "What the second chair teaches", "level": "h2"}),
            (
                "rich_text",
                (
                    "<p>Training taught me to notice what I bring in with me, and to ask whose "
                    "need is being met. That is the skill that makes lived experience safe to use. "
                    "I do not hide it or spill it. I know that it is in the room.</p><p>Three "
                    "things have helped in teams I have known, and none of them costs "
                    "money:</p><ul><li>supervision in which “how are you?” is a real question with "
                    "time after it</li><li>adjustments offered to everyone, so that asking does "
                    "not single you out</li><li>one colleague, anywhere, who has said it "
                    "first</li></ul>"
                ),
            ),
            (
                "rich_text",
                (
                    "<p>The third is the hardest to arrange, and it is why this community "
                    'exists.<sup><a href="#ref-1">1</a></sup> The law is on our side more often '
                    'than we are told.<sup><a href="#ref-2">2</a></sup> The <a '
                    'href="https://www.legislation.gov.uk/ukpga/2010/15/contents">Equality Act '
                    "2010</a> gives many of us a right to reasonable adjustments in England, "
                    "Scotland and Wales. But the law cannot move the chairs closer. People do "
                    "that.</p>"
                ),
            ),
            ("heading", {"text": "Both chairs", "level": "h2"}),
            (
                "rich_text",
                (
                    "<p>I no longer try to be only the person in the second chair. I do not "
                    'announce the first one either. Our <a href="page:guidelines">guidelines</a> '
                    "have a part on being open, or not, and I like that it says both are "
                    "fine.</p><p>I know the room from both sides. On good days that is simply a "
                    "fact about me, like being left-handed. It changes how I hold things.</p>"
                ),
            ),
            (
                "references",
                {
                    "heading": "References",
                    "items": [
                        {
                            "text": (
                                '<p>in2gr8mentalhealth, <a href="page:guidelines">Community '
                                "guidelines</a>: being open, or not.</p>"
                            ),
                            "url": "",
                            "label": "",
                        },
                        {
                            "text": "<p><i>Equality Act 2010</i>, section 20: the duty to make "
                            "adjustments.</p>",
                            "url": "https://www.legislation.gov.uk/ukpga/2010/15/section/20",
                            "label": "Read the section",
                        },
                    ],
                },
            ),
        ],
    },
    {
        "slug": "what-i-keep-for-the-dark-months",
        "title": "What I keep for the dark months",
        "kind": "opinion",
        "days_ago": 166,
        "summary": (
            "A short list, made in a good month for use in a bad one. Most of it is about asking "
            "less of myself before I have to."
        ),
        "author": "larch",
        "tags": ["keeping well", "identity"],
        "content_notes": ["low mood", "burnout"],
        "show_views": False,
        "search_description": (
            "A nurse’s short list, made in a good month for use in a bad one: light, dull food, "
            "one honest sentence, and asking less."
        ),
        "body": [
            (
                "rich_text",
                (
                    "<p>I make the list in a good month because in a bad one I do not believe in "
                    "lists. It lives in a drawer with the batteries. It is not a plan for being "
                    "happy, and none of it is a cure for anything. It is a plan for getting "
                    "through until the days are longer.</p>"
                ),
            ),
            (
                "image",
                {
                    "image": "winter-window",
                    "alt": "A window on a dark afternoon, with a lamp on the sill.",
                    "caption": "Four in the afternoon. The lamp is on the list.",
                },
            ),
            ("heading", {"text": "For the body", "level": "h2"}),
            (
                "rich_text",
                (
                    "<ul>"
                    "<li>Daylight before the first appointment, even if it is only the walk from "
                    "the far end of the car park.</li>"
                    "<li>Dull food, already in the cupboard. This is not the month for "
                    "recipes.</li>"
                    "<li>The lamp on at three.</li>"
                    "<li>Bed at the same time. Sleep may not come, but it knows where to find "
                    "me.</li></ul>"
                ),
            ),
            ("heading", {"text": "For the work", "level": "h2"}),
            (
                "rich_text",
                (
                    "<p>In September I say one sentence to the person who plans our year: “I would "
                    "rather do my extra hours in spring.” I have never been asked why. I have a "
                    "second sentence ready in case I am. It is true, without being the whole "
                    "truth.</p><p>I also stop volunteering. This is harder than it sounds for "
                    "people like us, who were praised early for being useful. There is a kind of "
                    "tiredness that comes from being needed, and it is easy to mistake for being "
                    "well.</p>"
                ),
            ),
            (
                "quote",
                {
                    "text": (
                        "Ask less of yourself before you have to. It costs much less than doing it "
                        "afterwards."
                    ),
                    "attribution": "From the top of the list",
                },
            ),
            ("heading", {"text": "For company", "level": "h2"}),
            (
                "rich_text",
                (
                    "<p>Two people know where the drawer is. They are allowed to ask “is it a "
                    "drawer week?” and I have promised to answer yes or no, and not “fine”. "
                    "Neither of them tries to fix it. One brings soup. The other rings and reads "
                    "me the worst sentence she has seen that day in a policy document.</p><p>And "
                    "one line, written large at the bottom, for weeks when it is more than the "
                    "dark:</p>"
                ),
            ),
            (
                "callout",
                {
                    "tone": "care",
                    "title": "When it is more than the dark",
                    "text": (
                        "<p>Tell one of the two. Ring the GP. If it will not wait, <a "
                        'href="page:urgent-help">someone will answer</a>, and I do not have to be '
                        "sure that it is serious.</p>"
                    ),
                },
            ),
            (
                "rich_text",
                (
                    "<p>I have needed that line. I am glad that I wrote it in a month when I "
                    "thought I never would.</p>"
                ),
            ),
        ],
    },
]
