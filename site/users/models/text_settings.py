"""Editable texts of the account pages."""

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
