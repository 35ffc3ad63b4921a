"""Two demo standard pages: urgent help and the community guidelines."""

from typing import Any

URGENT_HELP: dict[str, Any] = {
    "slug": "urgent-help",
    "title": "Urgent help",
    "introduction": (
        "You do not need to be sure it is serious. You do not need to be calm or know what to say. "
        "We are not a crisis service, but these services are."
    ),
    "body": [
        ("heading", {"text": "If you work in mental health", "level": "h2"}),
        (
            "rich_text",
            (
                "<p>Knowing the system can make it harder to call. You may know who is on shift. "
                "You may have said to others, many times, the very words you need to "
                "hear.</p><ul><li>You can ask for a different team, or to be seen somewhere "
                "else.</li><li>You can ask that a colleague is not told, and that only the people "
                "who treat you see your record.</li><li>You can call a helpline that has nothing "
                "to do with your employer.</li><li>You do not have to say what you do for a "
                "living.</li></ul><p>Being unwell, or being treated, is not by itself a matter for "
                'your registration. We have <a href="page:care-from-a-service-you-know">a guide to '
                "this</a> for a calmer day.</p>"
            ),
        ),
        ("heading", {"text": "While you wait", "level": "h2"}),
        (
            "steps",
            {
                "items": [
                    {
                        "title": "Put both feet on the floor",
                        "text": "<p>Feel where they touch it. Name five things you can see.</p>",
                    },
                    {
                        "title": "Make yourself safer",
                        "text": (
                            "<p>Move away from anything you could use to hurt yourself, or go "
                            "where there are other people.</p>"
                        ),
                    },
                    {
                        "title": "Tell one person where you are",
                        "text": "<p>“I’m not good. Can you stay on the line?” is enough.</p>",
                    },
                    {
                        "title": "Get through the next ten minutes",
                        "text": (
                            "<p>Just those ten. Then the next ten. How you feel now can change, "
                            "even if it does not seem that way.</p>"
                        ),
                    },
                ]
            },
        ),
        ("heading", {"text": "If you are worried about someone else", "level": "h2"}),
        (
            "rich_text",
            (
                "<p>Ask them plainly and listen to the answer. Asking whether someone is thinking "
                "of suicide does not put the thought there. For many people it is a relief to be "
                "asked. Stay with them if you can, and call for help together.</p><p>Supporting "
                'someone is hard too. <a href="https://www.samaritans.org/">Samaritans</a> also '
                "listen to people who are worried about someone else.</p>"
            ),
        ),
    ],
    "search_description": (
        "Who to call or text when you need help now, in the UK: 999, NHS 111 mental health option, "
        "Samaritans 116 123, text SHOUT to 85258."
    ),
}

GUIDELINES: dict[str, Any] = {
    "slug": "guidelines",
    "title": "Community guidelines",
    "introduction": (
        "How we look after each other, on this site and when we meet. Members agreed these "
        "guidelines together and review them each year."
    ),
    "body": [
        ("heading", {"text": "What we agree", "level": "h2"}),
        (
            "rich_text",
            (
                "<ul><li><b>What is said here stays here</b>, and so does who was "
                "here.</li><li><b>You decide what you share.</b> Nobody asks for a diagnosis, and "
                "nobody has to explain why they are silent.</li><li><b>We are peers.</b> Nobody is "
                "anyone’s patient or clinician here, whatever they are elsewhere.</li><li><b>We "
                "speak for ourselves.</b> We leave out anyone else who could be recognised, such "
                "as patients, colleagues or family.</li><li><b>We disagree kindly.</b> We do not "
                "all agree about medicines, services, words and causes, and we do not have "
                "to.</li></ul>"
            ),
        ),
        (
            "quote",
            {
                "text": (
                    "We know what it is to help and to need help. That is not a weakness to "
                    "manage. It is something we can share."
                ),
                "attribution": "",
            },
        ),
        ("heading", {"text": "Writing and talking about difficult subjects", "level": "h2"}),
        (
            "rich_text",
            (
                "<p>You can write and talk about difficult subjects here. We ask for three kinds "
                "of care:</p><ul><li>say that something happened without saying how it was "
                "done</li><li>leave out numbers, doses and places</li><li>put a content note "
                "first, so that others can choose.</li></ul><p><a "
                'href="page:what-a-content-note-is-for">What a content note is for</a> has '
                "more.</p><p>We do not use words that reduce a person to an illness. We do not "
                "tell stories in which getting well is a prize for trying hard.</p>"
            ),
        ),
        ("heading", {"text": "Being open, or not", "level": "h2"}),
        (
            "rich_text",
            (
                "<p>Some of us have told everyone at work. Some have told nobody. Both are fine. "
                "We never push anyone to be open, and we never tell another person’s story, even "
                "to praise them. If you know a member from another part of your life, act here as "
                "if you had never met. Outside, act as if you had not met here.</p>"
            ),
        ),
        ("heading", {"text": "When someone is struggling", "level": "h2"}),
        (
            "rich_text",
            (
                "<p>Say that you have noticed. Ask what would help. You are not on duty here, and "
                "nobody expects you to keep someone else safe on your own. Use <a "
                'href="page:urgent-help">urgent help</a>. At a meeting, one of the people who run '
                "it will sit with you both.</p>"
            ),
        ),
        ("heading", {"text": "When something goes wrong", "level": "h2"}),
        (
            "questions",
            {
                "items": [
                    {
                        "question": "Someone said who I am, or who another member is",
                        "answer": (
                            "<p>Tell the person running the meeting, or <a "
                            'href="page:contact">contact us</a>. On the day we read it, we will '
                            "take it down or speak to the person. We will tell you what we "
                            "did.</p>"
                        ),
                    },
                    {
                        "question": "Someone was unkind",
                        "answer": (
                            "<p>It does not have to be serious to be worth telling us. Two of us "
                            "will talk to each person separately. Usually that is all it "
                            "needs.</p>"
                        ),
                    },
                    {
                        "question": "I think I did something wrong",
                        "answer": (
                            "<p>It happens to all of us. Tell us, and we will help you put it "
                            "right.</p>"
                        ),
                    },
                    {
                        "question": "Can someone be asked to leave?",
                        "answer": (
                            "<p>Yes, if others are not safe with them. We tell them why in "
                            "writing. They can ask two members who were not involved to look at it "
                            "again.</p>"
                        ),
                    },
                ]
            },
        ),
    ],
    "search_description": (
        "How our members look after each other: what stays private, content notes, being open or "
        "not, and what happens when something goes wrong."
    ),
}
