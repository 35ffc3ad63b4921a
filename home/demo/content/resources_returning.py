"""Demo guides about getting care, and about going back to work."""

from typing import Any

RETURNING: list[dict[str, Any]] = [
    {
        "slug": "going-back-slowly",
        "title": "Going back, slowly",
        "summary": (
            "A week-by-week plan for the first two months, with an email you could send before "
            "your first day."
        ),
        "kind": "guide",
        "source_name": "in2gr8mentalhealth",
        "source_url": "",
        "published_year": 2025,
        "topics": ["Going back to work", "Keeping well"],
        "professions": [],
        "stages": ["trainee", "qualified"],
        "nation": "UK",
        "content_notes": ["time off work"],
        "checked_days_ago": 38,
        "phone": "",
        "search_description": (
            "A week-by-week plan for going back to work after time off for your mental health, "
            "with an email to send before your first day."
        ),
        "body": [
            (
                "rich_text",
                (
                    "<p>Going back is work in itself, so it should be on the rota. This plan is a "
                    "guide, not a rule. Change any number in it.</p>"
                ),
            ),
            (
                "table",
                {
                    "caption": "A plan for the first eight weeks",
                    "header": ["Weeks", "Hours", "What for"],
                    "rows": [
                        [
                            "Before",
                            "One visit",
                            "Your desk, your passwords, one person you like",
                        ],
                        [
                            "1 and 2",
                            "About a third",
                            "Being there, and seeing nobody on your own",
                        ],
                        [
                            "3 and 4",
                            "About half",
                            "A small part of your own work, chosen with you",
                        ],
                        [
                            "5 and 6",
                            "Two thirds",
                            "More of it, and one thing you used to enjoy",
                        ],
                        [
                            "7 and 8",
                            "Nearly all",
                            "A review: what stays changed for good?",
                        ],
                    ],
                },
            ),
            ("heading", {"text": "An email before your first day", "level": "h2"}),
            (
                "rich_text",
                (
                    "<p><i>I am looking forward to coming back on Monday. I would like to begin "
                    "with two short weeks, as we said. I would rather not be asked about it in the "
                    "team meeting. If people want to know, “it is good to have you back” is just "
                    "right. Could we have half an hour at the end of each of the first two "
                    "weeks?</i></p>"
                ),
            ),
            ("heading", {"text": "By the kettle", "level": "h2"}),
            (
                "rich_text",
                (
                    "<p>Practise one sentence aloud. “I’ve been off, and I’m glad to be back. What "
                    "have I missed?” works because it ends with a question. Tell one person the "
                    "rest beforehand, if you can, so that someone in the room knows.</p>"
                ),
            ),
            (
                "callout",
                {
                    "tone": "care",
                    "title": "If things get worse",
                    "text": (
                        "<p>A bad week is only a week. Say so early, go back one step in the "
                        "table, and ask someone to look at it with you. If it will not wait, there "
                        'is <a href="page:urgent-help">urgent help</a>.</p>'
                    ),
                },
            ),
        ],
    },
    {
        "slug": "care-from-a-service-you-know",
        "title": "Getting care from a service you know",
        "summary": (
            "For when the nearest help is also where you work, trained, or might one day apply. "
            "What you can ask for and who to ask."
        ),
        "kind": "guide",
        "source_name": "in2gr8mentalhealth",
        "source_url": "",
        "published_year": 2026,
        "topics": ["Keeping well", "Rights and adjustments"],
        "professions": ["Nursing", "Psychiatry", "Psychology", "Social work"],
        "stages": ["trainee", "qualified"],
        "nation": "UK",
        "content_notes": ["hospital stay"],
        "checked_days_ago": 72,
        "phone": "",
        "search_description": (
            "For mental health staff who need care themselves: how to ask for a different team, "
            "who may see your record, and your registration."
        ),
        "body": [
            (
                "rich_text",
                (
                    "<p>One reason why people like us ask late is that we know who will answer the "
                    "phone. You are allowed to want privacy, and there are ordinary ways to ask "
                    "for it.</p>"
                ),
            ),
            ("heading", {"text": "What you can ask for", "level": "h2"}),
            (
                "rich_text",
                (
                    "<ul><li><b>A different team or place.</b> Your GP can ask for you. It is not "
                    "always possible, but it is always reasonable to ask.</li><li><b>Privacy for "
                    "your record.</b> Ask who can open it, and whether that is logged. Looking at "
                    "a colleague’s record without a reason is a serious matter, and services know "
                    "this.</li><li><b>That a named person is not involved.</b> You do not need to "
                    "say why.</li><li><b>To be spoken to as a patient.</b> You can say “please "
                    "explain it as you would to anyone”.</li></ul>"
                ),
            ),
            ("heading", {"text": "What happens to my registration?", "level": "h2"}),
            (
                "rich_text",
                (
                    "<p>Being unwell, or being treated, is not by itself a matter for your "
                    "registration. What counts is whether your health affects safe practice and "
                    "what you do about that. Getting help is usually part of the answer, not part "
                    "of the problem. Look at your own regulator’s page, or ask <a "
                    'href="page:your-union-or-professional-body">your union or professional '
                    "body</a>, before you worry alone.</p>"
                ),
            ),
            (
                "callout",
                {
                    "tone": "care",
                    "title": "If it will not wait",
                    "text": (
                        '<p>Go to <a href="page:urgent-help">urgent help</a> first. You can sort '
                        "out privacy afterwards.</p>"
                    ),
                },
            ),
        ],
    },
]
