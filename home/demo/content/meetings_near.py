"""Demo meetings that are over or come next. Everything in `member_details` is invented."""

from typing import Any

NEAR: list[dict[str, Any]] = [
    {
        "slug": "inaugural-meeting",
        "search_description": (
            "Our inaugural meeting, an afternoon in East London hosted by a university: who we are "
            "and how we would like to meet."
        ),
        "title": "Our inaugural meeting",
        "summary": (
            "A first afternoon together, hosted by a university. Who we are, what we would like to "
            "be, and a great deal of tea."
        ),
        "body": [
            (
                "rich_text",
                (
                    "<p>Until then, most of us had only read each other’s writing. This was an "
                    "afternoon to be in one room, with no speeches, one long break, and time to "
                    "decide together how we want to meet.</p><p>You can read what people said, "
                    'without names, in <a href="page:our-first-afternoon">Our first '
                    "afternoon</a>.</p>"
                ),
            ),
        ],
        "start_in_days": -128,
        "start_time": "13:00",
        "end_time": "16:00",
        "mode": "in_person",
        "public_area": "East London",
        "host_name": "A university department",
        "host_url": "",
        "access_information": "Step-free from the street. Hearing loop. A quiet room next door.",
        "audience": "members",
        "status": "planned",
        "status_note": "",
        "content_notes": [],
        "member_details": {
            "address": "Rowan Building, 3 Example Lane, London E99 9ZZ",
            "room": "Ground floor, room G.06",
            "map_link": "https://example.org/map/rowan-building",
            "online_link": "",
            "passcode": "",
            "contact": "Sorrel, 020 7946 0011",
            "note": "The door says “Seminar”. No sign mentions us, and there is no list to sign.",
        },
    },
    {
        "slug": "what-we-wish-our-managers-knew",
        "search_description": (
            "An online evening for members on the small things that make a working day possible, "
            "and how to say them to a manager."
        ),
        "title": "What we wish our managers knew",
        "summary": (
            "An online evening about the small things that make a working day possible, and how to "
            "explain them to someone with a rota to fill."
        ),
        "body": [
            (
                "rich_text",
                (
                    "<p>There were some complaints, but mostly we collected sentences that had "
                    "worked. They were short and ordinary, and easy to say in a "
                    "corridor.</p><p>The notes from the evening have no names in them. We did not "
                    "record it.</p>"
                ),
            ),
            (
                "quote",
                {
                    "text": "Ask me what would help before you ask me what is wrong.",
                    "attribution": "Said at the meeting",
                },
            ),
        ],
        "start_in_days": -16,
        "start_time": "19:00",
        "end_time": "20:15",
        "mode": "online",
        "public_area": "Online",
        "host_name": "",
        "host_url": "",
        "access_information": (
            "Live captions. Opens in a browser without an account. You can keep your camera off."
        ),
        "audience": "members",
        "status": "planned",
        "status_note": "",
        "content_notes": ["unfair treatment"],
        "member_details": {
            "address": "",
            "room": "",
            "map_link": "",
            "online_link": "https://example.org/meet/managers",
            "passcode": "118 204",
            "contact": "Larch, 07700 900118",
            "note": "You can change your name as you join, if you prefer another one.",
        },
    },
    {
        "slug": "carrying-two-roles",
        "search_description": (
            "An evening for members in central London and online, on what the work asks of us in "
            "hard months and what we ask for in return."
        ),
        "title": "Carrying two roles through a hard season",
        "summary": (
            "An evening for members to talk about the harder months: what the work asks of us, and "
            "what we ask for in return."
        ),
        "body": [
            ("heading", {"text": "What will happen", "level": "h2"}),
            (
                "rich_text",
                (
                    "<p>We start with tea and a round of names, real or chosen. Someone speaks for "
                    "five minutes to introduce the subject. Then we talk in threes, in the room "
                    "and online, and come back together at the end. We finish on time.</p><p>Come "
                    "to listen if you would rather not speak. You can keep your camera off. You "
                    "can leave at any time without explaining.</p>"
                ),
            ),
            (
                "callout",
                {
                    "tone": "care",
                    "title": "What we leave out",
                    "text": (
                        "<p>We may talk about burnout and low mood. We do not describe how anyone "
                        "was hurt. If the evening upsets you, one of us stays for half an hour "
                        'afterwards, and <a href="page:urgent-help">helplines are open all '
                        "night</a>.</p>"
                    ),
                },
            ),
        ],
        "start_in_days": 12,
        "start_time": "18:30",
        "end_time": "20:00",
        "mode": "both",
        "public_area": "Central London",
        "host_name": "A university department",
        "host_url": "https://www.example.org/",
        "access_information": (
            "Step-free from the street. Hearing loop. Live captions online. A quiet room next door."
        ),
        "audience": "members",
        "status": "planned",
        "status_note": "",
        "content_notes": ["burnout", "low mood"],
        "member_details": {
            "address": "Juniper House, 18 Example Row, London WC99 9ZZ",
            "room": "Second floor, room 2.14",
            "map_link": "https://example.org/map/juniper-house",
            "online_link": "https://example.org/meet/two-roles",
            "passcode": "402 918",
            "contact": "Sorrel, 020 7946 0000",
            "note": (
                "The door says “Seminar”. The online room opens ten minutes early. There is no "
                "list to sign."
            ),
        },
    },
    {
        "slug": "bring-a-question",
        "search_description": (
            "An open evening online for anyone who is wondering whether this community is for "
            "them. You can use any name and keep your camera off."
        ),
        "title": "Bring a question: an open evening",
        "summary": (
            "For anyone who is wondering whether this community is for them. Two of us answer what "
            "we can, and say so when we cannot."
        ),
        "body": [
            (
                "rich_text",
                (
                    "<p>You do not have to be a member, plan to become one or say why you came. "
                    "You can keep your camera off and use any name.</p><p>To come, <a "
                    'href="page:contact">contact us</a> and mention the open evening. We will send '
                    "you the link and then delete your message.</p>"
                ),
            ),
            (
                "questions",
                {
                    "items": [
                        {
                            "question": "Do I have to say that I have been unwell?",
                            "answer": (
                                "<p>No. Nobody will ask. You can ask a question for a friend.</p>"
                            ),
                        },
                        {
                            "question": "Will anyone I work with be there?",
                            "answer": (
                                "<p>We cannot know. You can use any name and keep your camera off, "
                                "and you can leave at any time.</p>"
                            ),
                        },
                    ]
                },
            ),
        ],
        "start_in_days": 33,
        "start_time": "19:00",
        "end_time": "20:15",
        "mode": "online",
        "public_area": "Online",
        "host_name": "",
        "host_url": "",
        "access_information": (
            "Live captions. Opens in a browser without an account. You can type your questions."
        ),
        "audience": "all",
        "status": "planned",
        "status_note": "",
        "content_notes": [],
        "member_details": {
            "address": "",
            "room": "",
            "map_link": "",
            "online_link": "https://example.org/meet/open-evening",
            "passcode": "771 360",
            "contact": "Wren, 07700 900360",
            "note": "If you are coming to welcome people, please be there ten minutes early.",
        },
    },
]
