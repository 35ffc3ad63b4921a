"""Log actions about accounts, and menu items of the admin's account page."""

from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from users import jobs  # noqa: F401  (their hooks)
from users.trusted_devices import MFA_RESET_ACTION


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    actions.register_action("users.invite", "Invite", "Invited to the site team")
    actions.register_action(
        MFA_RESET_ACTION, "Reset two-step sign-in", "Turned off two-step sign-in"
    )


@hooks.register("register_account_menu_item")
def register_mfa_menu_item(request: HttpRequest) -> dict[str, str]:
    return {
        "url": reverse("mfa_index"),
        "label": "Sign-in and security",
        "help_text": "Passkeys, authenticator app and recovery codes.",
    }


@hooks.register("register_account_menu_item")
def register_password_menu_item(request: HttpRequest) -> dict[str, str]:
    return {
        "url": reverse("account_change_password"),
        "label": "Change password",
        "help_text": "We will email you to confirm the change.",
    }
