"""What people read on their way from an application to an answer, in the editors' words."""

from typing import Any, ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


def _heading(label: str, default: str) -> Any:
    return models.CharField(f"{label}: heading", max_length=120, default=default)


def _text(label: str, default: str, help_text: str = "") -> Any:
    return models.TextField(f"{label}: text", default=default, help_text=help_text)


@register_setting(icon="edit", order=32)
class ApplicationWordingSettings(BaseGenericSetting):
    """The steps of an application. Each is read by somebody who may be anxious: be plain."""

    sent_heading = _heading("after sending", "Please look at your mail")
    resend_heading = _heading("asking for the link again", "Have your link sent again")
    resend_text = _text(
        "asking for the link again",
        "Type the address that you applied with. We send a new link, and the old one stops "
        "working.",
    )
    resent_heading = _heading("link was asked for", "Please look at your mail")
    resent_text = _text(
        "link was asked for",
        "We have sent a mail to the address you typed. What the link in it opens, only the reader "
        "of that mail learns. To one address we send three mails a day at most.",
        "Everybody reads the same here, so it must not say whether somebody has applied.",
    )
    confirm_heading = _heading("confirming", "One more step")
    confirm_text = _text(
        "confirming",
        "Press the button to confirm that this address is yours. Then the membership team can "
        "read your application, and not before.",
    )
    waiting_heading = _heading("waiting", "We have your application")
    waiting_text = _text(
        "waiting",
        "The membership team will read it, and write to you at the address you gave. There is "
        "nothing you need to do. This page stays here for you: keep its address to yourself.",
    )
    member_heading = _heading("already a member", "You are a member already")
    member_text = _text(
        "already a member",
        "There is an account for this address, so this application is not needed. You can sign "
        "in, and erase the application here.",
    )
    too_old_heading = _heading("link is too old", "This link is too old")
    too_old_text = _text(
        "link is too old",
        "It worked for a day. Your application is still here: have a new link sent, and confirm "
        "with that.",
    )
    nothing_heading = _heading("nothing behind the link", "There is nothing behind this link")
    nothing_text = _text(
        "nothing behind the link",
        "It may have been replaced by a newer one, or the application may have been withdrawn or "
        "deleted, or there never was one. Nothing about you is kept under this link.",
    )
    withdraw_text = _text(
        "before withdrawing",
        "Everything you told us is erased at once, and nobody can bring it back. You can apply "
        "again whenever you like.",
    )
    withdrawn_heading = _heading("withdrawn", "It is erased")
    withdrawn_text = _text(
        "withdrawn",
        "Nothing of your application is left here. Thank you for having thought of us.",
    )
    look_again_text = _text(
        "form was open for long",
        "A day has passed since you began. Everything is as you wrote it: please look through it "
        "once more, then send it.",
    )
    consent_changed_text = _text(
        "consent was worded anew",
        "While you were writing we have changed the words that you are asked to agree to. Please "
        "read them again.",
    )
    doubt_text = _text(
        "looks like a program",
        "Something about this looked as if a program had sent it, so we would rather ask. If you "
        "are a person: everything is as you wrote it. Please look it over, and press the button "
        "once more.",
        "Shown when a form comes back within seconds, or a box is filled in that people do not "
        "see.",
    )
    unreadable_text = _text(
        "what was written cannot be read any more",
        "We are sorry: what you had written cannot be read any more, so nothing of it was sent. "
        "Please fill in the form once more.",
        "Happens when a key of the site was taken out of use while somebody was writing.",
    )
    sent_before_text = _text(
        "a form that was sent before",
        "This form has been sent before, with other words in it. If these words are to be sent "
        "too, please agree and press the button once more. What came from the same address "
        "before is replaced when you confirm this one.",
    )
    network_text = _text(
        "too many from one network",
        "Very many applications have come from your network today, more than people write. "
        "Everything you wrote is still here. Please press the button again in an hour, or from "
        "another network.",
        "Networks of hospitals and universities look like one sender.",
    )
    closed_heading = _heading("closed in the meantime", "Sign-up has been closed")
    closed_text = _text(
        "closed in the meantime",
        "While you were writing, sign-up was closed. We have kept nothing. Here is what you "
        "wrote, so that you can copy it.",
    )

    panels: ClassVar[list[Any]] = [
        MultiFieldPanel([FieldPanel(name) for name in names], heading=heading)
        for heading, names in {
            "Sending": (
                "sent_heading",
                "look_again_text",
                "consent_changed_text",
                "unreadable_text",
                "sent_before_text",
                "doubt_text",
                "network_text",
            ),
            "Closed in the meantime": ("closed_heading", "closed_text"),
            "Asking for the link again": (
                "resend_heading",
                "resend_text",
                "resent_heading",
                "resent_text",
            ),
            "Behind the link": (
                "confirm_heading",
                "confirm_text",
                "waiting_heading",
                "waiting_text",
                "member_heading",
                "member_text",
                "too_old_heading",
                "too_old_text",
                "nothing_heading",
                "nothing_text",
            ),
            "Withdrawing": ("withdraw_text", "withdrawn_heading", "withdrawn_text"),
        }.items()
    ]

    class Meta:
        verbose_name = "Words about applications"
