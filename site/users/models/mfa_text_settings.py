"""Editable texts of the pages about two-step sign-in."""

from typing import Any, ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


def _text(label: str, default: str, help_text: str = "") -> Any:
    return models.TextField(label, blank=True, default=default, help_text=help_text)


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
