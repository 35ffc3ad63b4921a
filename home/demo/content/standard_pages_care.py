"""Two demo standard pages: urgent help and the community guidelines."""

from typing import Any

URGENT_HELP: dict[str, Any] = {
    "slug": "urgent-help",
    "title": "Urgent help",
    "introduction": (
        "You do not have to be sure that it is serious. You do not have to be calm, or know what "
        "to say. We are not a crisis service, and these people are."
    ),
    "body": [
        ("heading", {"text": "If you work in it", "level": "h2"}),
        (
            "rich_text",
            (
                "<p>Knowing the system can make it harder to ring. You may know who is on shift. "
                "You may have said to others, many times, the very words you need to hear.</p><ul>"
                "<li>You can ask for a different team, or for a different place to be seen.</li>"
                "<li>You can ask that a colleague is not told, and that your record is seen only "
                "by those who treat you.</li>"
                "<li>You can ring a line that has nothing to do with your employer.</li>"
                "<li>You do not have to say what you do for a living.</li></ul>"
                "<p>Being unwell, or being treated, is not by itself a matter for your "
                'registration. We have <a href="page:care-from-a-service-you-know">a guide to '
                "that</a> for a calmer day.</p>"
            ),
        ),
        ("heading", {"text": "Until someone answers", "level": "h2"}),
        (
            "steps",
            {
                "items": [
                    {
                        "title": "Put both feet on the floor",
                        "text": (
                            "<p>Feel where they touch it. Name five things that you can see.</p>"
                        ),
                    },
                    {
                        "title": "Put some distance in",
                        "text": (
                            "<p>Move away from anything you could use to hurt yourself, or into a "
                            "room where other people are.</p>"
                        ),
                    },
                    {
                        "title": "Tell one person where you are",
                        "text": "<p>“Not good. Can you stay on the line?” is enough.</p>",
                    },
                    {
                        "title": "Get through the next ten minutes",
                        "text": (
                            "<p>Only those. Then the next ten. How you feel now can change, even "
                            "when it does not seem so.</p>"
                        ),
                    },
                ]
            },
        ),
        ("heading", {"text": "If you are worried about somebody else", "level": "h2"}),
        (
            "rich_text",
            (
                "<p>Ask them plainly, and listen to the answer. Asking whether someone is thinking "
                "of suicide does not put the thought there; for many people it is a relief to be "
                "asked. Stay with them if you can, and ring for help together.</p>"
                "<p>Looking after someone is hard too. <a "
                'href="https://www.samaritans.org/">Samaritans</a> listen to people who are '
                "worried about another person.</p>"
            ),
        ),
    ],
    "search_description": (
        "Who to ring or text when you need help now, in the UK: 999, NHS 111 mental health option, "
        "Samaritans 116 123, text SHOUT to 85258."
    ),
}

GUIDELINES: dict[str, Any] = {
    "slug": "guidelines",
    "title": "Community guidelines",
    "introduction": (
        "How we look after each other, here and when we meet. Members agreed these words together "
        "and look at them again each year."
    ),
    "body": [
        ("heading", {"text": "What we hold to", "level": "h2"}),
        (
            "rich_text",
            (
                "<ul>"
                "<li><b>What is said here stays here</b>, and so does who was here.</li>"
                "<li><b>You decide what you tell.</b> Nobody asks for a diagnosis, and nobody has "
                "to explain a silence.</li>"
                "<li><b>We are peers.</b> No one is anyone’s patient or clinician in this place, "
                "whatever they are elsewhere.</li>"
                "<li><b>We speak for ourselves.</b> We leave out whoever else could be recognised: "
                "patients, colleagues, family.</li>"
                "<li><b>We differ kindly.</b> About medicines, services, words and causes we do "
                "not all agree, and need not.</li></ul>"
            ),
        ),
        (
            "quote",
            {
                "text": (
                    "We know the room from both chairs. That is not a weakness to manage. It is "
                    "something we were given, and something we can give."
                ),
                "attribution": "",
            },
        ),
        ("heading", {"text": "Writing and talking about hard things", "level": "h2"}),
        (
            "rich_text",
            (
                "<p>Hard things may be named here. We ask for three kinds of care:</p><ul>"
                "<li>say that something happened without saying how it was done;</li>"
                "<li>leave out numbers, doses and places;</li>"
                "<li>put a content note before it, so that others can choose. <a "
                'href="page:what-a-content-note-is-for">What a content note is for</a> has '
                "more.</li></ul>"
                "<p>We do not use words that make a person into their illness, and we do not tell "
                "stories in which getting well is a prize for trying hard.</p>"
            ),
        ),
        ("heading", {"text": "Being open, and not being open", "level": "h2"}),
        (
            "rich_text",
            (
                "<p>Some of us have told everybody at work. Some have told no one. Both are whole "
                "ways to live. We never press anyone to be open, and we never tell another "
                "person’s story, even to praise them. If you know a member in another part of your "
                "life, you meet them here as if for the first time, and there as if you had "
                "not.</p>"
            ),
        ),
        ("heading", {"text": "When someone is struggling", "level": "h2"}),
        (
            "rich_text",
            (
                "<p>Say that you have noticed. Ask what would help. You are not on duty here, and "
                "no one expects you to hold somebody else’s safety alone: <a "
                'href="page:urgent-help">urgent help</a> is for that, and one of those who run the '
                "meeting will sit with you both.</p>"
            ),
        ),
        ("heading", {"text": "When something goes wrong", "level": "h2"}),
        (
            "questions",
            {
                "items": [
                    {
                        "question": "Somebody said who I am, or who somebody else is",
                        "answer": (
                            "<p>Tell the person running the meeting, or <a "
                            'href="page:contact">write to us</a>. We take it down or speak to the '
                            "person the same day we read it, and tell you what we did.</p>"
                        ),
                    },
                    {
                        "question": "Somebody was unkind",
                        "answer": (
                            "<p>It does not have to be grave to be worth saying. Two of us talk to "
                            "both people, apart. Most often that is all it needs.</p>"
                        ),
                    },
                    {
                        "question": "I think I was the one",
                        "answer": (
                            "<p>It happens to all of us. Tell us, and we will help you to put it "
                            "right.</p>"
                        ),
                    },
                    {
                        "question": "Can somebody be asked to leave?",
                        "answer": (
                            "<p>Yes, when others are not safe with them. They are told why, in "
                            "writing, and can ask two members who were not part of it to look "
                            "again.</p>"
                        ),
                    },
                ]
            },
        ),
    ],
    "search_description": (
        "How our members look after each other: what stays here, content notes, being open or not, "
        "and what happens when something goes wrong."
    ),
}
