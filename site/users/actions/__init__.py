"""Changes to accounts that involve groups, emails or the audit log.

Views, jobs, commands and membership import them. They import no forms and no views.
"""

from users.actions.accounts import (
    Invitation,
    change_password,
    get_password_reset_url,
    invite_staff,
    notify_login_change,
    reset_mfa,
    send_invitation_email,
    send_reset_link,
)
from users.actions.changes import (
    TooManyChanges,
    cancel_account_recovery,
    complete_account_recoveries,
    confirm_email_change,
    delete_expired_changes,
    notify_account_change,
    request_email_change,
    sign_out_everywhere,
    start_account_recovery,
)

__all__ = [
    "Invitation",
    "TooManyChanges",
    "cancel_account_recovery",
    "change_password",
    "complete_account_recoveries",
    "confirm_email_change",
    "delete_expired_changes",
    "get_password_reset_url",
    "invite_staff",
    "notify_account_change",
    "notify_login_change",
    "request_email_change",
    "reset_mfa",
    "send_invitation_email",
    "send_reset_link",
    "sign_out_everywhere",
    "start_account_recovery",
]
