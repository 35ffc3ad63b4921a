"""Scheduled jobs: expired sessions, changes of email addresses, account recoveries."""

from django.core.management import call_command
from wagtail import hooks

from users.actions import complete_account_recoveries, delete_expired_changes


@hooks.register("run_daily_job")
def delete_expired_sessions() -> None:
    """Delete expired sessions, which remain if users do not sign out."""
    call_command("clearsessions")


@hooks.register("run_daily_job")
def delete_expired_account_changes() -> None:
    """Delete email changes that were not confirmed, and account recoveries that ended long ago."""
    delete_expired_changes()


@hooks.register("run_minutely_job")
def complete_due_account_recoveries() -> None:
    """Complete account recoveries whose owner was notified a day ago and has not cancelled."""
    complete_account_recoveries()
