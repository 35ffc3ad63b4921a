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

    sent_heading = _heading_field("application sent", "Check your email")
    resend_heading = _heading_field("get a new link", "Get a new link")
    resend_text = _text_field(
        "get a new link",
        "Enter the email address you used to apply. We will email you a new link. Your old link "
        "will stop working.",
    )
    resent_heading = _heading_field("new link sent", "Check your email")
    resent_text = _text_field(
        "new link sent",
        "We have sent an email to the address you entered. Use the link in it to continue. We "
        "send no more than 3 emails a day to one address.",
        "Everyone sees this text, so it must not say whether someone has applied.",
    )
    confirm_heading = _heading_field("confirming email address", "Confirm your email address")
    confirm_text = _text_field(
        "confirming email address",
        "Select the button to confirm this is your email address. The membership team can only "
        "read your application after you confirm.",
    )
    waiting_heading = _heading_field("waiting", "We have received your application")
    waiting_text = _text_field(
        "waiting",
        "The membership team will read your application and email you. You do not need to do "
        "anything. You can come back to this page with the link in our email. Do not share the "
        "link, because anyone who has it can see this page.",
    )
    answer_within_days = models.PositiveSmallIntegerField(
        "days to answer",
        default=14,
        validators=[MinValueValidator(1), MaxValueValidator(90)],
        help_text="The longest time the team should take. The date is shown to applicants.",
    )
    next_text = models.TextField(
        "waiting: what happens next",
        default="We will answer by {by}. If we have a question, we will email you. You will be "
        "able to read it and answer it on this page.",
        validators=[PlaceholderValidator(("by",))],
        help_text="{by} is replaced by the date the team answers by.",
    )
    overdue_text = models.TextField(
        "waiting: answer is late",
        default="We are sorry that our answer is late. You do not need to do anything. We will "
        "email you as soon as we have decided.",
    )
    asked_heading = _heading_field("question asked", "We have a question")
    asked_text = _text_field(
        "question asked",
        "The membership team would like to know a little more. Use your own words. A short answer "
        "is fine. The membership team will read it.",
    )
    approved_heading = _heading_field("approved", "You have been approved")
    approved_text = _text_field(
        "approved",
        "Welcome. We are glad you are joining. There is one more step: choose the name other "
        "members will know you by and how you want to sign in.",
    )
    approved_expired_text = _text_field(
        "approved, link expired",
        "This link has expired. Get a new link to set up your membership.",
    )
    onboarded_heading = _heading_field("approved and set up", "Your membership is set up")
    onboarded_text = _text_field("approved and set up", "You can now sign in.")
    declined_heading = _heading_field("declined", "Our decision")
    declined_text = _text_field(
        "declined",
        "Thank you for applying and for telling us about yourself. This is the membership team’s "
        "decision:",
    )
    decline_draft = models.TextField(
        "draft text when declining",
        default="Thank you for your application and for your trust. We do not think this "
        "community is the right place for you at the moment. This is not a judgement of you or "
        "of what you have been through.",
        help_text="The membership team starts with this text and edits it for each applicant.",
    )
    ask_again_heading = _heading_field(
        "applying again or complaining", "Applying again or complaining"
    )
    support_heading = _heading_field("other support, when declined", "Other support")
    unreadable_later_text = _text_field(
        "text cannot be shown",
        "We cannot show this at the moment because of a problem on our side. Try again later or "
        "contact us.",
        "Shown if an encryption key is missing.",
    )
    ask_again_text = _text_field(
        "applying again or complaining",
        "You can apply again at any time. If you think our decision was unfair, contact us. "
        "Someone who was not involved in the decision will look at it again.",
    )
    support_text = _text_field(
        "other support, when declined",
        "Other places support people who work in mental health. These include your trade union or "
        "royal college, your occupational health service, and confidential services for health "
        "workers in your nation. If you need help now, use the helplines at the foot of this "
        "page.",
    )
    member_heading = _heading_field("already a member", "You are already a member")
    member_text = _text_field(
        "already a member",
        "This email address already has an account, so you do not need this application. You can "
        "sign in. You can also delete the application here.",
    )
    expired_heading = _heading_field("link expired", "This link has expired")
    expired_text = _text_field(
        "link expired",
        "Links to confirm an application last 24 hours. We still have your application. Get a new "
        "link to confirm it.",
    )
    not_found_heading = _heading_field("link does not work", "This link does not work")
    not_found_text = _text_field(
        "link does not work",
        "It may have been replaced by a newer link, or the application may have been withdrawn or "
        "deleted. If you have set up your membership, you can sign in.",
    )
    withdraw_text = _text_field(
        "withdraw: before",
        "We will delete your whole application from this site straight away. You cannot get it "
        "back. You can apply again at any time.",
    )
    withdrawn_heading = _heading_field("withdrawn", "Application deleted")
    withdrawn_text = _text_field(
        "withdrawn",
        "We have deleted your application. Thank you for your interest in joining us.",
    )
    review_again_text = _text_field(
        "form open for a long time",
        "You started this form more than a day ago. Your answers are still here. Check them, then "
        "send your application.",
    )
    consent_changed_text = _text_field(
        "consent text has changed",
        "While you were filling in the form, we changed the text you are asked to agree to. Read "
        "it again before you continue.",
    )
    suspected_spam_text = _text_field(
        "looks automated",
        "We need to check that you are a person, because the form was sent very quickly or in an "
        "unusual way. Your answers are still here. Check them and send your application again.",
        "Shown when a form is sent within seconds, or when a hidden field is filled in.",
    )
    unreadable_text = _text_field(
        "answers lost",
        "We are sorry. We could not read your answers, so nothing was sent. Fill in the form "
        "again.",
        "Shown if an encryption key was removed while someone was filling in the form.",
    )
    sent_before_text = _text_field(
        "form already sent",
        "You have already sent this form with different answers. To send these answers instead, "
        "agree and send your application again. When you confirm it, it will replace the earlier "
        "application from the same email address.",
    )
    network_text = _text_field(
        "too many requests from one network",
        "We have had an unusual number of requests from your network today. What you entered is "
        "still here. Try again in an hour, or from a different network.",
        "Shown when an application or a request for a new link is refused. Everyone on a hospital "
        "or university network may count as one sender.",
    )
    unavailable_text = _text_field(
        "answers cannot be stored",
        "We are sorry. There is a problem on our side, so we could not store your application. "
        "Your answers are still here. Send your application again in a few minutes.",
        "Shown if the disk of the site is full, for example.",
    )
    closed_heading = _heading_field("closed while applying", "Applications have closed")
    closed_text = _text_field(
        "closed while applying",
        "We closed applications while you were filling in the form. We have not stored your "
        "answers. They are shown here so that you can copy them.",
    )

    panels: ClassVar[list[Any]] = [
        MultiFieldPanel([FieldPanel(name) for name in names], heading=heading)
        for heading, names in {
            "Sending an application": (
                "sent_heading",
                "review_again_text",
                "consent_changed_text",
                "unreadable_text",
                "sent_before_text",
                "suspected_spam_text",
                "network_text",
                "unavailable_text",
            ),
            "Applications closed": ("closed_heading", "closed_text"),
            "Getting a new link": (
                "resend_heading",
                "resend_text",
                "resent_heading",
                "resent_text",
            ),
            "Application page": (
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
        verbose_name = "Application text"
