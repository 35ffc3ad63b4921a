"""Text that editors can change and that belongs to no page."""

from typing import Any, ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


class _TextFields:
    """Shortcuts for defining the text fields."""

    @staticmethod
    def line(label: str, default: str, help_text: str = "") -> models.CharField:
        return models.CharField(
            label, max_length=200, blank=True, default=default, help_text=help_text
        )

    @staticmethod
    def text(label: str, default: str, help_text: str = "") -> models.TextField:
        return models.TextField(label, blank=True, default=default, help_text=help_text)


def _text_panel(heading: str, *names: str) -> MultiFieldPanel:
    return MultiFieldPanel([FieldPanel(name) for name in names], heading=heading)


@register_setting(icon="edit", order=30)
class SiteTextSettings(BaseGenericSetting):
    """Text on error pages, empty listings, articles, meetings and login pages."""

    not_found_heading = _TextFields.line("page not found: heading", "This page is not here.")
    not_found_text = _TextFields.text(
        "page not found: text",
        "The page you are looking for is not at this address. It may have moved, or never have "
        "been here. Nothing you did was wrong.",
    )
    forbidden_heading = _TextFields.line(
        "page not open to this person: heading", "This part is not open to you."
    )
    forbidden_text = _TextFields.text(
        "page not open to this person: text",
        "You may need to sign in, or to sign in again: forms close after a while to keep you safe.",
        "Also shown when a form was open for too long.",
    )
    server_error_heading = _TextFields.line(
        "an error of ours: heading", "Something went wrong on our side."
    )
    server_error_text = _TextFields.text(
        "an error of ours: text",
        "It was not you. Please try again in a moment. Urgent help is listed below, as always.",
    )
    unavailable_heading = _TextFields.line(
        "site being mended: heading", "We are putting something right."
    )
    unavailable_text = _TextFields.text(
        "site being mended: text",
        "The site will be back in a few minutes. Urgent help is listed below, as always.",
        "Shown while the site cannot reach its own data.",
    )
    no_articles = _TextFields.text(
        "no writing yet",
        "There is no writing of this kind yet.",
        "Stands in a list of writing that is empty.",
    )
    no_meetings = _TextFields.text(
        "no meeting planned",
        "No meeting is planned at the moment. New dates will stand here.",
        "Stands on the list of meetings and on the home page while nothing is to come.",
    )
    no_resources = _TextFields.text(
        "no resource fits",
        "No resource fits all of these filters. Take one away to see more.",
        "Stands where the filters that somebody chose leave no resource.",
    )
    no_results = _TextFields.text(
        "nothing found",
        "We found nothing for these words. Try fewer or simpler ones, or look through the "
        "resources.",
        "Stands under a search that found nothing.",
    )
    resource_feedback = _TextFields.text(
        "under a resource",
        "Something wrong here? Please tell us, and we will look at it again.",
        "Stands under every resource and leads to the contact page.",
    )
    sharing_note = _TextFields.text(
        "about sharing",
        "We have no share buttons, because they tell other companies who reads what.",
        "Stands under the address beside every piece of writing.",
    )
    video_privacy = _TextFields.text(
        "about films",
        "Nothing is loaded from elsewhere until you press play. Then the site that keeps the "
        "film is asked for it, and learns your address on the internet.",
        "Stands under every film.",
    )
    meeting_for_anonymous = _TextFields.text(
        "how to come along",
        "Members find the way there on this page once they have signed in. Anyone who works or "
        "trains in mental health, and has been unwell themselves, is welcome to join.",
        "Stands beside a meeting for people who are not signed in.",
    )
    meeting_confidentiality = _TextFields.text(
        "please keep this to yourself",
        "Please do not pass these details on to people who are not members.",
        "Stands under the way to a meeting, where only members read it.",
    )
    meeting_details_pending = _TextFields.text(
        "details come later",
        "The way there will stand here before the meeting.",
        "What members read while a coming meeting has no address or link yet.",
    )
    urgent_help_heading = _TextFields.line(
        "heading of the urgent-help lines",
        "If you need help now",
        "Stands over the urgent-help lines at the foot of every page.",
    )
    share_heading = _TextFields.line(
        "heading over the address", "Keep or pass on", "Over the address of a piece of writing."
    )
    related_heading = _TextFields.line(
        "heading of further pieces", "Read on from here", "Over the pieces that follow a piece."
    )
    attend_heading = _TextFields.line(
        "heading for people who are not signed in",
        "Coming along",
        "Beside a meeting, for people who are not signed in.",
    )
    location_heading = _TextFields.line(
        "heading of the way there", "Finding us", "Over the way to a meeting."
    )
    members_only = _TextFields.line(
        "mark of the members' part",
        "Only members see this part",
        "Marks what people who are not members never meet.",
    )
    search_privacy = _TextFields.text(
        "beside the search",
        "We do not keep what people search for.",
        "Stands beside the results of a search.",
    )
    sign_in_introduction = _TextFields.text(
        'under "Sign in"', "For members, and for people who look after the site."
    )
    sign_in_shared_computer = _TextFields.text(
        "about shared computers",
        "On a shared or work computer? Sign out when you are done, and close the browser.",
    )
    join_prompt = _TextFields.line(
        "for those who are not members", "Not a member yet?", "Leads to the join page."
    )
    sign_out_text = _TextFields.text(
        "before signing out", "On a shared computer, close the browser afterwards as well."
    )
    password_advice = _TextFields.text(
        "advice on passwords",
        "Three or four words that have nothing to do with each other are easy to remember and "
        "hard to guess. Please do not use a password that you use elsewhere.",
    )
    password_changed_text = _TextFields.text(
        "after a password was changed", "From now on, sign in with the new one."
    )
    password_reset_introduction = _TextFields.text(
        "forgotten password: before",
        "Type the address that you sign in with, and we send you a link for choosing a password.",
    )
    password_reset_sent_text = _TextFields.text(
        "forgotten password: mail is on its way",
        "We have sent a mail to the address that you typed. If there is an account for it, the "
        "link in the mail opens the page where you choose a password.\n\n"
        "It can take a few minutes. Please look among the unwanted mail as well.",
    )
    password_reset_link_invalid = _TextFields.text(
        "link that does not work",
        "This link does not open anything, or not any more: a link works once, for a few days, "
        "and only where there is an account.",
    )
    too_many_requests_heading = _TextFields.line(
        "too many tries: heading", "That was very often in a short time."
    )
    too_many_requests_text = _TextFields.text(
        "too many tries: text", "Please wait a few minutes, then try again."
    )

    panels: ClassVar[list[Any]] = [
        _text_panel(
            "Pages that are missing, closed or broken",
            "not_found_heading",
            "not_found_text",
            "forbidden_heading",
            "forbidden_text",
            "server_error_heading",
            "server_error_text",
            "unavailable_heading",
            "unavailable_text",
            "too_many_requests_heading",
            "too_many_requests_text",
        ),
        _text_panel(
            "Empty places",
            "no_articles",
            "no_meetings",
            "no_resources",
            "no_results",
        ),
        _text_panel(
            "Beside what people read",
            "urgent_help_heading",
            "resource_feedback",
            "share_heading",
            "sharing_note",
            "related_heading",
            "video_privacy",
            "search_privacy",
        ),
        _text_panel(
            "Meetings",
            "attend_heading",
            "meeting_for_anonymous",
            "location_heading",
            "members_only",
            "meeting_confidentiality",
            "meeting_details_pending",
        ),
        _text_panel(
            "Sign-in",
            "sign_in_introduction",
            "sign_in_shared_computer",
            "join_prompt",
            "sign_out_text",
            "password_advice",
            "password_changed_text",
            "password_reset_introduction",
            "password_reset_sent_text",
            "password_reset_link_invalid",
        ),
    ]

    class Meta:
        verbose_name = "Words"
