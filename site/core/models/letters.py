"""The mails that the site sends, in the editors' words."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.models import PreviewableMixin

from core.validators import NeutralValidator, PlaceholderValidator
from users.letters import Letter, compose

PLAIN = "plain-"
HOW_TO = (
    "Words in braces, such as {link}, are filled in when a mail is sent. {link} between two empty "
    "lines becomes a button. The phone at the top right shows each mail while you write."
)


@dataclass(frozen=True)
class LetterKind:
    """A mail that the site sends: what it is for, and what its words may leave open."""

    label: str
    when: str
    # Placeholder -> what it stands for, and what a preview puts there.
    placeholders: dict[str, tuple[str, str]]
    hint: str = ""

    @property
    def help_text(self) -> str:
        """What its placeholders stand for, for whoever writes its words."""
        meanings = {"site": "the address of this site"}
        meanings |= {name: meaning for name, (meaning, _) in self.placeholders.items()}
        listed = ", ".join(f"{{{name}}}: {meaning}" for name, meaning in meanings.items())
        return f"{listed}. {self.hint}".strip()

    def subject_field(self, default: str) -> models.CharField:
        return models.CharField(
            "subject",
            max_length=120,
            default=default,
            validators=[PlaceholderValidator(()), NeutralValidator()],
            help_text="Other people may see it on a screen: say nothing of what we do.",
        )

    def text_field(self, default: str) -> models.TextField:
        allowed = ("site", *self.placeholders)
        return models.TextField(
            "words",
            default=default,
            validators=[PlaceholderValidator(allowed, required=("link",))],
            help_text=self.help_text,
        )


INVITATION = LetterKind(
    label="Invitation",
    when="Sent when the site’s operators make an account for somebody.",
    placeholders={
        "link": ("where the password is chosen", "/account/password/reset/key/…/"),
        "days": ("for how many days the link works", "3"),
    },
)
RESET = LetterKind(
    label="New password",
    when="Sent to any address that is typed under “I have forgotten my password”.",
    placeholders=INVITATION.placeholders,
    hint="Anybody can have this mail sent to any address, so it must not say who has an account.",
)
CONFIRMATION = LetterKind(
    label="Link to an application",
    when="Sent to the address of whoever applies, or asks for the link again.",
    placeholders={
        "link": ("where the application stands", "/join/application/…/"),
        "hours": ("for how many hours the link can confirm", "24"),
    },
    hint="Anybody can have this mail sent to any address, so it must not say who has applied.",
)
WAITING = LetterKind(
    label="Note to the membership team",
    when="Sent to each of the membership team when an application has been confirmed.",
    placeholders={"link": ("the list of what is waiting", "/admin/applications/")},
    hint="It must not say what is waiting, or from whom.",
)

SIGN_IN = LetterKind(
    label="Way of signing in was changed",
    when="Sent when somebody's password or second step was changed, added or taken away.",
    placeholders={"link": ("where they look after how they sign in", "/account/second-step/")},
    hint="It must not say what the account is for.",
)


@register_setting(icon="mail", order=35)
class LetterSettings(PreviewableMixin, BaseGenericSetting):
    """Subjects and words of every mail, and who it seems to come from."""

    KINDS: ClassVar[dict[str, LetterKind]] = {
        "confirmation": CONFIRMATION,
        "waiting": WAITING,
        "invitation": INVITATION,
        "reset": RESET,
        "sign_in": SIGN_IN,
    }

    sender_name = models.CharField(
        "name of the sender",
        max_length=60,
        blank=True,
        validators=[PlaceholderValidator(()), NeutralValidator()],
        help_text="Stands before the address in a list of mails, where other people may see it: "
        "say nothing of what we do. Empty: the address alone.",
    )
    confirmation_subject = CONFIRMATION.subject_field("Your link")
    confirmation_text = CONFIRMATION.text_field(
        "Hello,\n\nsomebody, perhaps you, typed this address at {site}. If it was you, please go "
        "on here:\n\n{link}\n\nPlease do that within {hours} hours. If it was not you, you need "
        "do nothing.",
    )
    waiting_subject = WAITING.subject_field("One item is waiting")
    waiting_text = WAITING.text_field(
        "Hello,\n\none item is waiting for you:\n\n{link}\n\nThank you for looking after it.",
    )
    invitation_subject = INVITATION.subject_field("Your account is ready to set up")
    invitation_text = INVITATION.text_field(
        "Hello,\n\nan account has been made for you at {site}. Choose a password here:\n\n"
        "{link}\n\n"
        "The link works once, for {days} days. If you did not expect this, you need do nothing.",
    )
    reset_subject = RESET.subject_field("Your link")
    reset_text = RESET.text_field(
        "Hello,\n\nsomebody, perhaps you, asked for a link to choose a new password at {site}. If "
        "it was you, please go on here:\n\n{link}\n\nThe link works once, for {days} days. If it "
        "was not you, you need do nothing: nothing has been changed.",
    )
    sign_in_subject = SIGN_IN.subject_field("Your account has changed")
    sign_in_text = SIGN_IN.text_field(
        "Hello,\n\nthe way you sign in at {site} has just been changed: a password, or a second "
        "step.\n\nIf that was you, you need do nothing. If it was not, please choose a new "
        "password now, and look here:\n\n{link}",
    )

    panels: ClassVar[list[Any]] = [
        HelpPanel(HOW_TO, heading="How mails are written"),
        FieldPanel("sender_name"),
        *(
            MultiFieldPanel(
                [FieldPanel(f"{name}_subject"), FieldPanel(f"{name}_text")],
                heading=kind.label,
                help_text=kind.when,
            )
            for name, kind in KINDS.items()
        ),
    ]

    class Meta:
        verbose_name = "E-mails"

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """Each mail twice: as most people see it, and as plain text."""
        return [
            mode
            for name, kind in self.KINDS.items()
            for mode in ((name, kind.label), (f"{PLAIN}{name}", f"{kind.label}, plain text"))
        ]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        name = mode_name.removeprefix(PLAIN)
        letter = self.letter(name, **self._samples(name))
        template = "preview_plain" if mode_name.startswith(PLAIN) else "preview"
        return render(request, f"emails/{template}.html", {"letter": letter})

    def letter(self, name: str, *, link: str, **values: object) -> Letter:
        """The mail *name* with its placeholders filled; *link* is a path of this site."""
        return compose(
            sender_name=self.sender_name,
            subject=getattr(self, f"{name}_subject"),
            text=getattr(self, f"{name}_text"),
            link=settings.SITE_URL + link,
            values=values,
        )

    def _samples(self, name: str) -> dict[str, str]:
        return {known: sample for known, (_, sample) in self.KINDS[name].placeholders.items()}
