"""Editable texts of the application form and of the status page of an application."""

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from mailqueue.validators import PlaceholderValidator


def _heading_field(label: str, default: str) -> Any:
    return models.CharField(f"{label}: heading", max_length=120, default=default)


def _text_field(label: str, default: str, help_text: str = "") -> Any:
    return models.TextField(f"{label}: text", default=default, help_text=help_text)


@register_setting(icon="edit", order=32)
class ApplicationTextSettings(BaseGenericSetting):
    """Texts for each status of an application. Applicants may be anxious, so keep them plain."""

    sent_heading = _heading_field("after sending", "Please look at your mail")
    resend_heading = _heading_field("asking for the link again", "Have your link sent again")
    resend_text = _text_field(
        "asking for the link again",
        "Type the address that you applied with. We send a new link, and the old one stops "
        "working.",
    )
    resent_heading = _heading_field("link was asked for", "Please look at your mail")
    resent_text = _text_field(
        "link was asked for",
        "We have sent a mail to the address you typed. What the link in it opens, only the reader "
        "of that mail learns. To one address we send three mails a day at most.",
        "Everybody reads the same here, so it must not say whether somebody has applied.",
    )
    confirm_heading = _heading_field("confirming", "One more step")
    confirm_text = _text_field(
        "confirming",
        "Press the button to confirm that this address is yours. Then the membership team can "
        "read your application, and not before.",
    )
    waiting_heading = _heading_field("waiting", "We have your application")
    waiting_text = _text_field(
        "waiting",
        "The membership team will read it, and write to you at the address you gave. There is "
        "nothing you need to do. This page stays here for you: keep its address to yourself.",
    )
    answer_within_days = models.PositiveSmallIntegerField(
        "days until an answer, at most",
        default=14,
        validators=[MinValueValidator(1), MaxValueValidator(90)],
        help_text="The page tells applicants the day that comes of it.",
    )
    next_text = models.TextField(
        "waiting: what comes next",
        default="We answer by {by} at the latest, and usually sooner. We may have a question "
        "first: then it stands here, and so does your answer.",
        validators=[PlaceholderValidator(("by",))],
        help_text="In place of {by} stands the day by which the team answers.",
    )
    overdue_text = models.TextField(
        "waiting: when that day has passed",
        default="We are later with our answer than we said, and we are sorry. There is nothing you "
        "need to do: it will come.",
    )
    asked_heading = _heading_field("asked something", "We have a question")
    asked_text = _text_field(
        "asked something",
        "The membership team would like to know a little more. Answer in your own words, as "
        "briefly as you like. Only the team reads it.",
    )
    approved_heading = _heading_field("approved", "Yes. Welcome")
    approved_text = _text_field(
        "approved",
        "We are glad that you are coming. One step is left: choose the name that other members "
        "will know you by, and how you want to sign in.",
    )
    approved_expired_text = _text_field(
        "approved, with a link that is too old",
        "This link can no longer set up your membership. Have a new one sent to your address, "
        "and go on with that.",
    )
    onboarded_heading = _heading_field("approved and set up", "You are a member")
    onboarded_text = _text_field(
        "approved and set up", "Your membership is set up. You can sign in whenever you like."
    )
    declined_heading = _heading_field("declined", "Our answer")
    declined_text = _text_field(
        "declined",
        "Thank you for telling us about yourself. This is what the membership team answers:",
    )
    decline_draft = models.TextField(
        "words to begin a refusal with",
        default="Thank you for writing to us, and for your trust. We do not think that this "
        "community is the right place for you just now. That says nothing about you, or about "
        "what you have been through.",
        help_text="The team begins with these words, and changes them to fit.",
    )
    ask_again_heading = _heading_field("asking again, or complaining", "If you want to ask again")
    support_heading = _heading_field("other places, for those who were declined", "Other places")
    unreadable_later_text = _text_field(
        "something cannot be read at the moment",
        "This cannot be read at the moment, by a fault of ours. Please come back later, or write "
        "to us.",
        "Happens when a key of the site is missing.",
    )
    ask_again_text = _text_field(
        "asking again, or complaining",
        "You may apply again at any time. If you think that we have not been fair, write to us: "
        "somebody who has not decided about it will look at it once more.",
    )
    support_text = _text_field(
        "other places, for those who were declined",
        "There are other places where people who work in mental health find support: your trade "
        "union or royal college, your occupational health service, and the confidential services "
        "for health workers in your nation. If you need help now, the lines at the foot of this "
        "page are open.",
    )
    member_heading = _heading_field("already a member", "You are a member already")
    member_text = _text_field(
        "already a member",
        "There is an account for this address, so this application is not needed. You can sign "
        "in, and erase the application here.",
    )
    expired_heading = _heading_field("link is too old", "This link is too old")
    expired_text = _text_field(
        "link is too old",
        "It worked for a day. Your application is still here: have a new link sent, and confirm "
        "with that.",
    )
    not_found_heading = _heading_field(
        "nothing behind the link", "There is nothing behind this link"
    )
    not_found_text = _text_field(
        "nothing behind the link",
        "It may have been replaced by a newer one, or the application may have been withdrawn or "
        "deleted, or there never was one. Nothing about you is kept under this link.",
    )
    withdraw_text = _text_field(
        "before withdrawing",
        "Everything you told us is erased at once, and nobody can bring it back. You can apply "
        "again whenever you like.",
    )
    withdrawn_heading = _heading_field("withdrawn", "It is erased")
    withdrawn_text = _text_field(
        "withdrawn",
        "Nothing of your application is left here. Thank you for having thought of us.",
    )
    review_again_text = _text_field(
        "form was open for long",
        "A day has passed since you began. Everything is as you wrote it: please look through it "
        "once more, then send it.",
    )
    consent_changed_text = _text_field(
        "consent was worded anew",
        "While you were writing we have changed the words that you are asked to agree to. Please "
        "read them again.",
    )
    suspected_spam_text = _text_field(
        "looks like a program",
        "Something about this looked as if a program had sent it, so we would rather ask. If you "
        "are a person: everything is as you wrote it. Please look it over, and press the button "
        "once more.",
        "Shown when a form comes back within seconds, or a box is filled in that people do not "
        "see.",
    )
    unreadable_text = _text_field(
        "what was written cannot be read any more",
        "We are sorry: what you had written cannot be read any more, so nothing of it was sent. "
        "Please fill in the form once more.",
        "Happens when a key of the site was taken out of use while somebody was writing.",
    )
    sent_before_text = _text_field(
        "a form that was sent before",
        "This form has been sent before, with other words in it. If these words are to be sent "
        "too, please agree and press the button once more. What came from the same address "
        "before is replaced when you confirm this one.",
    )
    network_text = _text_field(
        "too many from one network",
        "Very many applications have come from your network today, more than people write. "
        "Everything you wrote is still here. Please press the button again in an hour, or from "
        "another network.",
        "Networks of hospitals and universities look like one sender.",
    )
    unavailable_text = _text_field(
        "nothing can be stored at the moment",
        "We are sorry: our site cannot store anything at the moment, so your application has not "
        "been sent. Everything you wrote is still here. Please press the button again in a few "
        "minutes.",
        "Happens when the disk of the site is full, for example.",
    )
    closed_heading = _heading_field("closed in the meantime", "Sign-up has been closed")
    closed_text = _text_field(
        "closed in the meantime",
        "While you were writing, sign-up was closed. We have kept nothing. Here is what you "
        "wrote, so that you can copy it.",
    )

    panels: ClassVar[list[Any]] = [
        MultiFieldPanel([FieldPanel(name) for name in names], heading=heading)
        for heading, names in {
            "Sending": (
                "sent_heading",
                "review_again_text",
                "consent_changed_text",
                "unreadable_text",
                "sent_before_text",
                "suspected_spam_text",
                "network_text",
                "unavailable_text",
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
                "answer_within_days",
                "next_text",
                "overdue_text",
                "asked_heading",
                "asked_text",
                "approved_heading",
                "approved_text",
                "approved_expired_text",
                "onboarded_heading",
                "onboarded_text",
                "declined_heading",
                "declined_text",
                "decline_draft",
                "ask_again_heading",
                "ask_again_text",
                "support_heading",
                "support_text",
                "unreadable_later_text",
                "member_heading",
                "member_text",
                "expired_heading",
                "expired_text",
                "not_found_heading",
                "not_found_text",
            ),
            "Withdrawing": ("withdraw_text", "withdrawn_heading", "withdrawn_text"),
        }.items()
    ]

    class Meta:
        verbose_name = "Words about applications"
