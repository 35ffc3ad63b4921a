"""Editable texts of onboarding and of the members' own pages, and the consent texts."""

from typing import Any, ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from mailqueue.validators import PlaceholderValidator


def _heading_field(label: str, default: str) -> Any:
    return models.CharField(f"{label}: heading", max_length=120, default=default)


def _text_field(label: str, default: str, help_text: str = "") -> Any:
    return models.TextField(f"{label}: text", default=default, help_text=help_text)


@register_setting(icon="edit", order=34)
class MemberTextSettings(BaseGenericSetting):
    """Texts for members, and the consent text that every member agrees to."""

    membership_consent = models.TextField(
        "what members agree to",
        default="I agree that in2gr8mentalhealth stores my email address, my pseudonym and my "
        "settings. These show that I am a member, and so that I have been unwell. They are used "
        "only for my membership. I can withdraw this agreement at any time.",
        help_text="Every version is kept. If you change this text, all members are asked to agree "
        "again the next time they sign in, so make all your changes together.",
    )
    guidelines_consent = models.CharField(
        "agreement to the guidelines",
        max_length=200,
        default="I have read the community guidelines and agree to follow them.",
        help_text="Shown beside the link to the guidelines, which you choose under “Menus and "
        "footer”. When you publish a change to that page, members are asked to agree again.",
    )

    onboarding_heading = _heading_field("setting up", "Set up your membership")
    onboarding_text = _text_field(
        "setting up",
        "Welcome. Choose the name other members will know you by, and how you want to sign in. It "
        "takes a few minutes. You can change how you sign in at any time, and your name once every "
        "90 days.",
    )
    sign_in_first_text = _text_field(
        "setting up: account already exists",
        "You already have an account with this email address. Sign in, then you can continue "
        "setting up your membership.",
    )
    sign_out_first_text = _text_field(
        "setting up: someone else signed in",
        "Someone else is signed in on this browser. Sign out, then use the link in your email "
        "again.",
    )
    switched_off_text = _text_field(
        "setting up: account not active",
        "There is a problem with the account for your email address. Contact us so that we can fix "
        "it.",
    )
    pseudonym_help = models.TextField(
        "help for pseudonym",
        default="This is the only name other members see. Do not use your real name, or a name you "
        "use elsewhere on the internet.",
    )
    pseudonym_warning = models.TextField(
        "pseudonym contains own name",
        default="This pseudonym contains part of your name or email address, so someone might "
        "guess who you are. Choose a different one, or select the button again to keep it.",
    )
    real_name_help = models.TextField(
        "help for real name",
        default="The membership team can see it. They will use it only if they need to "
        "contact you by name.",
    )
    first_visit_text = _text_field(
        "welcome message on first visit",
        "You are now a member. Take your time to look around. Other members cannot see when you "
        "visit.",
    )
    mfa_offer_text = models.TextField(
        "offer of two-step sign-in",
        default="Two-step sign-in protects your account if someone finds out your password. It "
        "takes about two minutes to set up. You can also do it later, under Sign-in and security.",
    )

    home_heading = models.CharField(
        "members’ home: heading",
        max_length=120,
        default="Hello, {pseudonym}",
        validators=[PlaceholderValidator(("pseudonym",))],
        help_text="{pseudonym} is replaced by the member’s pseudonym.",
    )
    news_heading = _heading_field("new articles and pages", "New since your last visit")
    first_news_heading = models.CharField(
        "new articles and pages: heading on first visit", max_length=120, default="Latest"
    )
    no_news_text = _text_field("nothing new", "There is nothing new since your last visit.")
    members_only_heading = _heading_field("member-only pages and documents", "For members")
    no_members_only_content_text = _text_field(
        "no member-only pages yet", "There are no pages or documents for members yet."
    )
    moderators_heading = _heading_field("moderators", "When moderators are available")
    moderators_text = _text_field(
        "moderators",
        "Moderators will be available when the message board opens. If you need support now, use "
        "the helplines at the foot of this page.",
    )
    account_links_heading = _heading_field("account links", "Your account")

    settings_text = _text_field(
        "name and settings",
        "Choose what other members can see and which emails you get. Member profiles and emails "
        "about new articles and meetings are not available yet.",
    )
    pseudonym_cooldown_text = _text_field(
        "pseudonym changed recently",
        "Members know each other by their pseudonyms, so you can change yours once every 90 days.",
    )
    break_heading = _heading_field("taking a break", "Take a break")
    break_text = _text_field(
        "taking a break",
        "While you are on a break, other members cannot see you and we do not send you emails "
        "about new articles and meetings. You will not lose anything. You can come back at any "
        "time.",
    )
    on_break_text = _text_field(
        "on a break",
        "You are on a break. Other members cannot see you and we do not send you emails about new "
        "articles and meetings. You are still welcome to look around.",
    )
    consent_heading = _heading_field(
        "agreement has changed", "We have changed what members agree to"
    )
    consent_explanation_text = _text_field(
        "agreement has changed",
        "Read the new text and decide whether you agree. If you do not agree, that is all right. "
        "You can see below what happens then.",
    )
    decline_consent_text = _text_field(
        "before declining",
        "If you do not agree, we will pause your membership. Other members cannot see you and we "
        "do not send you emails about new articles and meetings. You can agree later when you sign "
        "in, or contact us if something concerns you.",
    )
    consent_declined_heading = _heading_field("declined", "Your membership is paused")
    consent_declined_text = _text_field(
        "declined",
        "Thank you for telling us. You have not lost anything, and we have not told anyone. To "
        "come back, read the text again and agree to it. If something in it concerns you, contact "
        "us.",
    )
    suspended_heading = _heading_field("suspended", "Your membership is suspended")
    suspended_text = _text_field(
        "suspended",
        "You cannot open members’ pages at the moment. The reason and the end date are shown "
        "below. If you think this is wrong, contact us. You can still see the data we store "
        "about you.",
    )
    ending_heading = _heading_field("membership has ended", "Your membership has ended")
    ending_text = _text_field(
        "membership has ended",
        "You can no longer open members’ pages. We will delete everything about you on the date "
        "shown below. If you think this is wrong, or if you change your mind, contact us before "
        "then.",
    )
    data_heading = _heading_field("your data", "Your data")
    data_text = _text_field(
        "your data",
        "This page shows the data we store about you now. The file contains the same data. Keep "
        "the file somewhere safe, because it shows that you are a member.",
    )

    panels: ClassVar[list[Any]] = [
        MultiFieldPanel([FieldPanel(name) for name in names.split()], heading=heading)
        for heading, names in {
            "What members agree to": "membership_consent guidelines_consent consent_heading "
            "consent_explanation_text decline_consent_text consent_declined_heading "
            "consent_declined_text",
            "Becoming a member": "onboarding_heading onboarding_text sign_in_first_text "
            "sign_out_first_text switched_off_text pseudonym_help pseudonym_warning "
            "real_name_help first_visit_text mfa_offer_text",
            "Members’ home": "home_heading news_heading first_news_heading no_news_text "
            "members_only_heading no_members_only_content_text moderators_heading moderators_text "
            "account_links_heading",
            "Settings and breaks": "settings_text pseudonym_cooldown_text break_heading break_text "
            "on_break_text",
            "Suspended or ended membership": "suspended_heading suspended_text ending_heading "
            "ending_text",
            "Your data": "data_heading data_text",
        }.items()
    ]

    class Meta:
        verbose_name = "Member area text"
