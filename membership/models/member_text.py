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
        default="I agree that in2gr8mentalhealth keeps my e-mail address, my pseudonym and what I "
        "choose in my settings, which say that I am a member and so that I have been unwell. It "
        "is used for my membership and for nothing else. I can take this back at any time.",
        help_text="Every wording is kept with its version. Changed words ask all members again "
        "when they next sign in, so gather changes.",
    )
    guidelines_consent = models.CharField(
        "agreeing to the guidelines",
        max_length=200,
        default="I have read the community guidelines and will keep to them.",
        help_text="Beside the link to the guidelines, which are chosen under “Menus and footer”. "
        "When that page is published with other words, members are asked again.",
    )

    onboarding_heading = _heading_field("setting up", "Welcome. Set up your membership")
    onboarding_text = _text_field(
        "setting up",
        "Choose the name that other members will know you by, and how you want to sign in. It "
        "takes a few minutes, and you can change your mind about all of it later.",
    )
    sign_in_first_text = _text_field(
        "setting up, with an account that is there already",
        "There is an account for your address already. Please sign in first: then you come back "
        "here.",
    )
    sign_out_first_text = _text_field(
        "setting up, while somebody else is signed in",
        "Somebody else is signed in at this browser. Please sign out first, then open the link in "
        "your mail again.",
    )
    switched_off_text = _text_field(
        "setting up, with an account that is switched off",
        "Something about the account for your address has to be put right first. Please write to "
        "us.",
    )
    pseudonym_help = models.TextField(
        "beside the pseudonym",
        default="Other members know you by this and by nothing else. Please do not use your own "
        "name, or one that you use elsewhere on the internet.",
    )
    pseudonym_warning = models.TextField(
        "pseudonym holds somebody's own name",
        default="This pseudonym holds a part of your own name or of your e-mail address, so "
        "somebody may guess who you are. You may keep it: press the button once more.",
    )
    real_name_help = models.TextField(
        "beside the real name",
        default="Only if you like. Nobody but the membership team sees it, and only if they need "
        "to write to you by name.",
    )
    first_visit_text = _text_field(
        "first visit",
        "You are a member now. Look around for as long as you like: nobody sees that you are here.",
    )
    mfa_offer_text = models.TextField(
        "offering a second step",
        default="If somebody else ever learns your password, a second step keeps them out. It "
        "takes two minutes, and you can do it later in your settings.",
    )

    home_heading = models.CharField(
        "members' home: heading",
        max_length=120,
        default="Hello, {pseudonym}.",
        validators=[PlaceholderValidator(("pseudonym",))],
        help_text="In place of {pseudonym} stands what the member is called.",
    )
    news_heading = _heading_field("what is new", "Since you were last here")
    first_news_heading = models.CharField(
        "what is new: heading at the first visit", max_length=120, default="To begin with"
    )
    no_news_text = _text_field("nothing is new", "Nothing new since your last visit.")
    members_only_heading = _heading_field("members' pages and documents", "For members")
    no_members_only_content_text = _text_field(
        "no members' pages yet", "There are no pages or documents for members alone yet."
    )
    moderators_heading = _heading_field("moderators", "Moderators are here")
    moderators_text = _text_field(
        "moderators",
        "Every day from 8am to 10pm. At night nobody reads what is written, so please ring a "
        "helpline instead.",
    )
    account_links_heading = _heading_field("links to one's own pages", "Your place")

    settings_text = _text_field(
        "my name and settings",
        "What other members see of you, and what we may write to you about.",
    )
    pseudonym_cooldown_text = _text_field(
        "pseudonym was changed not long ago",
        "People know each other by their pseudonyms, so one rests for 90 days before it can be "
        "changed again.",
    )
    break_heading = _heading_field("taking a break", "Take a break")
    break_text = _text_field(
        "taking a break",
        "While you are on a break you are hidden from other members, and we send you no mail. "
        "Nothing is lost, and you come back with one press of a button, whenever you like.",
    )
    on_break_text = _text_field(
        "on a break",
        "You are on a break: hidden from other members, and without mail from us. It is good to "
        "see you all the same.",
    )
    consent_heading = _heading_field("words have changed", "Some words have changed")
    consent_explanation_text = _text_field(
        "words have changed",
        "We have changed what members agree to. Please read it again. If you would rather not "
        "agree, that is all right: see below.",
    )
    decline_consent_text = _text_field(
        "before not agreeing",
        "If you do not agree, your membership rests: you are hidden, and we write no mail. You can "
        "agree later, whenever you sign in, or write to us about what troubles you.",
    )
    consent_declined_heading = _heading_field("has not agreed", "Your membership rests")
    consent_declined_text = _text_field(
        "has not agreed",
        "Thank you for being open about it. Nothing is lost, and nobody is told. You can come back "
        "at any time by reading the words again and agreeing to them. If something in them "
        "troubles you, please write to us: we would like to hear it.",
    )
    suspended_heading = _heading_field("suspended", "Your membership is suspended")
    suspended_text = _text_field(
        "suspended",
        "The members' pages are not open to you at the moment. Below stands why, and until when. "
        "If you think that this is wrong, please write to us. You can still see what we keep "
        "about you.",
    )
    ending_heading = _heading_field("membership has ended", "Your membership has ended")
    ending_text = _text_field(
        "membership has ended",
        "The members' pages are closed to you, and everything about you is erased on the day that "
        "stands below. If you think that this is wrong, please write to us before then.",
    )
    data_heading = _heading_field("my data", "Everything we keep about you")
    data_text = _text_field(
        "my data",
        "This page is made anew each time you open it, from what is stored now. The file holds "
        "the same. Please think of where you keep it: it says that you are a member.",
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
            "Members' home": "home_heading news_heading first_news_heading no_news_text "
            "members_only_heading no_members_only_content_text moderators_heading moderators_text "
            "account_links_heading",
            "Settings and breaks": "settings_text pseudonym_cooldown_text break_heading break_text "
            "on_break_text",
            "Suspended, and ended": "suspended_heading suspended_text ending_heading ending_text",
            "My data": "data_heading data_text",
        }.items()
    ]

    class Meta:
        verbose_name = "Words for members"
