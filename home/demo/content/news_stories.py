"""Two demo stories under invented names. People and places in them are invented."""

from typing import Any

STORIES: list[dict[str, Any]] = [
    {
        "slug": "the-ward-round-from-the-other-side",
        "title": "The ward round, from the other side of the table",
        "kind": "story",
        "days_ago": 55,
        "summary": (
            "Twelve minutes, seven people, one question that helped. A psychiatrist in training "
            "remembers the round when she was the one being talked about."
        ),
        "author": "the-editors",
        "attribution": "pseudonym",
        "attributed_to": "Juniper",
        "tags": ["identity", "training"],
        "content_notes": ["hospital stay"],
        "show_views": False,
        "search_description": (
            "A story published under a pseudonym: a psychiatrist in training on the ward round "
            "when she was the one being talked about."
        ),
        "body": [
            (
                "callout",
                {
                    "tone": "information",
                    "title": "About this story",
                    "text": (
                        "<p>Juniper is a pseudonym. The people and the place in this story are "
                        "invented.</p>"
                    ),
                },
            ),
            (
                "rich_text",
                (
                    "<p>I had run rounds myself by then. I knew how they work: the list, the "
                    "order, who must be somewhere else by eleven. I knew that nobody means the "
                    "door to be so far from the empty chair. I walked that distance in borrowed "
                    "slippers, and I remember thinking, quite calmly, that someone ought to move "
                    "the table.</p>"
                ),
            ),
            (
                "rich_text",
                (
                    "<p>There were seven of them. I knew how to count that too: two who would "
                    "speak, one who would write, and four who were learning to look as though they "
                    "were not looking. I had been the fourth of those for years. I had thought "
                    "that I was being kind by looking down.</p>"
                ),
            ),
            ("heading", {"text": "Twelve minutes", "level": "h2"}),
            (
                "rich_text",
                (
                    "<p>They told me how my week had been. It was accurate. It had my sleep in it, "
                    "and my meals, and that I had been “pleasant on approach”. I have written "
                    "those words. I had not known that they could make a person feel like a "
                    "stranger’s dog.</p><p>Nobody said anything wrong. I want to be fair about "
                    "that, because it would be an easier story if they had. They were tired, they "
                    "were good at it, and they had nine more to see.</p>"
                ),
            ),
            (
                "quote",
                {
                    "text": "I had thought that I was being kind by looking down.",
                    "attribution": "",
                },
            ),
            ("heading", {"text": "One question", "level": "h2"}),
            (
                "rich_text",
                (
                    "<p>Near the end, one of the four lifted her head. She was a student nurse, "
                    "and I do not think it was her turn. She said: “Is there anything we have got "
                    "wrong about you?”</p><p>It was quiet. Someone looked at the clock and then, "
                    "to his credit, stopped looking at it. I said that when I lay on the bed in "
                    "the afternoons I was not resting. I was hiding from the television. They "
                    "turned the television off. It sounds like nothing. I slept that night.</p>"
                ),
            ),
            ("heading", {"text": "Back at the table", "level": "h2"}),
            (
                "rich_text",
                (
                    "<p>I went back to work in the spring, slowly, and after a while I ran rounds "
                    "again. I do three things now that I did not do before. I go and fetch the "
                    "person myself and walk in beside them. I ask everyone in the room to say who "
                    "they are, and I go first. And I ask the student nurse’s question, near the "
                    "beginning, while there is still time to do something about the answer.</p>"
                    "<p>My colleagues have never asked where I got it. If one of them does, I may "
                    "say. I may say that I read it somewhere, and now that is true as well.</p>"
                ),
            ),
            (
                "button",
                {
                    "label": "Find someone to talk to",
                    "page": "urgent-help",
                    "url": "",
                },
            ),
        ],
    },
    {
        "slug": "tuesdays-at-the-allotment",
        "title": "Tuesdays at the allotment",
        "kind": "story",
        "days_ago": 243,
        "summary": (
            "A social worker writes about five months away from work, a shed with no signal, and "
            "what he said on the first day back."
        ),
        "author": "the-editors",
        "attribution": "pseudonym",
        "attributed_to": "Rowan",
        "tags": ["going back to work", "keeping well"],
        "content_notes": ["time off work", "low mood"],
        "content_note_level": "described",
        "show_views": True,
        "search_description": (
            "A story published under a pseudonym: a social worker on five months away from work, "
            "an allotment, and the first day back."
        ),
        "body": [
            (
                "callout",
                {
                    "tone": "information",
                    "title": "About this story",
                    "text": (
                        "<p>Rowan is a pseudonym. The people and the place in this story are "
                        "invented.</p>"
                    ),
                },
            ),
            (
                "rich_text",
                (
                    "<p>The allotment was not my idea. A neighbour had a bad knee and half a plot, "
                    "and I had five empty months. He said Tuesdays. I said that I could not "
                    "promise anything. He said that neither could the beans.</p>"
                ),
            ),
            (
                "image_text",
                {
                    "image": "walking-path",
                    "alt": "A path between hedges, leading away.",
                    "text": (
                        "<p>I should say that it did not make me well. Time did some of that, and "
                        "tablets, and a woman at the surgery who never once looked at her screen "
                        "first. The allotment was where I waited while it happened.</p>"
                        "<p>There was a shed with no signal. I had not known how much of my "
                        "tiredness was listening for the phone.</p>"
                    ),
                    "side": "left",
                },
            ),
            ("heading", {"text": "Being no use", "level": "h2"}),
            (
                "rich_text",
                (
                    "<p>For nineteen years I had been of use for a living. I could walk into a "
                    "kitchen where everyone was shouting and know who to speak to first. On the "
                    "plot I was of no use at all. I planted things too deep. I watered what was "
                    "meant to be dry. He would look at it, say “well, it’s had a drink”, and go "
                    "back to his row.</p><p>In all that time he asked me one question about "
                    "myself, and it was whether I liked radishes. I think about that when I am "
                    "with families now: how much space a question leaves when it wants nothing "
                    "back.</p>"
                ),
            ),
            ("heading", {"text": "The kettle", "level": "h2"}),
            (
                "rich_text",
                (
                    "<p>What I dreaded was not the work. It was the kettle, and someone saying “so "
                    "where have you been hiding?” I practised answers among the cabbages. Most "
                    "were too long. Some were lies, and I am a poor liar.</p><p>The one I kept "
                    "was: “I’ve been off, and I’m glad to be back. What have I missed?” I had told "
                    "my manager the rest beforehand, and one friend in the team, so that someone "
                    "in the room would know. It was enough for nearly everyone. Two people wanted "
                    "to know more. They came and found me later, separately, each with a story of "
                    "their own.</p>"
                ),
            ),
            (
                "quote",
                {
                    "text": "A question leaves a lot of space when it wants nothing back.",
                    "attribution": "",
                },
            ),
            (
                "rich_text",
                (
                    "<p>I went back three days a week, and then four. I have not gone back to "
                    "five, and nothing has fallen apart. The plan I used is much like <a "
                    'href="page:going-back-slowly">the one in the resources here</a>. I only wish '
                    "I had found it before and not after.</p><p>I keep my Tuesdays. His knee is "
                    "better. He says that I can stay on, because of the radishes.</p>"
                ),
            ),
        ],
    },
]
