"""Demo guides about disclosure at work, asking for adjustments and filling in forms."""

from typing import Any

GUIDES: list[dict[str, Any]] = [
    {
        "slug": "telling-your-supervisor",
        "title": "Telling your supervisor: before, during and after",
        "summary": "What to decide first, what to ask for, and what you never have to say.",
        "kind": "guide",
        "source_name": "in2gr8mentalhealth",
        "source_url": "",
        "published_year": 2025,
        "topics": ["Telling people", "Supervision"],
        "professions": [],
        "stages": ["assistant", "trainee", "qualified"],
        "nation": "UK",
        "content_notes": [],
        "checked_days_ago": 31,
        "phone": "",
        "search_description": (
            "A guide to telling a supervisor about your mental health: what to decide first, what "
            "to ask for, and what you never have to say."
        ),
        "body": [
            (
                "callout",
                {
                    "tone": "information",
                    "title": "You do not have to",
                    "text": (
                        "<p>Not telling is not lying. This guide is for people who have decided "
                        "to, or who would like to find out whether they want to.</p>"
                    ),
                },
            ),
            (
                "steps",
                {
                    "items": [
                        {
                            "title": "Before: decide what it is for",
                            "text": (
                                "<p>Write three lines. What is hard. What would help. Who needs to "
                                "know. If you cannot fill in the second, it may be better to wait, "
                                "or to talk to someone outside first.</p>"
                            ),
                        },
                        {
                            "title": "Before: find out what they must do",
                            "text": (
                                "<p>Ask, in general terms, what your supervisor has to record or "
                                "share, and who with. It is an ordinary question, and the answer "
                                "tells you a lot.</p>"
                            ),
                        },
                        {
                            "title": "During: say the request first",
                            "text": (
                                "<p>“I have a health condition. I would like to try not having an "
                                "early shift after a late one.” You do not need to name the "
                                "condition.</p>"
                            ),
                        },
                        {
                            "title": "During: agree who will know",
                            "text": (
                                "<p>Ask for it to be written down, and ask to see it. You can say "
                                "“that is as much as I want to say today”.</p>"
                            ),
                        },
                        {
                            "title": "After: send two lines",
                            "text": (
                                "<p>Thank them, and say what you both agreed. It helps them, and "
                                "it is a record.</p>"
                            ),
                        },
                        {
                            "title": "After: review it",
                            "text": (
                                "<p>Agree a day in three months to ask whether it is working.</p>"
                            ),
                        },
                    ]
                },
            ),
            ("heading", {"text": "What you never have to say", "level": "h2"}),
            (
                "rich_text",
                (
                    "<ul>"
                    "<li>How it began, or whose fault it was.</li>"
                    "<li>What you take.</li>"
                    "<li>Whether you have been in hospital.</li>"
                    "<li>That it will not happen again.</li></ul>"
                ),
            ),
            (
                "rich_text",
                (
                    "<p>If it goes badly, write down what was said while you remember it, and "
                    'speak to <a href="page:your-union-or-professional-body">your union or '
                    'professional body</a> or to <a href="page:acas">Acas</a>.</p>'
                ),
            ),
        ],
    },
    {
        "slug": "a-letter-to-ask-for-adjustments",
        "title": "A letter to ask for adjustments",
        "summary": (
            "A page to start from when writing is easier than talking. You can change it as you "
            "like. It does not name a diagnosis."
        ),
        "kind": "guide",
        "source_name": "in2gr8mentalhealth",
        "source_url": "",
        "published_year": 2025,
        "topics": ["Rights and adjustments", "Telling people"],
        "professions": [],
        "stages": ["assistant", "trainee", "qualified"],
        "nation": "UK",
        "content_notes": [],
        "checked_days_ago": 45,
        "phone": "",
        "search_description": (
            "A letter to start from when you ask an employer or a course for reasonable "
            "adjustments, without naming a diagnosis."
        ),
        "body": [
            (
                "rich_text",
                (
                    "<p>A good letter is short. It says what is hard, what would help, for how "
                    "long you would like to try it, and who may read it. It asks for an answer in "
                    "writing.</p>"
                ),
            ),
            (
                "document",
                {
                    "document": "adjustments-letter",
                    "description": "One page of plain text. Change it until it sounds like you.",
                },
            ),
            ("heading", {"text": "Changes that people have asked for", "level": "h2"}),
            (
                "rich_text",
                (
                    "<ul><li>No early shift on the day after a late one.</li><li>Starting half an "
                    "hour later, when medicine makes mornings slow.</li><li>Supervision every week "
                    "instead of every two weeks.</li><li>A room with a door for an hour a "
                    "day.</li><li>Instructions in writing as well as aloud.</li><li>Time for "
                    "appointments, without having to say what for.</li></ul>"
                ),
            ),
            (
                "rich_text",
                (
                    "<p>In England, Scotland and Wales the duty to make reasonable adjustments is "
                    'in the <a href="page:equality-act-2010">Equality Act 2010</a>. Northern '
                    'Ireland has its own law. <a href="page:access-to-work">Access to Work</a> may '
                    "help with the cost of a change.</p><p>This page is not legal advice.</p>"
                ),
            ),
        ],
    },
    {
        "slug": "health-questions-on-forms",
        "title": "The form that asks about your health",
        "summary": (
            "Who can ask, when, and how to answer truthfully without saying more than you were "
            "asked."
        ),
        "kind": "guide",
        "source_name": "in2gr8mentalhealth",
        "source_url": "",
        "published_year": 2026,
        "topics": ["Rights and adjustments", "Training", "Telling people"],
        "professions": [],
        "stages": ["aspiring", "assistant", "trainee", "qualified"],
        "nation": "UK",
        "content_notes": ["unfair treatment"],
        "checked_days_ago": 58,
        "phone": "",
        "search_description": (
            "How to answer forms that ask about your health, for jobs, courses and registration: "
            "who can ask, when, and how much to say."
        ),
        "body": [
            (
                "rich_text",
                (
                    "<p>Almost every job, course and register in mental health comes with a form "
                    "that has a box for health. Three questions help before you fill it in.</p>"
                ),
            ),
            (
                "questions",
                {
                    "items": [
                        {
                            "question": "Who will read it?",
                            "answer": (
                                "<p>Occupational health is not the same as your manager, and "
                                "neither is the same as a course. If the form does not say who "
                                "reads it, you can ask.</p>"
                            ),
                        },
                        {
                            "question": "When are they asking?",
                            "answer": (
                                "<p>In England, Scotland and Wales an employer cannot usually ask "
                                "about your health before offering you the job. There are "
                                "exceptions. They can ask whether you need a change for the "
                                "interview, and whether you can do something that is essential to "
                                "the work. After an offer, they can ask more.</p>"
                            ),
                        },
                        {
                            "question": "What exactly is the question?",
                            "answer": (
                                "<p>“Do you have a condition that affects your ability to practise "
                                "safely?” is not “have you ever been unwell?” Answer the question "
                                "that is there, and answer it truthfully. An untrue answer can do "
                                "more harm later than most true ones.</p>"
                            ),
                        },
                    ]
                },
            ),
            ("heading", {"text": "Regulators", "level": "h2"}),
            (
                "rich_text",
                (
                    "<p>A health condition is not by itself a reason to doubt that someone is fit "
                    "to practise. Regulators ask whether it affects safe practice, and whether the "
                    "person knows that and gets help with it. Read your own regulator’s page "
                    "before you answer, because they differ and they change.</p>"
                ),
            ),
            (
                "callout",
                {
                    "tone": "information",
                    "title": "Ask someone before you send it",
                    "text": (
                        '<p>A <a href="page:your-union-or-professional-body">union or professional '
                        "body</a> can read your answer with you. This page is not legal advice.</p>"
                    ),
                },
            ),
        ],
    },
]
