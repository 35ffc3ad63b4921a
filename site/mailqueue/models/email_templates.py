"""Email templates: subjects and texts of the site's emails, which editors can change."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.models import PreviewableMixin

from mailqueue.rendering import EmailMessageContent, render_email
from mailqueue.validators import NoSensitiveWordsValidator, PlaceholderValidator

PLAIN_TEXT_PREFIX = "plain-"
HELP_TEXT = (
    "Text in braces, such as {link}, is replaced when an email is sent. Put {link} on a line of "
    "its own, with an empty line before and after, to show it as a button. Use the preview button "
    "at the top right to see each email as you write."
)


@dataclass(frozen=True)
class EmailTemplate:
    """A type of email, when it is sent, and the placeholders of its text."""

    label: str
    when: str
    # Placeholder -> its meaning, and its value in previews.
    placeholders: dict[str, tuple[str, str]]
    hint: str = ""

    @property
    def help_text(self) -> str:
        """The meaning of each placeholder, for editors."""
        meanings = {"site": "the web address of this site"}
        meanings |= {name: meaning for name, (meaning, _) in self.placeholders.items()}
        listed = ", ".join(f"{{{name}}}: {meaning}" for name, meaning in meanings.items())
        return f"{listed}. {self.hint}".strip()

    def subject_field(self, default: str) -> models.CharField:
        return models.CharField(
            "subject",
            max_length=120,
            default=default,
            validators=[PlaceholderValidator(()), NoSensitiveWordsValidator()],
            help_text="Other people may see this on a screen. Do not mention what we do or who we "
            "are.",
        )

    def text_field(self, default: str) -> models.TextField:
        allowed = ("site", *self.placeholders)
        return models.TextField(
            "text",
            default=default,
            validators=[PlaceholderValidator(allowed, required=("link",))],
            help_text=self.help_text,
        )


INVITATION = EmailTemplate(
    label="Invitation",
    when="Sent when an operator creates an account for someone.",
    placeholders={
        "link": ("the page where they choose a password", "/account/password/reset/key/…/"),
        "days": ("the number of days the link works", "3"),
    },
)
PASSWORD_RESET = EmailTemplate(
    label="Forgotten password",
    when="Sent to any email address entered on the “Forgotten your password?” page. Also sent when "
    "account recovery has finished.",
    placeholders=INVITATION.placeholders,
    hint="Anyone can make the site send this email to anyone, so it must not say whether "
    "there is an account.",
)
APPLICATION_LINK = EmailTemplate(
    label="Confirm an application",
    when="Sent to anyone who applies, or who asks for their link again.",
    placeholders={
        "link": ("the page of the application", "/join/application/…/"),
        "hours": ("the number of hours in which the link can be used to confirm", "24"),
    },
    hint="Anyone can make the site send this email to anyone, so it must not say whether "
    "someone has applied.",
)
APPLICATION_WAITING = EmailTemplate(
    label="Team: item to review",
    when="Sent to the membership team when an application is confirmed, when a paper or "
    "phone application is added, when an applicant answers a question, and when an application is "
    "handed over.",
    placeholders={"link": ("the list of applications", "/admin/applications/")},
    hint="It must not say what the item is or who it is from.",
)
TEAM_JOINED = EmailTemplate(
    label="Team: new person",
    when="Sent to everyone else in the membership team, and to people who left it recently, when "
    "someone joins.",
    placeholders={
        "person": ("the person’s name or reference", "Rowan"),
        "link": ("the page that shows who is in the team and why", "/admin/membership-team/"),
    },
    hint="It must not say what the team does.",
)
TEAM_CHANGED = EmailTemplate(
    label="Team: change",
    when="Sent when someone leaves the membership team, can no longer sign in or can sign in "
    "again, or when someone else changes their email address or password. It goes to everyone "
    "else in the team and to people who left it recently. Unless their email address or password "
    "was changed, it also goes to the person concerned.",
    placeholders={
        "person": ("the name or reference of the person concerned", "Rowan"),
        "change": ("what has changed", "is no longer in the team"),
        "by": ("the name or reference of the person who made the change", "Hazel"),
        "link": ("the page that shows who is in the team", "/admin/membership-team/"),
    },
    hint="It must not say what the team does.",
)
APPLICATION_UPDATE = EmailTemplate(
    label="Application update",
    when="Sent to an applicant when the membership team approves or declines an application, "
    "asks a question, adds a paper or phone application, or sends the link again. The text is the "
    "same each time. The applicant finds out which it is on the page the link opens.",
    placeholders={
        "link": ("the page of the application", "/join/application/…/"),
        "days": (
            "the number of days in which the link can be used to set up a membership",
            "7",
        ),
    },
    hint="It must not say what the decision is or what it is about.",
)
MEMBERSHIP_UPDATE = EmailTemplate(
    label="Membership update",
    when="Sent to a member when the membership team has changed something they should know about.",
    placeholders={"link": ("the page where they sign in to read it", "/account/login/")},
    hint="It must not say what has changed or that they are a member.",
)
EMAIL_CHANGE_OLD = EmailTemplate(
    label="Old email address: confirm",
    when="Sent to the current email address of someone who asks to change their email address.",
    placeholders={
        "link": ("the page where they confirm", "/account/email/confirm/…/"),
        "hours": ("the number of hours the link works", "24"),
    },
    hint="It must not say what the account is for.",
)
EMAIL_CHANGE_NEW = EmailTemplate(
    label="New email address: confirm",
    when="Sent to the new email address that someone has entered.",
    placeholders=EMAIL_CHANGE_OLD.placeholders,
    hint="It may reach the wrong person, so it must not say that there is an account or what it "
    "is for.",
)
ACCOUNT_RECOVERY = EmailTemplate(
    label="Account recovery",
    when="Sent to someone who cannot sign in, 24 hours before their password and two-step sign-in "
    "are reset by the membership team.",
    placeholders={"link": ("the page where they can stop it", "/account/recovery/…/")},
    hint="It must not say what the account is for.",
)
LOGIN_CHANGE = EmailTemplate(
    label="Sign-in details changed",
    when="Sent when someone’s password, two-step sign-in or email address is changed, added or "
    "removed.",
    placeholders={"link": ("their sign-in settings page", "/account/2fa/")},
    hint="It must not say what the account is for.",
)


@register_setting(icon="mail", order=35)
class EmailTemplateSettings(PreviewableMixin, BaseGenericSetting):
    """Subject and text of every email, and the name of the sender."""

    TEMPLATES: ClassVar[dict[str, EmailTemplate]] = {
        "application_link": APPLICATION_LINK,
        "application_waiting": APPLICATION_WAITING,
        "team_joined": TEAM_JOINED,
        "team_changed": TEAM_CHANGED,
        "application_update": APPLICATION_UPDATE,
        "membership_update": MEMBERSHIP_UPDATE,
        "invitation": INVITATION,
        "password_reset": PASSWORD_RESET,
        "login_change": LOGIN_CHANGE,
        "email_change_old": EMAIL_CHANGE_OLD,
        "email_change_new": EMAIL_CHANGE_NEW,
        "account_recovery": ACCOUNT_RECOVERY,
    }

    sender_name = models.CharField(
        "sender name",
        max_length=60,
        blank=True,
        validators=[PlaceholderValidator(()), NoSensitiveWordsValidator()],
        help_text="Shown in the inbox and in authenticator apps, where other people may see it. Do "
        "not mention what we do or who we are. Leave empty to show only the email address.",
    )
    application_link_subject = APPLICATION_LINK.subject_field("Your link")
    application_link_text = APPLICATION_LINK.text_field(
        "Hello,\n\nSomeone entered this email address at {site}. If it was you, use this link to "
        "continue:\n\n{link}\n\nUse the link within {hours} hours.\n\nIf it was not you, "
        "you do not need to do anything.",
    )
    application_waiting_subject = APPLICATION_WAITING.subject_field("An item is waiting for you")
    application_waiting_text = APPLICATION_WAITING.text_field(
        "Hello,\n\nThere is an item waiting for you to review. Sign in to see it:\n\n{link}\n\n"
        "Thank you.",
    )
    team_joined_subject = TEAM_JOINED.subject_field("Someone has joined your team")
    team_joined_text = TEAM_JOINED.text_field(
        "Hello,\n\n{person} has joined your team at {site}. Sign in to see who is in the team, and "
        "any reasons given for joining:\n\n{link}\n\nIf you were not expecting this, ask them or "
        "the people who run the site.",
    )
    team_changed_subject = TEAM_CHANGED.subject_field("Your team has changed")
    team_changed_text = TEAM_CHANGED.text_field(
        "Hello,\n\nSomething has changed in your team at {site}.\n\n{person} {change}. The change "
        "was made by {by}.\n\nSign in to see who is in the team:\n\n{link}\n\nIf you were not "
        "expecting this, ask them or the people who run the site.",
    )
    application_update_subject = APPLICATION_UPDATE.subject_field("There is an update for you")
    application_update_text = APPLICATION_UPDATE.text_field(
        "Hello,\n\nThere is an update for you at {site}. Use this link to read it:\n\n{link}\n\n"
        "If the page asks you to do something, do it within {days} days. After that, you "
        "can ask for a new link on the same page.",
    )
    membership_update_subject = MEMBERSHIP_UPDATE.subject_field("There is an update for you")
    membership_update_text = MEMBERSHIP_UPDATE.text_field(
        "Hello,\n\nThere is an update for you at {site}. Sign in to read it:\n\n{link}",
    )
    invitation_subject = INVITATION.subject_field("Set up your account")
    invitation_text = INVITATION.text_field(
        "Hello,\n\nAn account has been created for you at {site}. Use this link to choose a "
        "password:\n\n{link}\n\nThe link works once and expires after {days} days.\n\nIf you were "
        "not expecting this email, you do not need to do anything.",
    )
    password_reset_subject = PASSWORD_RESET.subject_field("Choose a new password")
    # Also sent after account recovery, so it must not say that nothing has changed.
    password_reset_text = PASSWORD_RESET.text_field(
        "Hello,\n\nSomeone asked for a link to choose a new password at {site}. If it was you, use "
        "this link:\n\n{link}\n\nThe link works once and expires after {days} days.\n\nIf it was "
        "not you, you do not need to do anything.",
    )
    login_change_subject = LOGIN_CHANGE.subject_field("Your sign-in details have changed")
    login_change_text = LOGIN_CHANGE.text_field(
        "Hello,\n\nYour sign-in details at {site} have just changed. This could be your password, "
        "your two-step sign-in or your email address.\n\nIf you made this change, you do not need "
        "to do anything.\n\nIf you did not, choose a new password now and check your sign-in "
        "settings:\n\n{link}\n\nIf you cannot sign in, select “Forgotten your password?” on the "
        "sign-in page.",
    )
    email_change_old_subject = EMAIL_CHANGE_OLD.subject_field("Confirm your new email address")
    email_change_old_text = EMAIL_CHANGE_OLD.text_field(
        "Hello,\n\nSomeone asked to change the email address you use to sign in at {site}. If it "
        "was you, use this link within {hours} hours:\n\n{link}\n\nIf it was not you, do not use "
        "the link. Sign in, choose a new password and sign out everywhere.",
    )
    email_change_new_subject = EMAIL_CHANGE_NEW.subject_field("Confirm your email address")
    email_change_new_text = EMAIL_CHANGE_NEW.text_field(
        "Hello,\n\nSomeone entered this email address at {site}. If it was you, use this link "
        "within {hours} hours:\n\n{link}\n\nIf it was not you, you do not need to do anything.",
    )
    account_recovery_subject = ACCOUNT_RECOVERY.subject_field("A request about your account")
    account_recovery_text = ACCOUNT_RECOVERY.text_field(
        "Hello,\n\nSomeone told us that they cannot sign in to your account at {site}, and asked "
        "for help.\n\nIf it was you, you do not need to do anything. After 24 hours we will reset "
        "your password and turn off two-step sign-in. We will then email you a link to choose a "
        "new password.\n\nIf it was not you, stop the request before then:\n\n{link}",
    )

    panels: ClassVar[list[Any]] = [
        HelpPanel(HELP_TEXT, heading="How to write emails"),
        FieldPanel("sender_name"),
        *(
            MultiFieldPanel(
                [FieldPanel(f"{name}_subject"), FieldPanel(f"{name}_text")],
                heading=template.label,
                help_text=template.when,
            )
            for name, template in TEMPLATES.items()
        ),
    ]

    class Meta:
        verbose_name = "Email templates"

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """Each template twice: as HTML and as plain text."""
        return [
            mode
            for name, template in self.TEMPLATES.items()
            for mode in (
                (name, template.label),
                (f"{PLAIN_TEXT_PREFIX}{name}", f"{template.label} (plain text)"),
            )
        ]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        name = mode_name.removeprefix(PLAIN_TEXT_PREFIX)
        email = self.render(name, **self._get_sample_values(name))
        template = "preview_plain" if mode_name.startswith(PLAIN_TEXT_PREFIX) else "preview"
        return render(request, f"emails/{template}.html", {"email": email})

    def render(self, name: str, *, link: str, **values: object) -> EmailMessageContent:
        """The email *name* with its placeholders filled; *link* is a path of this site."""
        return render_email(
            sender_name=self.sender_name,
            subject=getattr(self, f"{name}_subject"),
            text=getattr(self, f"{name}_text"),
            link=settings.SITE_URL + link,
            values=values,
        )

    def _get_sample_values(self, name: str) -> dict[str, str]:
        return {known: sample for known, (_, sample) in self.TEMPLATES[name].placeholders.items()}
