"""What whoever started the site needs to know: where it is, and who can sign in."""

from django.conf import settings
from django.contrib.auth import get_user_model

# A domain that can never belong to anybody, so these accounts are the demo's.
DEMO_DOMAIN = "@example.org"


def words(with_accounts: bool) -> str:
    """Address and, on a site with demo accounts, who can sign in and with what."""
    lines = [
        f"Sign in at {settings.SITE_URL}/account/login/",
        f"The site is at {settings.SITE_URL}/ (Ctrl-C ends it)",
    ]
    if with_accounts and settings.LOCAL_ACCOUNTS:
        lines = _account_lines() + lines
    return "\n".join(lines)


def _account_lines() -> list[str]:
    accounts = (
        get_user_model().objects.filter(email__endswith=DEMO_DOMAIN).order_by("pk")
    )
    if not accounts:
        return []
    names = ", ".join(account.email for account in accounts)
    return [
        f"Accounts:  {names}",
        f"Password:  {_password_words(accounts[0])}",
    ]


def _password_words(account: object) -> str:
    if settings.DEMO_PASSWORD and account.check_password(settings.DEMO_PASSWORD):
        return settings.DEMO_PASSWORD
    return (
        "the one printed when the demo was loaded; "
        "for a new one type: .venv/bin/python manage.py changepassword ADDRESS"
    )
