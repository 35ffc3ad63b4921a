"""Acts on accounts that reach beyond one row: groups, mail, the audit log."""

from users.actions.accounts import (
    Invitation,
    change_password,
    invite_staff,
    password_link,
    reset_second_factor,
    send_reset_link,
    send_set_up_link,
    tell_of_change,
)
from users.actions.changes import (
    TooManyChanges,
    announce_account_change,
    ask_for_new_email,
    cancel_account_recovery,
    confirm_new_email,
    finish_account_recoveries,
    forget_changes,
    sign_out_everywhere,
    start_account_recovery,
)

__all__ = [
    "Invitation",
    "TooManyChanges",
    "announce_account_change",
    "ask_for_new_email",
    "change_password",
    "confirm_new_email",
    "finish_account_recoveries",
    "forget_changes",
    "invite_staff",
    "password_link",
    "reset_second_factor",
    "send_reset_link",
    "send_set_up_link",
    "sign_out_everywhere",
    "start_account_recovery",
    "cancel_account_recovery",
    "tell_of_change",
]
