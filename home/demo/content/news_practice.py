"""Two practical demo articles: an opinion on disclosure and a video about meetings."""

from typing import Any

PRACTICE: list[dict[str, Any]] = [
    {
        "slug": "a-conversation-not-a-confession",
        "title": "A conversation, not a confession",
        "kind": "opinion",
        "days_ago": 69,
        "summary": (
            "On telling a supervisor, and on the right not to. What changed when I stopped "
            "rehearsing an apology and wrote down a request."
        ),
        "author": "sorrel",
        "tags": ["telling people", "supervision", "identity"],
        "content_notes": ["time off work"],
        "show_views": True,
        "search_description": (
            "An occupational therapist on telling a supervisor about your mental health, and on "
            "the right not to."
        ),
        "body": [
            (
                "rich_text",
                (
                    "<p>For most of one year I rehearsed a speech. I said it in the car, at the "
                    "sink, and once, by mistake, aloud in a queue. It began with the word “sorry” "
                    "and it went on for four minutes. It had a beginning, a low point and a "
                    "promise. It was, I can see now, a confession, and I was going to make it to a "
                    "person who did our rota.</p>"
                ),
            ),
            ("heading", {"text": "What a confession does", "level": "h2"}),
            (
                "rich_text",
                (
                    "<p>A confession hands the whole thing over. The other person must decide what "
                    "it means, whether it is forgiven, and what happens next. That is a great deal "
                    "to give to anyone at ten past four between two meetings, and it is not theirs "
                    "to decide.</p>"
                    "<p>It also puts the story first and the request last, if at all. My speech "
                    "was nearly finished before it got to what I wanted, which was not to work an "
                    "early shift after a late one.</p>"
                ),
            ),
            (
                "image_text",
                {
                    "image": "open-door",
                    "alt": "A half-open door with light behind it.",
                    "text": (
                        "<p>What I did in the end was smaller. I wrote three lines on a card: what "
                        "is hard, what would help, who needs to know. I did not write down a "
                        "diagnosis, because nothing in the three lines needed one.</p>"
                        "<p>Then I asked for twenty minutes, in a room with a door, on a day of my "
                        "choosing.</p>"
                    ),
                    "side": "right",
                },
            ),
            ("heading", {"text": "What a conversation does", "level": "h2"}),
            (
                "rich_text",
                (
                    "<p>It has two people in it. She asked what I would do on days when the rota "
                    "could not bend. I had not thought of that, and we worked it out. She told me "
                    "who else would see the note. I said that one of them should not, and she "
                    "crossed it out while I watched.</p><p>I had prepared for pity and for "
                    "suspicion. I had not prepared for someone being practical, and I nearly cried "
                    "at the word “Thursdays”.</p>"
                ),
            ),
            (
                "quote",
                {
                    "text": "I did not owe her the story. I owed us both a clear sentence.",
                    "attribution": "",
                },
            ),
            ("heading", {"text": "And the right not to", "level": "h2"}),
            (
                "rich_text",
                (
                    "<p>It does not always go like that, and I would never tell anyone that they "
                    "ought to say something. In some teams, silence is the wisest choice. Not "
                    "telling is not lying. You can ask for many changes as part of ordinary "
                    "working life. You can take your time to find out whether a person is safe "
                    "before you tell them anything.</p><p>If you do decide to speak, you can stop "
                    "halfway. You can say “I find that this is as much as I want to say today.” I "
                    "have watched someone do it. It was the most professional thing I saw all "
                    "year.</p>"
                ),
            ),
            (
                "link_cards",
                {
                    "cards": [
                        {
                            "title": "Telling your supervisor",
                            "text": (
                                "What to decide first, what to ask for, and what you never have to "
                                "say."
                            ),
                            "page": "telling-your-supervisor",
                            "url": "",
                        },
                        {
                            "title": "A letter to ask for adjustments",
                            "text": "A page to start from, when writing is easier than talking.",
                            "page": "a-letter-to-ask-for-adjustments",
                            "url": "",
                        },
                        {
                            "title": "Acas",
                            "text": (
                                "Free and impartial advice about rights at work, in England, "
                                "Scotland and Wales."
                            ),
                            "page": "",
                            "url": "https://www.acas.org.uk/",
                        },
                    ]
                },
            ),
        ],
    },
    {
        "slug": "three-ways-to-open-a-meeting",
        "title": "Three ways to open a peer meeting",
        "kind": "video",
        "days_ago": 84,
        "summary": (
            "How to begin so that the quietest person in the room can relax. Nine minutes, with a "
            "full transcript underneath."
        ),
        "author": "sorrel",
        "tags": ["peer support", "meetings"],
        "content_notes": [],
        "show_views": True,
        "search_description": (
            "A nine-minute video with a full transcript: three ways to open a peer meeting so that "
            "the quietest person can relax."
        ),
        "body": [
            (
                "rich_text",
                (
                    "<p>After the first few meetings several people asked how to begin. The first "
                    "five minutes decide who will speak in the next eighty-five, and most of us "
                    "were never shown how to open a meeting. So two members sat down with a "
                    "camera, a teapot and no script.</p>"
                ),
            ),
            (
                "video",
                {
                    "title": "Three ways to open a peer meeting",
                    "url": "https://www.youtube.com/watch?v=aqz-KE-bpKQ",
                    "minutes": 9,
                    "transcript": (
                        "<p><b>Sorrel:</b> We are going to show you three ways to begin. None is "
                        "the right one. Choose by who is coming and how tired they "
                        "are.</p><p><b>Fern:</b> The first is the round. You go round the circle "
                        "and each person says a name and one ordinary thing: how they got here, or "
                        "what they had for breakfast. Not how they are feeling. That comes later, "
                        "if it comes.</p><p><b>Sorrel:</b> The person who opens the meeting goes "
                        "first and keeps it short, because everyone copies the length of the first "
                        "answer. And say that passing is fine. Then, when someone passes, do not "
                        "look sorry for them.</p><p><b>Fern:</b> The second is the pair. You turn "
                        "to the person beside you for three minutes each. One talks, the other "
                        "only listens. Then you swap. Nobody reports back. It is good for a large "
                        "group, because by minute seven everyone has spoken once and only one "
                        "person has heard it.</p><p><b>Sorrel:</b> The third is the quiet one. You "
                        "say: we will sit for two minutes, there is a question on the card if you "
                        "want it, and then I will ring this bell and begin. It is for evenings "
                        "when people have come straight from a shift.</p><p><b>Fern:</b> People "
                        "are afraid of that one.</p><p><b>Sorrel:</b> They are, for about forty "
                        "seconds.</p><p><b>Fern:</b> With all three you say the same four things "
                        "out loud. What is said here stays here, and so does who was here. Nobody "
                        "has to speak. You can leave without explaining. And we finish at "
                        "eight.</p><p><b>Sorrel:</b> And then you do finish at eight.</p>"
                    ),
                },
            ),
            ("heading", {"text": "The three, side by side", "level": "h2"}),
            (
                "table",
                {
                    "caption": "Three openings and when to use them",
                    "header": ["Opening", "Time", "Good for"],
                    "rows": [
                        [
                            "The round",
                            "10 minutes for eight people",
                            "People who know each other a little",
                        ],
                        [
                            "The pair",
                            "7 minutes for any number",
                            "A large or a shy group",
                        ],
                        ["The quiet one", "2 minutes", "An evening after a long day"],
                    ],
                },
            ),
            (
                "rich_text",
                (
                    "<p>All of this is in our short guide. It also covers the closing, which "
                    "matters as much and is practised even less. There is more about groups in <a "
                    'href="page:starting-a-peer-group">Starting a small peer group</a>.</p>'
                ),
            ),
            (
                "document",
                {
                    "document": "meeting-guide",
                    "description": (
                        "Ninety minutes, from the tea to the last word. In plain text."
                    ),
                },
            ),
        ],
    },
]
