"""Demo resources on other sites: official pages, organisations and helplines."""

from typing import Any

PLACES: list[dict[str, Any]] = [
    {
        "slug": "samaritans",
        "title": "Samaritans",
        "summary": (
            "To talk about anything that is upsetting you, at any time. You do not have to be "
            "thinking of suicide to call."
        ),
        "kind": "helpline",
        "source_name": "Samaritans",
        "source_url": "https://www.samaritans.org/",
        "published_year": None,
        "topics": ["Urgent help", "Going back to work"],
        "professions": [],
        "stages": [],
        "nation": "UK",
        "content_notes": [],
        "checked_days_ago": 12,
        "phone": "116 123",
        "hours": "Free, 24 hours a day, every day",
        "search_description": (
            "Samaritans listen 24 hours a day, every day of the year, on 116 123. Free to call. "
            "You do not have to be in crisis."
        ),
        "body": [
            (
                "rich_text",
                (
                    "<p>Free to call, 24 hours a day, every day of the year. Someone will listen "
                    "for as long as it takes. They do not tell you what to do.</p><p><b>If you "
                    "work in mental health:</b> you do not have to give your name or say what you "
                    "do for a living. You can if you like. Other people who do this work call them "
                    "too.</p>"
                ),
            ),
        ],
    },
    {
        "slug": "lifeline",
        "title": "Lifeline",
        "summary": (
            "A helpline for people in Northern Ireland who are in distress or despair. Trained "
            "counsellors answer 24 hours a day."
        ),
        "kind": "helpline",
        "source_name": "Lifeline",
        "source_url": "https://www.lifelinehelpline.info/",
        "published_year": None,
        "topics": ["Urgent help"],
        "professions": [],
        "stages": [],
        "nation": "Northern Ireland",
        "content_notes": [],
        "checked_days_ago": 12,
        "phone": "0808 808 8000",
        "hours": "Free, 24 hours a day, every day",
        "search_description": (
            "Lifeline, the helpline for people in Northern Ireland in distress or despair: 0808 "
            "808 8000, 24 hours a day, free to call."
        ),
        "body": [
            (
                "rich_text",
                (
                    "<p>Free to call, 24 hours a day, every day. You do not need a referral, and "
                    "you can call about someone you are worried about.</p>"
                ),
            ),
        ],
    },
    {
        "slug": "access-to-work",
        "title": "Access to Work: help with the cost of adjustments",
        "summary": (
            "What the scheme may pay for, who can apply, and why it is wise to apply early."
        ),
        "kind": "link",
        "source_name": "GOV.UK",
        "source_url": "https://www.gov.uk/access-to-work",
        "published_year": None,
        "topics": ["Going back to work", "Rights and adjustments"],
        "professions": [],
        "stages": ["assistant", "trainee", "qualified"],
        "nation": "",
        "content_notes": [],
        "checked_days_ago": 40,
        "phone": "",
        "search_description": (
            "Access to Work can help to pay for support at work for people with a health condition "
            "in England, Scotland and Wales."
        ),
        "body": [
            (
                "rich_text",
                (
                    "<p>A government scheme that can help to pay for support at work when you have "
                    "a disability or a health condition, mental health included. It covers "
                    "England, Scotland and Wales. Northern Ireland has its own "
                    "scheme.</p><p><b>What members say:</b> apply early, because answers can take "
                    "a long time. Keep a copy of what you send. You apply yourself, and they only "
                    "speak to your employer if you agree.</p>"
                ),
            ),
            (
                "button",
                {
                    "label": "Read about it on GOV.UK",
                    "page": "",
                    "url": "https://www.gov.uk/access-to-work",
                },
            ),
        ],
    },
    {
        "slug": "equality-act-2010",
        "title": "The Equality Act 2010, and where to look in it",
        "summary": (
            "The law itself, with the three sections that members use most: what counts as "
            "disability, adjustments, and health questions before a job offer."
        ),
        "kind": "link",
        "source_name": "legislation.gov.uk",
        "source_url": "https://www.legislation.gov.uk/ukpga/2010/15/contents",
        "published_year": 2010,
        "topics": ["Rights and adjustments"],
        "professions": [],
        "stages": [],
        "nation": "",
        "content_notes": ["unfair treatment"],
        "checked_days_ago": 52,
        "phone": "",
        "search_description": (
            "The Equality Act 2010 and the sections that matter most at work: disability, "
            "reasonable adjustments, and health questions."
        ),
        "body": [
            (
                "table",
                {
                    "caption": "Where to look in the Act",
                    "header": ["Section", "About", "In short"],
                    "rows": [
                        [
                            "6",
                            "Disability",
                            (
                                "A long-term condition with a substantial effect on daily life can "
                                "count, mental health included"
                            ),
                        ],
                        ["20", "Adjustments", "The duty to make reasonable ones"],
                        [
                            "60",
                            "Health questions",
                            "What an employer cannot ask before offering a job, and the exceptions",
                        ],
                    ],
                },
            ),
            (
                "rich_text",
                (
                    "<p>It applies in England, Scotland and Wales. Northern Ireland has other "
                    'laws, and the <a href="https://www.equalityni.org/">Equality Commission for '
                    "Northern Ireland</a> explains them.</p><p>This is not legal advice. <a "
                    'href="page:acas">Acas</a> or your union can say what it means for you.</p>'
                ),
            ),
        ],
    },
    {
        "slug": "acas",
        "title": "Acas",
        "summary": (
            "Free and impartial advice about rights at work, by phone and online, for workers and "
            "employers."
        ),
        "kind": "organisation",
        "source_name": "Acas",
        "source_url": "https://www.acas.org.uk/",
        "published_year": None,
        "topics": ["Rights and adjustments", "Going back to work"],
        "professions": [],
        "stages": ["assistant", "trainee", "qualified"],
        "nation": "",
        "content_notes": [],
        "checked_days_ago": 47,
        "phone": "",
        "search_description": (
            "Acas gives free and impartial advice on rights at work, reasonable adjustments and "
            "absence, in England, Scotland and Wales."
        ),
        "body": [
            (
                "rich_text",
                (
                    "<p>Acas advises people at work in England, Scotland and Wales. Its pages on "
                    "reasonable adjustments, on absence and on talking about mental health are "
                    "short and clear. In Northern Ireland the Labour Relations Agency does similar "
                    "work.</p>"
                    "<p><b>What members say:</b> good for the question “is this allowed?” before "
                    "you ask it at work.</p>"
                ),
            ),
        ],
    },
    {
        "slug": "your-union-or-professional-body",
        "title": "Your trade union or professional body",
        "summary": "Why to speak to them early, and what they can do that a friend cannot.",
        "kind": "organisation",
        "source_name": "Trades Union Congress",
        "source_url": "https://www.tuc.org.uk/",
        "published_year": None,
        "topics": ["Going back to work", "Rights and adjustments", "Training"],
        "professions": [
            "Nursing",
            "Occupational therapy",
            "Psychiatry",
            "Psychology",
            "Psychotherapy and counselling",
            "Social work",
        ],
        "stages": ["trainee", "qualified", "retired"],
        "nation": "UK",
        "content_notes": [],
        "checked_days_ago": 47,
        "phone": "",
        "search_description": (
            "Why to speak to a trade union or a professional body early about health and work, and "
            "what to ask before you tell them anything."
        ),
        "body": [
            (
                "rich_text",
                (
                    "<p>Unions see every week what happens to us once or twice in a lifetime. Many "
                    "are cheap for students to join. Most only help with problems that begin after "
                    "you join, so it is worth joining in a good year.</p><ul><li>They can come "
                    "into a meeting with you.</li><li>They can read a letter before you send "
                    "it.</li><li>They know what your employer agreed to last "
                    "time.</li></ul><p>Before you tell them anything, ask what they record and who "
                    "reads it. They will not mind. A professional body may advise you as well. A "
                    "regulator is different and does not act for you.</p><p>If you are not in a "
                    "union, the Trades Union Congress can help you find one.</p>"
                ),
            ),
        ],
    },
]
