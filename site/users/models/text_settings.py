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
        "change email address: introduction",
        "Enter your new email address. We will send an email to your old address and your new "
        "one. Nothing changes until you confirm from both. If you can no longer use your old "
        "address, contact us.",
    )
    email_sent_text = _text(
        "change email address: emails sent",
        "We have sent an email to both addresses. Use the link in each email within 24 hours. "
        "Until then, sign in with your old address.",
    )
    email_confirm_text = _text(
        "change email address: confirmation page",
        "Someone who is signed in asked to change the email address of an account here. If it was "
        "you, select the button to confirm. If it was not you, close this page. Nothing will "
        "change.",
    )
    email_half_text = _text(
        "change email address: one address confirmed",
        "Thank you. Now use the link in the email we sent to your other address.",
    )
    email_done_text = _text(
        "change email address: finished",
        "Both addresses are confirmed. Use your new address the next time you sign in.",
    )
    email_failed_text = _text(
        "change email address: link does not work",
        "This link does not work. It may have expired or already been used, or the new address "
        "cannot be used. Nothing has changed. You can start again from your account.",
    )
    email_often_text = _text(
        "change email address: too many requests",
        "You have asked to change your email address several times in the last 24 hours. Try "
        "again in 24 hours.",
    )
    sessions_text = _text(
        "where you are signed in",
        "If you have signed in on a shared computer, you can sign out everywhere from here. You "
        "will need to sign in again on this device too.",
    )
    recovery_text = _text(
        "account recovery: stop page",
        "Someone told us they cannot sign in to this account and asked for help. If it was you, "
        "you do not need to do anything. We will email you a link after 24 hours. If it was not "
        "you, stop the request here and contact us.",
    )
    recovery_cancelled_text = _text(
        "account recovery: stopped",
        "The request has been stopped. Nothing in your account has changed.",
    )
    recovery_closed_text = _text(
        "account recovery: link does not work",
        "This link does not work. The request may have been stopped already or have finished.",
    )

    panels: ClassVar[list[Any]] = [
        MultiFieldPanel([FieldPanel(name) for name in names.split()], heading=heading)
        for heading, names in {
            "Change of email address": "email_text email_sent_text email_confirm_text "
            "email_half_text email_done_text email_failed_text email_often_text",
            "Where you are signed in": "sessions_text",
            "Account recovery": "recovery_text recovery_cancelled_text recovery_closed_text",
        }.items()
    ]

    class Meta:
        verbose_name = "Account text"


@register_setting(icon="edit", order=31)
class MfaTextSettings(BaseGenericSetting):
    """Texts about passkeys, TOTP apps and recovery codes."""

    introduction = _text(
        "introduction",
        "Someone could guess or see your password. Two-step sign-in protects your account because "
        "it also needs something only you have.",
        "Shown at the top of the page where people set up two-step sign-in.",
    )
    required = _text(
        "why staff need it",
        "You have access to information people gave us in confidence, so you need two-step "
        "sign-in before you can open the admin. Setting it up takes about two minutes.",
    )
    passkey = _text(
        "passkeys",
        "You sign in with your phone, computer or security key, usually with your fingerprint, "
        "face or PIN. There is no code to enter, and you cannot give a passkey to a fake website "
        "by mistake.",
    )
    app = _text(
        "authenticator app",
        "An authenticator app on your phone shows a 6-digit code that changes every 30 seconds.",
    )
    app_how = _text(
        "authenticator app: how to set it up",
        "Scan the QR code with the app, or enter the setup key in the app. Then enter the 6-digit "
        "code the app shows.",
    )
    codes = _text(
        "recovery codes",
        "If you lose your phone or security key, you can use a recovery code to sign in. Each "
        "code works once. Write them down or print them and keep them somewhere safe. Do not keep "
        "them on a work computer.",
    )
    sign_in = _text(
        "when signing in",
        "Enter the 6-digit code from your authenticator app, or one of your recovery codes.",
    )
    lost = _text(
        "when someone cannot sign in",
        "If you have lost your phone, security key and recovery codes, contact us. We can turn "
        "off two-step sign-in so that you can set it up again.",
    )
    removing = _text(
        "before removing the last method",
        "If you remove your last passkey or app, your recovery codes stop working too. You will "
        "then sign in with your password alone.",
    )
    reauthentication = _text(
        "confirm it is you",
        "To change how you sign in, confirm that it is you.",
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
        verbose_name = "Two-step sign-in text"
