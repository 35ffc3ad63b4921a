"""Two demo standard pages: privacy and accessibility."""

from typing import Any

PRIVACY: dict[str, Any] = {
    "slug": "privacy",
    "title": "Privacy",
    "introduction": (
        "What this site keeps about you, and what it does not. It is short because we keep little."
    ),
    "body": [
        ("heading", {"text": "When you read", "level": "h2"}),
        (
            "table",
            {
                "caption": "What we keep about people who read this site",
                "header": ["What", "Do we keep it?"],
                "rows": [
                    [
                        "Cookies",
                        "None. There is no banner because there is nothing to agree to.",
                    ],
                    ["Trackers and advertising", "None."],
                    ["Your IP address", "Not kept."],
                    ["What you search for here", "Not kept."],
                    [
                        "Other companies",
                        "Nothing on our pages is fetched from anyone else.",
                    ],
                    [
                        "How often a page is opened",
                        (
                            "A number for each page and day, where we count at all. It says "
                            "nothing about who."
                        ),
                    ],
                ],
            },
        ),
        (
            "rich_text",
            (
                "<p>If you choose light or dark colours, your browser remembers that on your own "
                "device. It is not sent to us.</p>"
                "<p>Some pages point to other sites, or to a video that stands on one. Nothing is "
                "fetched from there unless you choose to go or to play it; from then on their "
                "rules apply, not ours.</p>"
            ),
        ),
        ("heading", {"text": "When you sign in", "level": "h2"}),
        (
            "rich_text",
            (
                "<p>Signing in sets two cookies that do nothing else. One keeps you signed in. The "
                "other remembers that you have signed in on this device, so that nobody can lock you "
                "out by guessing at your password. Both go when you sign out or close the browser; "
                "on a device that you call your own, the other stays for ninety days. "
                "Only members and the people who look after the site sign in.</p>"
            ),
        ),
        ("heading", {"text": "Being a member", "level": "h2"}),
        (
            "callout",
            {
                "tone": "information",
                "title": "Membership is health data",
                "text": (
                    "<p>To be a member is to have said “I have been mentally unwell”. So we treat "
                    "the mere fact of membership as information about health, which the law calls "
                    "special category data. We never say who is a member, and never say who is "
                    "not.</p>"
                ),
            },
        ),
        (
            "rich_text",
            (
                "<p>When you apply, we ask for an e-mail address and what stands on the "
                '<a href="page:join">join page</a>, with the reason beside each question that '
                "could be used against somebody. Your answers lie encrypted. The people who look "
                "after membership read them, and nobody else; each time one of them opens an "
                "application, that is written down. You can withdraw at any point, by the link "
                "in our mail, and everything is erased at once.</p>"
                "<p>Some things we will never ask for: a diagnosis, an employer, a date of birth, "
                "a registration number, or any document.</p>"
            ),
        ),
        ("retention", {"caption": "How long we keep what you tell us when you apply"}),
        (
            "rich_text",
            (
                "<p>Of applications that are gone we keep how many there were in a month, and "
                "nothing about anybody.</p>"
                "<p>Where a meeting takes place is shown to members only.</p>"
            ),
        ),
        ("heading", {"text": "When you write to us", "level": "h2"}),
        (
            "rich_text",
            (
                '<p>E-mail sent to <a href="page:contact">our address</a> is read by two '
                "volunteers and deleted once it is answered and nothing more has to be done. "
                "Please leave out details of your health.</p>"
            ),
        ),
        ("heading", {"text": "Your rights", "level": "h2"}),
        (
            "rich_text",
            (
                "<p>You may ask what we hold about you, have it put right, or have it erased. "
                'Write to <a href="mailto:hello@example.org">hello@example.org</a> from the '
                "address it concerns. If you think we have done wrong, please tell us; you may "
                'also go straight to the <a href="https://ico.org.uk/">Information Commissioner’s '
                "Office</a>.</p>"
            ),
        ),
        ("heading", {"text": "What a website cannot hide", "level": "h2"}),
        (
            "questions",
            {
                "items": [
                    {
                        "question": "Can my employer see that I was here?",
                        "answer": (
                            "<p>On a computer or a network that belongs to somebody else, the "
                            "owner may be able to see which sites are visited. Your own device on "
                            "your own connection is safer.</p>"
                        ),
                    },
                    {
                        "question": "What about my browser’s history?",
                        "answer": (
                            "<p>Your browser remembers pages unless you use a private window. "
                            "“Leave quickly” takes you away from a page; it cannot clear your "
                            "history.</p>"
                        ),
                    },
                    {
                        "question": "Who else can tell that a page was opened?",
                        "answer": (
                            "<p>The connection is encrypted, so others on the way cannot read the "
                            "page. As with every website, those who run the network can see that a "
                            "connection was made.</p>"
                        ),
                    },
                ]
            },
        ),
    ],
    "search_description": (
        "No cookies for readers, no trackers, no other companies, no IP addresses kept. Membership "
        "is treated as health data."
    ),
}

ACCESSIBILITY: dict[str, Any] = {
    "slug": "accessibility",
    "title": "Accessibility",
    "introduction": (
        "Somebody tired or distressed, on an old phone, on a train, should be able to use every "
        "part of this site."
    ),
    "body": [
        ("heading", {"text": "What we aim for", "level": "h2"}),
        (
            "rich_text",
            (
                "<p>We build to the Web Content Accessibility Guidelines 2.2, level AA, and to the "
                "stricter level AAA for the contrast of text. In practice:</p><ul>"
                "<li>every page works with a keyboard alone, and shows where you are;</li>"
                "<li>text can be made four times larger without scrolling sideways;</li>"
                "<li>pages work without scripts;</li>"
                "<li>colour is never the only sign of anything;</li>"
                "<li>nothing moves, plays or pops up by itself;</li>"
                "<li>pictures that say something are described, and videos come with a "
                "transcript.</li></ul>"
            ),
        ),
        ("heading", {"text": "Making it your own", "level": "h2"}),
        (
            "rich_text",
            (
                "<p>The site follows your device’s choice of light or dark colours, larger text, "
                "high contrast and less movement. You can choose light or dark yourself at the "
                "foot of every page.</p>"
                "<p>Some pages can be left at once: press “Leave quickly”, or the Shift key three "
                "times. If you use Sticky Keys, use the button.</p>"
            ),
        ),
        ("heading", {"text": "Reading that may be hard", "level": "h2"}),
        (
            "rich_text",
            (
                "<p>A content note stands before a piece that touches on something hard, so that "
                'you can choose. <a href="page:what-a-content-note-is-for">What a content note is '
                "for</a> explains how we decide.</p>"
            ),
        ),
        ("heading", {"text": "At our meetings", "level": "h2"}),
        (
            "rich_text",
            (
                "<p>Each notice says what there is: steps, hearing loop, captions, a quiet room. "
                "This is the list we work from.</p>"
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
                "<p>We have not tried the site with every screen reader and browser. Some of the "
                "places we point to are less careful than we would like. Our documents are plain "
                "in form, and we gladly send the text of any of them in an e-mail.</p>"
            ),
        ),
        (
            "callout",
            {
                "tone": "information",
                "title": "Tell us",
                "text": (
                    '<p>If something is in your way, <a href="page:contact">write to us</a>. You '
                    "need not say why you need it. If we do not answer well, the <a "
                    'href="https://www.equalityadvisoryservice.com/">Equality Advisory and Support '
                    "Service</a> can help in England, Scotland and Wales, and the <a "
                    'href="https://www.equalityni.org/">Equality Commission for Northern '
                    "Ireland</a> there.</p>"
                ),
            },
        ),
    ],
    "search_description": (
        "How the site is built so that everybody can use it: keyboard, larger text, light and "
        "dark, captions and transcripts, and what is missing."
    ),
}
