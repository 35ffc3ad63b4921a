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

    not_found_heading = _TextFields.line("page not found: heading", "Page not found")
    not_found_text = _TextFields.text(
        "page not found: text",
        "The page may have moved or been removed, or the web address may be wrong. You have not "
        "done anything wrong.",
    )
    forbidden_heading = _TextFields.line("access refused: heading", "You cannot open this page")
    forbidden_text = _TextFields.text(
        "access refused: text",
        "You may need to sign in. If you were filling in a form, it may have timed out. Forms "
        "time out after a while to protect your information.",
        "Also shown when a form has timed out.",
    )
    server_error_heading = _TextFields.line(
        "error on our side: heading", "Sorry, something went wrong"
    )
    server_error_text = _TextFields.text(
        "error on our side: text",
        "This is a problem on our side, not yours. Try again in a few minutes. Urgent help is "
        "listed below.",
    )
    unavailable_heading = _TextFields.line(
        "site unavailable: heading", "Sorry, the site is unavailable"
    )
    unavailable_text = _TextFields.text(
        "site unavailable: text",
        "This is a problem on our side, not yours. Try again in a few minutes. Urgent help is "
        "listed below.",
        "Shown while the site cannot reach its database.",
    )
    no_articles = _TextFields.text(
        "no articles yet",
        "There are no articles of this type yet.",
        "Shown in the news list when it is empty.",
    )
    no_meetings = _TextFields.text(
        "no upcoming meetings",
        "There are no meetings planned at the moment. New dates will appear here.",
        "Shown on the meetings page, the home page and the members’ home when there are no "
        "upcoming meetings.",
    )
    no_resources = _TextFields.text(
        "no matching resources",
        "No resources match all of these filters. Remove a filter to see more.",
        "Shown when the filters a visitor has chosen match nothing.",
    )
    no_results = _TextFields.text(
        "no search results",
        "Try different or fewer words, or browse the resources.",
        "Shown under a search with no results.",
    )
    resource_feedback = _TextFields.text(
        "report a problem with a resource",
        "Is something on this page wrong or out of date? Tell us and we will check it.",
        "Shown under every resource, with a link to the contact page.",
    )
    sharing_note = _TextFields.text(
        "why there are no share buttons",
        "We do not use share buttons because they let other companies track what you read.",
        "Shown beside every article, under its web address.",
    )
    video_privacy = _TextFields.text(
        "privacy note under videos",
        "Nothing loads from other websites until you select Play. Then the website that hosts the "
        "video can see your IP address.",
        "Shown under every video.",
    )
    meeting_for_anonymous = _TextFields.text(
        "how to take part, for visitors",
        "Members can sign in to see how to get there or join online. You can become a member if "
        "you work or train in mental health and have been unwell yourself.",
        "Shown beside an upcoming meeting to people who cannot see its member-only details.",
    )
    meeting_confidentiality = _TextFields.text(
        "please do not share these details",
        "Please do not share these details with anyone who is not a member.",
        "Shown to members under the meeting’s member-only details.",
    )
    meeting_details_pending = _TextFields.text(
        "details not added yet",
        "Details of how to get there or join online will appear here before the meeting.",
        "Shown to members when an upcoming meeting has no address or link yet.",
    )
    urgent_help_heading = _TextFields.line(
        "urgent help: heading",
        "If you need help now",
        "The heading above the helplines at the foot of every page.",
    )
    share_heading = _TextFields.line(
        "share this page: heading",
        "Share this page",
        "The heading above the web address of an article.",
    )
    related_heading = _TextFields.line(
        "related articles: heading",
        "Related articles",
        "The heading above the related articles under an article.",
    )
    attend_heading = _TextFields.line(
        "how to take part: heading",
        "How to take part",
        "Shown beside an upcoming meeting to people who cannot see its member-only details.",
    )
    location_heading = _TextFields.line(
        "how to get there: heading",
        "How to get there or join online",
        "The heading above a meeting’s member-only details.",
    )
    members_only = _TextFields.line(
        "label of member-only details",
        "For members only",
        "Shown above a meeting’s member-only details. People who can edit the meeting see them "
        "too.",
    )
    search_privacy = _TextFields.text(
        "privacy note beside search",
        "We do not store what you search for.",
        "Shown beside search results.",
    )
    sign_in_introduction = _TextFields.text(
        "sign in: introduction", "For members and for people who run the site."
    )
    sign_in_shared_computer = _TextFields.text(
        "sign in: shared computers",
        "If you are using a shared or work computer, sign out when you have finished and close "
        "the browser.",
    )
    join_prompt = _TextFields.line(
        "sign in: not a member yet", "Not a member yet?", "A link to the join page follows."
    )
    sign_out_text = _TextFields.text(
        "sign out: text",
        "If this is a shared computer, close the browser after you sign out.",
    )
    password_advice = _TextFields.text(
        "advice on passwords",
        "Three or four unrelated words make a password that is easy to remember and hard to "
        "guess. Do not reuse a password from another website.",
    )
    password_changed_text = _TextFields.text(
        "password changed: text", "Use your new password the next time you sign in."
    )
    password_reset_introduction = _TextFields.text(
        "forgotten password: introduction",
        "Enter the email address you use to sign in. We will email you a link to choose a new "
        "password.",
    )
    password_reset_sent_text = _TextFields.text(
        "forgotten password: email sent",
        "We have sent an email to the address you entered. If it belongs to an account, you can "
        "use the link in the email to choose a new password.\n\n"
        "It can take a few minutes to arrive. Check your spam or junk folder too.",
    )
    password_reset_link_invalid = _TextFields.text(
        "forgotten password: link does not work",
        "This link does not work. It may have expired or already been used. Links work once, for "
        "a few days, and only if there is an account.",
    )
    too_many_requests_heading = _TextFields.line("too many attempts: heading", "Too many attempts")
    too_many_requests_text = _TextFields.text(
        "too many attempts: text",
        "Wait a few minutes, then try again. If it still does not work, try again in 24 hours.",
    )

    panels: ClassVar[list[Any]] = [
        _text_panel(
            "Error pages",
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
            "Empty lists",
            "no_articles",
            "no_meetings",
            "no_resources",
            "no_results",
        ),
        _text_panel(
            "Beside articles, resources and search",
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
        verbose_name = "Site text"
