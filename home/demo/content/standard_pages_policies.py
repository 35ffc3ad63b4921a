"""Two demo standard pages: privacy and accessibility."""

from typing import Any

PRIVACY: dict[str, Any] = {
    "slug": "privacy",
    "title": "Privacy",
    "introduction": (
        "What information this site stores about you and what it does not. This page is short "
        "because we store very little."
    ),
    "body": [
        ("heading", {"text": "When you read", "level": "h2"}),
        (
            "table",
            {
                "caption": "Information we store about visitors",
                "header": ["What", "Do we store it?"],
                "rows": [
                    [
                        "Cookies",
                        "None. There is no cookie banner because there is nothing to agree to.",
                    ],
                    ["Trackers and advertising", "None."],
                    [
                        "Your IP address",
                        "Not when you read. When you sign in or apply, we store a code made from "
                        "it for up to a day, to limit attempts.",
                    ],
                    ["What you search for here", "No."],
                    [
                        "Other companies",
                        "Our pages load nothing from other companies.",
                    ],
                    [
                        "How often a page is opened",
                        (
                            "For some pages we count views per day. The count does not identify "
                            "anyone."
                        ),
                    ],
                ],
            },
        ),
        (
            "rich_text",
            (
                "<p>If you choose a light or dark colour theme, your browser stores your choice on "
                "your device. It is not sent to us.</p><p>Some pages link to other websites or "
                "contain a video from one. Nothing loads from them until you follow the link or "
                "play the video. After that, their privacy policy applies.</p>"
            ),
        ),
        ("heading", {"text": "When you sign in", "level": "h2"}),
        (
            "rich_text",
            (
                "<p>Signing in sets three cookies. One keeps you signed in. One protects the forms "
                "you send. The third remembers that you have signed in on this device, so that "
                "nobody can lock you out by guessing your password. All three are deleted when you "
                "sign out or close the browser. If you choose “Trust this device”, the third one "
                "stays for 90 days or until you sign out. Only members and the people who run the "
                "site sign in.</p>"
            ),
        ),
        ("heading", {"text": "Being a member", "level": "h2"}),
        (
            "callout",
            {
                "tone": "information",
                "title": "Membership is health data",
                "text": (
                    "<p>Anyone who joins tells us that they have been mentally unwell. So we treat "
                    "the fact that someone is a member as information about their health. The law "
                    "calls this special category data. We never say who is a member or who is "
                    "not.</p>"
                ),
            },
        ),
        (
            "rich_text",
            (
                "<p>When you apply, we ask for an email address and the information on the <a "
                'href="page:join">join page</a>. Beside each sensitive question we say why we ask. '
                "Your answers are encrypted. Only the membership team and the people who run the "
                "site’s computers can read them. We record each time someone opens an application. "
                "You can withdraw at any time with the link in our email. We then delete "
                "your application straight away. Backups keep a copy until they are replaced.</p><p>"
                "We will never ask for a diagnosis, an employer, a date of birth, a registration "
                "number or any documents.</p>"
            ),
        ),
        ("retention", {"caption": "How long we keep your application"}),
        (
            "rich_text",
            (
                "<p>We keep monthly totals of deleted applications. They do not identify "
                "anyone.</p><p>Only members and our editors can see the address of a meeting or "
                "the link to join it.</p>"
            ),
        ),
        ("heading", {"text": "When you email us", "level": "h2"}),
        (
            "rich_text",
            (
                '<p>Two volunteers read the emails sent to <a href="page:contact">our address</a>. '
                "We delete them once we have answered them and there is nothing more to do. Leave "
                "out details of your health.</p>"
            ),
        ),
        ("heading", {"text": "Your rights", "level": "h2"}),
        (
            "rich_text",
            (
                "<p>You can ask to see the data we store about you, have it corrected or have it "
                "deleted. You can also withdraw your consent. Email <a "
                'href="mailto:hello@example.org">hello@example.org</a> from the address it is '
                "about. Members can download their data when they are signed in, on the page “Your "
                "data”. If you think we have done something wrong, please tell us. You can also go "
                'straight to the <a href="https://ico.org.uk/">Information Commissioner’s '
                "Office</a>.</p>"
            ),
        ),
        ("heading", {"text": "What a website cannot keep private", "level": "h2"}),
        (
            "questions",
            {
                "items": [
                    {
                        "question": "Can my employer see that I visited this site?",
                        "answer": (
                            "<p>If a computer or network belongs to someone else, they may be able "
                            "to see which sites you visit. Your own device on your own connection "
                            "is safer.</p>"
                        ),
                    },
                    {
                        "question": "What about my browsing history?",
                        "answer": (
                            "<p>Your browser remembers pages unless you use a private window. "
                            "“Leave quickly” takes you away from a page. It cannot clear your "
                            "history.</p>"
                        ),
                    },
                    {
                        "question": "Can anyone else see what I read?",
                        "answer": (
                            "<p>The connection is encrypted, so nobody in between can read the "
                            "page. As with every website, the people who run the network can see "
                            "that you connected to it.</p>"
                        ),
                    },
                ]
            },
        ),
    ],
    "search_description": (
        "No cookies for readers, no trackers and nothing loaded from other companies. We treat "
        "membership as health data."
    ),
}

ACCESSIBILITY: dict[str, Any] = {
    "slug": "accessibility",
    "title": "Accessibility",
    "introduction": (
        "We want everyone to be able to use this site, including people who are tired or "
        "distressed, or who use an old phone."
    ),
    "body": [
        ("heading", {"text": "What we aim for", "level": "h2"}),
        (
            "rich_text",
            (
                "<p>We build to the Web Content Accessibility Guidelines 2.2, level AA, and to the "
                "stricter level AAA for the contrast of text. In practice:</p><ul><li>every page "
                "works with just a keyboard and shows which item has focus</li><li>you can zoom in "
                "up to 400% without scrolling sideways</li><li>pages and forms work without "
                "JavaScript, apart from passkeys and a few buttons</li><li>we never rely on colour "
                "alone</li><li>nothing moves, plays or pops up automatically</li><li>images have "
                "alt text and videos have a transcript</li></ul>"
            ),
        ),
        ("heading", {"text": "Changing how the site looks", "level": "h2"}),
        (
            "rich_text",
            (
                "<p>The site follows your device’s settings for light or dark colours, larger "
                "text, high contrast and less movement. You can also choose light or dark at the "
                "foot of every page.</p><p>Some pages have a “Leave quickly” button. You can also "
                "press Shift 3 times. If you use Sticky Keys, use the button.</p>"
            ),
        ),
        ("heading", {"text": "Difficult subjects", "level": "h2"}),
        (
            "rich_text",
            (
                "<p>Articles about difficult subjects start with a content note so that you can "
                'decide whether to read them. <a href="page:what-a-content-note-is-for">What a '
                "content note is for</a> explains how we decide.</p>"
            ),
        ),
        ("heading", {"text": "At our meetings", "level": "h2"}),
        (
            "rich_text",
            (
                "<p>Each meeting’s page describes its accessibility, such as steps, captions, a "
                "hearing loop or a quiet room. We use this checklist.</p>"
            ),
        ),
        (
            "document",
            {
                "document": "access-checklist",
                "description": (
                    "The questions we ask about a room or an online meeting before we choose it."
                ),
            },
        ),
        ("heading", {"text": "What does not work well yet", "level": "h2"}),
        (
            "rich_text",
            (
                "<p>We have not tested the site with every screen reader and browser. Some "
                "websites we link to are less accessible than we would like. Our documents have a "
                "simple layout. We can email you the text of any of them.</p>"
            ),
        ),
        (
            "callout",
            {
                "tone": "information",
                "title": "Tell us",
                "text": (
                    '<p>If something is difficult to use, <a href="page:contact">contact us</a> '
                    "and tell us what would help. You do not need to say why. If you are not happy "
                    "with our answer, the <a "
                    'href="https://www.equalityadvisoryservice.com/">Equality Advisory and Support '
                    "Service</a> can help in England, Scotland and Wales. In Northern Ireland, "
                    'contact the <a href="https://www.equalityni.org/">Equality Commission for '
                    "Northern Ireland</a>.</p>"
                ),
            },
        ),
    ],
    "search_description": (
        "How we build the site so that everyone can use it: keyboard, larger text, light and dark, "
        "transcripts, and what does not work yet."
    ),
}
