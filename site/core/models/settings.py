"""Words, menus and choices of the whole site, as editors set them."""

from typing import Any, ClassVar

from django.core.validators import EmailValidator
from django.db import models
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.fields import StreamField
from wagtail.models import Page

from core.blocks.links import LinkBlock, LinkValue
from core.validators import PlaceholderValidator


class MenuItemBlock(LinkBlock):
    """A way on in the main menu, with a second level below it where that helps."""

    children = blocks.ListBlock(
        LinkBlock(), default=[], label="Below it", collapsed=True, required=False
    )

    class Meta:
        icon = "link"
        label = "Menu item"
        value_class = LinkValue


class FooterColumnBlock(blocks.StructBlock):
    heading = blocks.CharBlock(max_length=60)
    links = blocks.ListBlock(LinkBlock())

    class Meta:
        icon = "list-ul"
        label = "Column"


@register_setting(icon="home", order=10)
class OrganisationSettings(BaseGenericSetting):
    """Who we are, on every page and for machines that ask."""

    name = models.CharField(max_length=80, default="in2gr8mentalhealth")
    strapline = models.CharField(max_length=160, blank=True)
    description = models.TextField(blank=True, help_text="One or two sentences for search engines.")
    mark = models.ForeignKey(
        "core.CustomImage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Replaces the two circles at the top of every page.",
    )
    contact_email = models.EmailField(blank=True, validators=[EmailValidator()])
    contact_address = models.TextField("postal address", blank=True)

    panels: ClassVar[list[Any]] = [
        FieldPanel("name"),
        FieldPanel("strapline"),
        FieldPanel("description"),
        FieldPanel("mark"),
        MultiFieldPanel(
            [FieldPanel("contact_email"), FieldPanel("contact_address")],
            heading="Contact",
        ),
    ]

    class Meta:
        verbose_name = "Organisation"


def _furniture_page(help_text: str) -> models.ForeignKey:
    return models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=help_text,
    )


@register_setting(icon="list-ul", order=20)
class NavigationSettings(BaseGenericSetting):
    """Menus, the foot of the page, and the pages that the furniture leads to."""

    main_menu = StreamField([("item", MenuItemBlock())], blank=True)
    footer_columns = StreamField([("column", FooterColumnBlock())], blank=True)
    promise = models.TextField(
        blank=True, help_text="Large words at the foot of public pages, a line each."
    )
    urgent_help_page = _furniture_page("Behind “Urgent help” at the top of every page.")
    join_page = _furniture_page("Where people learn how to join.")
    privacy_page = _furniture_page("What we keep about whom, and for how long.")
    contact_page = _furniture_page("How to write to us.")

    FURNITURE_PAGES = ("urgent_help_page", "join_page", "privacy_page", "contact_page")

    panels: ClassVar[list[Any]] = [
        FieldPanel("main_menu"),
        FieldPanel("footer_columns"),
        FieldPanel("promise"),
        MultiFieldPanel(
            [FieldPanel(name) for name in FURNITURE_PAGES],
            heading="Pages that the furniture needs",
            help_text="A page chosen here cannot be deleted or unpublished.",
        ),
    ]

    class Meta:
        verbose_name = "Menus and footer"

    def furniture_pages_below(self, page: Page) -> list[str]:
        """Titles of the chosen pages that are *page* or stand below it."""
        chosen = [getattr(self, name) for name in self.FURNITURE_PAGES]
        return [held.title for held in chosen if held and held.path.startswith(page.path)]


class _Wording:
    """Shorthands for the many fields of words."""

    @staticmethod
    def line(default: str, help_text: str = "") -> models.CharField:
        return models.CharField(max_length=200, blank=True, default=default, help_text=help_text)

    @staticmethod
    def text(default: str, help_text: str = "") -> models.TextField:
        return models.TextField(blank=True, default=default, help_text=help_text)

    @staticmethod
    def subject(default: str) -> models.CharField:
        return models.CharField(
            max_length=120,
            default=default,
            validators=[PlaceholderValidator(())],
            help_text="Other people may see it on a screen: say nothing of what we do.",
        )

    @staticmethod
    def letter(default: str, help_text: str = "") -> models.TextField:
        return models.TextField(
            default=default,
            validators=[PlaceholderValidator(("link", "site", "days"), required=("link",))],
            help_text="{link} is where the password is chosen, {site} the address of the site, "
            f"{{days}} how long the link works. {help_text}".strip(),
        )


def _words_panel(heading: str, *names: str) -> MultiFieldPanel:
    return MultiFieldPanel([FieldPanel(name) for name in names], heading=heading)


@register_setting(icon="edit", order=30)
class WordingSettings(BaseGenericSetting):
    """What the site says when there is nothing to show, or something went wrong."""

    not_found_heading = _Wording.line("These two have drifted apart.")
    not_found_text = _Wording.text(
        "The page you are looking for is not at this address. It may have moved, or never have "
        "been here. Nothing you did was wrong."
    )
    forbidden_heading = _Wording.line("This part is not open to you.")
    forbidden_text = _Wording.text(
        "You may need to sign in, or to sign in again: forms close after a while to keep you safe."
    )
    server_error_heading = _Wording.line("Something went wrong on our side.")
    server_error_text = _Wording.text(
        "It was not you. Please try again in a moment. Urgent help is listed below, as always."
    )
    unavailable_heading = _Wording.line("We are putting something right.")
    unavailable_text = _Wording.text(
        "The site will be back in a few minutes. Urgent help is listed below, as always."
    )
    no_news = _Wording.text("There is no writing of this kind yet.")
    no_meetings = _Wording.text("No meeting is planned at the moment. New dates will stand here.")
    no_resources = _Wording.text(
        "No resource fits all of these filters. Take one away to see more."
    )
    no_results = _Wording.text(
        "We found nothing for these words. Try fewer or simpler ones, or look through the "
        "resources."
    )
    something_wrong = _Wording.text(
        "Something wrong here? Please tell us, and we will look at it again.",
        "Stands under every resource and leads to the contact page.",
    )
    no_share_buttons = _Wording.text(
        "Copy the address. We have no share buttons, because they tell other companies who reads "
        "what.",
        "Stands under the address beside every piece of writing.",
    )
    meeting_for_strangers = _Wording.text(
        "Members find the way there on this page once they have signed in. Anyone who works or "
        "trains in mental health, and has been unwell themselves, is welcome to join.",
        "Stands beside a meeting for people who are not signed in.",
    )
    meeting_details_care = _Wording.text(
        "Please do not pass these details on to people who are not members.",
        "Stands under the way to a meeting, where only members read it.",
    )
    meeting_details_later = _Wording.text(
        "The way there will stand here before the meeting.",
        "What members read while a coming meeting has no address or link yet.",
    )
    search_privacy = _Wording.text("We do not keep what people search for.")
    sign_in_introduction = _Wording.text("For members, and for people who look after the site.")
    sign_in_shared_computer = _Wording.text(
        "On a shared or work computer? Sign out when you are done, and close the browser."
    )
    sign_in_joining = _Wording.line("Not a member yet?", "Leads to the join page.")
    sign_out_text = _Wording.text("On a shared computer, close the browser afterwards as well.")
    password_advice = _Wording.text(
        "Three or four words that have nothing to do with each other are easy to remember and "
        "hard to guess. Please do not use a password that you use elsewhere."
    )
    password_changed_text = _Wording.text("From now on, sign in with the new one.")
    reset_introduction = _Wording.text(
        "Type the address that you sign in with, and we send you a link for choosing a password."
    )
    reset_sent_text = _Wording.text(
        "We have sent a mail to the address that you typed. If there is an account for it, the "
        "link in the mail opens the page where you choose a password.\n\n"
        "It can take a few minutes. Please look among the unwanted mail as well."
    )
    reset_link_failed = _Wording.text(
        "This link does not open anything, or not any more: a link works once, for a few days, "
        "and only where there is an account."
    )
    too_many_heading = _Wording.line("That was very often in a short time.")
    too_many_text = _Wording.text("Please wait a few minutes, then try again.")
    invitation_subject = _Wording.subject("Your account is ready to set up")
    invitation_text = _Wording.letter(
        "Hello,\n\nan account has been made for you at {site}. Choose a password here:\n\n"
        "{link}\n\n"
        "The link works once, for {days} days. If you did not expect this, you need do nothing."
    )
    reset_subject = _Wording.subject("Your link")
    reset_text = _Wording.letter(
        "Hello,\n\nsomebody, perhaps you, asked for a link to choose a new password at {site}. If "
        "it was you, please go on here:\n\n{link}\n\nThe link works once, for {days} days. If it "
        "was not you, you need do nothing: nothing has been changed.",
        "Anybody can have this mail sent to any address, so it must not say who has an account.",
    )

    panels: ClassVar[list[Any]] = [
        _words_panel(
            "Pages that are missing, closed or broken",
            "not_found_heading",
            "not_found_text",
            "forbidden_heading",
            "forbidden_text",
            "server_error_heading",
            "server_error_text",
            "unavailable_heading",
            "unavailable_text",
            "too_many_heading",
            "too_many_text",
        ),
        _words_panel(
            "Empty places",
            "no_news",
            "no_meetings",
            "no_resources",
            "no_results",
        ),
        _words_panel(
            "Beside what people read",
            "something_wrong",
            "no_share_buttons",
            "search_privacy",
        ),
        _words_panel(
            "Meetings",
            "meeting_for_strangers",
            "meeting_details_care",
            "meeting_details_later",
        ),
        _words_panel(
            "Sign-in",
            "sign_in_introduction",
            "sign_in_shared_computer",
            "sign_in_joining",
            "sign_out_text",
            "password_advice",
            "password_changed_text",
            "reset_introduction",
            "reset_sent_text",
            "reset_link_failed",
        ),
        _words_panel(
            "Mails",
            "invitation_subject",
            "invitation_text",
            "reset_subject",
            "reset_text",
        ),
    ]

    class Meta:
        verbose_name = "Words"
