"""Describe the demo accounts and their password in the terminal when the site is started."""

from django.conf import settings

from users.models import User

# A reserved domain (RFC 2606), so accounts with it are demo accounts.
DOMAIN = "@example.org"


def describe_accounts() -> str:
    """Two lines with the accounts and their password."""
    accounts = User.objects.filter(email__endswith=DOMAIN).order_by("pk")
    if not accounts:
        return "Accounts:  use your own; there are no demo accounts on this site"
    names = ", ".join(account.email for account in accounts)
    return f"Accounts:  {names}\nPassword:  {_password(accounts[0])}"


def _password(account: User) -> str:
    if settings.DEMO_PASSWORD and account.check_password(settings.DEMO_PASSWORD):
        return settings.DEMO_PASSWORD
    known = "printed when the demo was loaded."
    if settings.DEMO_PASSWORD:
        known += " Setting DEMO_PASSWORD now does not change it."
    return f"{known} To set a new one, run: .venv/bin/python manage.py changepassword EMAIL"
