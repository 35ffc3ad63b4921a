"""Helpers for tests of the email queue in the admin."""

from typing import Any

from django.test import Client
from django.utils import timezone

from mailqueue.models import QueuedMail

LIST, ALL = "/admin/email-queue/", "/admin/email-queue/retry-all/"
NAME, SUBJECT, BODY = "zebedee", "Your quince", "Please choose a marmalade."


def make_mail(to: str = f"{NAME}@mail.example.org", **fields: Any) -> QueuedMail:
    """A waiting email."""
    message = {"subject": SUBJECT, "body": BODY}
    return QueuedMail.objects.create(recipient=to, message=message, **fields)


def make_failed_mail(**fields: Any) -> QueuedMail:
    """A failed email."""
    failure = {
        "failed_at": timezone.now(),
        "last_error": "address rejected (550 5.1.1)",
        "attempts": 3,
    }
    return make_mail(state=QueuedMail.State.FAILED, **failure | fields)


def address(action: str, mail: QueuedMail) -> str:
    return f"{LIST}{action}/{mail.pk}/"


def addresses(mail: QueuedMail) -> list[str]:
    """All admin URLs for *mail*."""
    lists = [LIST, f"{LIST}results/", f"{LIST}?export=csv"]
    return [*lists, address("retry", mail), address("delete", mail), ALL]


def read(browser: Client, path: str = LIST) -> str:
    """The page with collapsed white space."""
    response = browser.get(path, follow=True)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def confirm(browser: Client, path: str) -> str:
    """The list after the action at *path* was confirmed."""
    response = browser.post(path, follow=True)
    assert response.redirect_chain == [(LIST, 302)]
    return " ".join(response.content.decode().split())
