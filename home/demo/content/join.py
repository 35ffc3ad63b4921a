"""The words of the demo join page. Sign-up is closed for now."""

from typing import Any

JOIN: dict[str, Any] = {
    "slug": "join",
    "title": "Join",
    "introduction": (
        "<p>We are a community of people who work in mental health and have been unwell ourselves. "
        "This page says who can join and what we promise. There is no hurry about any of it.</p>"
    ),
    "who_can_join": (
        "<p>You can join if both of these are true:</p><ul>"
        "<li>you work or train in mental health in the UK, or used to, in any profession and at "
        "any stage;</li>"
        "<li>you have lived through mental ill health yourself.</li></ul>"
        "<p>You decide what counts. It may have been long ago or be going on now; it may or may "
        "not have a name. We will never ask you to prove it.</p>"
        "<p>We will not ask for your diagnosis, your employer, your date of birth, a registration "
        "number, or any document.</p>"
    ),
    "what_happens_next": (
        "<ol>"
        "<li><b>You answer a few short questions.</b> You can check every answer before it is "
        "sent.</li>"
        "<li><b>You confirm your e-mail address.</b> A private address is wiser than one from "
        "work. Our message says nothing about us in its subject.</li>"
        "<li><b>The membership team reads your answers.</b> Nobody else does, and each time one of "
        "them opens your application that is written down.</li>"
        "<li><b>We answer.</b> If we are not the right place we say so kindly, with other places "
        "to try.</li>"
        "<li><b>You choose a name.</b> Other members know you by that name and by nothing "
        "else.</li></ol>"
        "<p>You will be able to withdraw at any point, without giving a reason.</p>"
    ),
    "closed": True,
    "closed_text": (
        "<p><b>Sign-up opens soon.</b> We are still testing how applications are kept safe, and "
        "would rather be late than careless with what you tell us.</p>"
        '<p>Until then you are welcome to <a href="page:news">read what we write</a>, to use the '
        '<a href="page:resources">resources</a>, and to come to a <a '
        'href="page:meetings">meeting</a> that is open to all. Please do not send us an '
        "application by e-mail.</p>"
    ),
    "search_description": (
        "Who can join our community of mental health professionals with lived experience, what we "
        "will ask, and what we never ask. Sign-up opens soon."
    ),
}
