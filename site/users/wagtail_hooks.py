"""Log actions about accounts, and menu items of the admin's account page."""

from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from users.trusted_devices import MFA_RESET_ACTION


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    actions.register_action("users.invite", "Invite", "Invited to look after the site")
    actions.register_action(
        MFA_RESET_ACTION, "Reset second step", "Took away the second step of signing in"
    )


@hooks.register("register_account_menu_item")
def register_mfa_menu_item(request: HttpRequest) -> dict[str, str]:
    return {
        "url": reverse("mfa_index"),
        "label": "How I sign in",
        "help_text": "Passkeys, an app on your phone, recovery codes.",
    }


@hooks.register("register_account_menu_item")
def register_password_menu_item(request: HttpRequest) -> dict[str, str]:
    return {
        "url": reverse("account_change_password"),
        "label": "Change my password",
        "help_text": "You are told of it by mail.",
    }
