"""Describes the demo accounts and their password to the person who starts the site."""

from django.conf import settings

from users.models import User

# A reserved domain, so these accounts belong to the demo.
DOMAIN = "@example.org"


def describe_accounts() -> str:
    """Two lines with the accounts and their password."""
    accounts = User.objects.filter(email__endswith=DOMAIN).order_by("pk")
    if not accounts:
        return "Accounts:  your own; there are no demo accounts here"
    names = ", ".join(account.email for account in accounts)
    return f"Accounts:  {names}\nPassword:  {_password(accounts[0])}"


def _password(account: User) -> str:
    if settings.DEMO_PASSWORD and account.check_password(settings.DEMO_PASSWORD):
        return settings.DEMO_PASSWORD
    known = "the one printed when the demo was loaded"
    if settings.DEMO_PASSWORD:
        known += ". The DEMO_PASSWORD given now changes nothing"
    return f"{known}; for a new one type: .venv/bin/python manage.py changepassword ADDRESS"
