"""Demo meetings further ahead. Everything in `member_details` is invented."""

from typing import Any

LATER: list[dict[str, Any]] = [
    {
        "slug": "a-slow-walk",
        "search_description": (
            "A slow walk for members in Leeds, on a step-free path of two kilometres with benches. "
            "You do not have to talk about work."
        ),
        "title": "A slow walk, and time to talk",
        "summary": (
            "Two kilometres on a level path with benches. We walk in pairs and swap at every "
            "bench. You can talk about work, but you do not have to."
        ),
        "body": [
            (
                "rich_text",
                (
                    "<p>Some things are easier to say side by side. We walk slowly, stop often, "
                    "and end somewhere with soup. If it rains hard we go straight to the "
                    "soup.</p><p>This walk is not for friends and family, but dogs who like "
                    "company are welcome.</p>"
                ),
            ),
        ],
        "start_in_days": 54,
        "start_time": "11:00",
        "end_time": "14:00",
        "mode": "in_person",
        "public_area": "Leeds",
        "host_name": "",
        "host_url": "",
        "access_information": (
            "A step-free path of two kilometres with eight benches. Accessible toilet at both "
            "ends. You can join us for half of it."
        ),
        "audience": "members",
        "status": "planned",
        "status_note": "",
        "content_notes": [],
        "member_details": {
            "address": "The café by the north gate, Example Park, Leeds LS99 9ZZ",
            "room": "The long table at the back",
            "map_link": "https://example.org/map/example-park",
            "online_link": "",
            "passcode": "",
            "contact": "Fern, 0113 496 0054",
            "note": (
                "Look for a green umbrella. If anyone asks, we are a walking group, which is true."
            ),
        },
    },
    {
        "slug": "trainees-and-those-who-train-them",
        "search_description": (
            "People in training and their supervisors talk together, in Cardiff and online, about "
            "what is safe to say and what happens afterwards."
        ),
        "title": "Trainees and those who train them",
        "summary": (
            "People in training and their supervisors talk together for once about what is safe to "
            "say, who to say it to, and what happens afterwards."
        ),
        "body": [
            (
                "rich_text",
                (
                    "<p>We begin in two groups, so that people can first say what they would not "
                    "say in front of the other group. Then each group reads out what it is happy "
                    "to share, and we talk about that.</p><p>Nobody is in a group with someone who "
                    "marks their work. If you need us to arrange this, tell us in advance in one "
                    "line.</p>"
                ),
            ),
        ],
        "start_in_days": 75,
        "start_time": "17:30",
        "end_time": "19:00",
        "mode": "both",
        "public_area": "Cardiff",
        "host_name": "A training course",
        "host_url": "",
        "access_information": (
            "Lift to every floor. Hearing loop. Live captions online in English. Notes afterwards "
            "in Welsh and English."
        ),
        "audience": "all",
        "status": "changed",
        "status_note": "We now start at 5.30pm, half an hour earlier than first announced.",
        "content_notes": ["unfair treatment"],
        "member_details": {
            "address": "Alder Hall, 7 Example Street, Cardiff CF99 9ZZ",
            "room": "First floor, room 1.20",
            "map_link": "https://example.org/map/alder-hall",
            "online_link": "https://example.org/meet/training",
            "passcode": "530 117",
            "contact": "Wren, 029 2018 0075",
            "note": (
                "Please sit apart from anyone who supervises you. Tell Wren if you need help to "
                "arrange this."
            ),
        },
    },
    {
        "slug": "reading-group-second-book",
        "search_description": (
            "An online hour for members on a memoir that the reading group chose together. This "
            "one is cancelled and a new date will follow."
        ),
        "title": "Reading group: the second book",
        "summary": (
            "An hour on a memoir that the group chose together. You can come even if you have not "
            "finished it, or have not started."
        ),
        "body": [
            (
                "rich_text",
                (
                    "<p>We are sorry to cancel this one. The group will choose a new date. It will "
                    'appear on the <a href="page:meetings">meetings page</a>. Nothing you have '
                    "read will be wasted.</p>"
                ),
            ),
        ],
        "start_in_days": 88,
        "start_time": "19:00",
        "end_time": "20:00",
        "mode": "online",
        "public_area": "Online",
        "host_name": "",
        "host_url": "",
        "access_information": (
            "Live captions. We send a plain-text summary of the chapters a week before."
        ),
        "audience": "members",
        "status": "cancelled",
        "status_note": (
            "The person who was going to lead the evening needs a rest. A new date will follow."
        ),
        "content_notes": ["hospital stay"],
        "member_details": {
            "address": "",
            "room": "",
            "map_link": "",
            "online_link": "https://example.org/meet/reading",
            "passcode": "246 802",
            "contact": "Larch, 07700 900246",
            "note": "This online room will not be open on that evening.",
        },
    },
    {
        "slug": "thinking-about-research-together",
        "search_description": (
            "A small online meeting on research about people like us: who should ask questions, "
            "which questions to ask, and which never to ask."
        ),
        "title": "Thinking about research together",
        "summary": (
            "An online meeting for members who do research, take part in it, or would like to "
            "argue with it. By invitation, so that it stays small."
        ),
        "body": [
            (
                "rich_text",
                (
                    "<p>Three short questions and no slides. What should be asked about people "
                    "like us? Who should ask? What should never be asked at all?</p><p>It is by "
                    "invitation only because a small group talks better. If you would like an "
                    'invitation, see <a href="page:help-plan-a-research-day">our call for people '
                    "to plan a day on research</a>.</p>"
                ),
            ),
        ],
        "start_in_days": 103,
        "start_time": "12:30",
        "end_time": "14:00",
        "mode": "online",
        "public_area": "Online",
        "host_name": "",
        "host_url": "",
        "access_information": (
            "Live captions. A break halfway through. We send the three questions a week before."
        ),
        "audience": "invited",
        "status": "planned",
        "status_note": "",
        "content_notes": [],
        "member_details": {
            "address": "",
            "room": "",
            "map_link": "",
            "online_link": "https://example.org/meet/research",
            "passcode": "909 415",
            "contact": "Wren, 07700 900415",
            "note": (
                "Please do not share the link, even with another member. They can ask Wren for it."
            ),
        },
    },
]
