"""Editable texts of the account pages and of two-step sign-in."""

from typing import Any, ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


def _text(label: str, default: str, help_text: str = "") -> Any:
    return models.TextField(label, blank=True, default=default, help_text=help_text)


@register_setting(icon="edit", order=31)
class AccountTextSettings(BaseGenericSetting):
    """Texts about email changes, sessions and account recovery."""

    email_text = _text(
        "new address: before",
        "Type the new address. We write to it and to your present one, and nothing changes until "
        "you have said yes in both mailboxes. Can you no longer read the present one? Then please "
        "write to us.",
    )
    email_sent_text = _text(
        "new address: mails are on their way",
        "We have written to both addresses. Please open the link in each of the two mails within "
        "a day. Until then you sign in as before.",
    )
    email_confirm_text = _text(
        "new address: behind the link",
        "Somebody who is signed in wants to use a new address for an account here. If that was "
        "you, press the button. If it was not, close this page: nothing changes.",
    )
    email_half_text = _text(
        "new address: one mailbox has said yes",
        "Thank you. Now please open the link in the other mailbox as well.",
    )
    email_done_text = _text(
        "new address: done",
        "Thank you. Both mailboxes have said yes: from now on, sign in with the new address.",
    )
    email_failed_text = _text(
        "new address: it does not work",
        "This link does not open anything, or not any more, or the new address cannot be used. "
        "Nothing was changed. You can ask for it again in your account.",
    )
    email_often_text = _text(
        "new address: asked for too often",
        "You have asked for several new addresses today. Please wait until tomorrow.",
    )
    sessions_text = _text(
        "signed in elsewhere",
        "If you have signed in on a computer that others use, you can end that from here. You "
        "then sign in anew, here too.",
    )
    recovery_text = _text(
        "letting somebody in again: behind the link",
        "Somebody has told us that they have lost the way into this account, and asked for a new "
        "one. If that was you, do nothing: a mail follows within a day. If it was not, stop it "
        "here, and please tell us.",
    )
    recovery_cancelled_text = _text(
        "letting somebody in again: stopped",
        "It is stopped. Nothing of your account was changed.",
    )
    recovery_closed_text = _text(
        "letting somebody in again: nothing to stop",
        "There is nothing to stop behind this link, or not any more.",
    )

    panels: ClassVar[list[Any]] = [
        MultiFieldPanel([FieldPanel(name) for name in names.split()], heading=heading)
        for heading, names in {
            "A new address": "email_text email_sent_text email_confirm_text email_half_text "
            "email_done_text email_failed_text email_often_text",
            "Signed in elsewhere": "sessions_text",
            "Lost password and second step": "recovery_text recovery_cancelled_text "
            "recovery_closed_text",
        }.items()
    ]

    class Meta:
        verbose_name = "Words about accounts"


@register_setting(icon="edit", order=31)
class MfaTextSettings(BaseGenericSetting):
    """Texts about passkeys, TOTP apps and recovery codes."""

    introduction = _text(
        "what it is",
        "A password can be guessed or seen. A second step, which only you have, keeps your "
        "account closed all the same.",
        "At the top of the page where people set it up.",
    )
    required = _text(
        "why staff need one",
        "You look after what people have told us in confidence, so your account needs a second "
        "step before it opens the admin. It takes two minutes.",
    )
    passkey = _text(
        "what a passkey is",
        "Your phone, your computer or a security key vouches for you, usually with a finger or a "
        "number. There is no code to type, and nobody can trick you out of it.",
    )
    app = _text(
        "what an app does",
        "An authenticator app on your phone shows six figures that change twice a minute.",
    )
    app_how = _text(
        "setting up an app",
        "Point the app at the picture, or type the letters into the app. Then type the "
        "six figures that it shows.",
    )
    codes = _text(
        "what recovery codes are for",
        "Each of these opens your account once, when phone or key is lost. Write them down or "
        "print them, and keep them where you keep important papers, not on a work computer.",
    )
    sign_in = _text(
        "at signing in",
        "Type the six figures that your app shows, or one of your recovery codes.",
    )
    lost = _text(
        "when everything is lost",
        "Phone, key and codes are all gone? Write to the people who look after the site: they can "
        "take the second step away, and you set up a new one.",
    )
    removing = _text(
        "before a second step is taken away",
        "Once your last second step is gone, your recovery codes go too, and your password alone "
        "opens your account.",
    )
    reauthentication = _text(
        "before a change",
        "Before anything about signing in is changed, please show once more that it is you.",
    )

    panels: ClassVar[list[Any]] = [
        FieldPanel(name)
        for name in (
            "introduction",
            "required",
            "passkey",
            "app",
            "app_how",
            "codes",
            "sign_in",
            "lost",
            "removing",
            "reauthentication",
        )
    ]

    class Meta:
        verbose_name = "Words about the second step"
