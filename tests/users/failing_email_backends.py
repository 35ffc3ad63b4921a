"""Email backends that fail on delivery or on storing."""

from smtplib import SMTPServerDisconnected
from typing import Any

from django.core.mail.backends.base import BaseEmailBackend
from django.db import OperationalError


class DisconnectingBackend(BaseEmailBackend):
    """A mail server that disconnects. For MAIL_DELIVERY_BACKEND."""

    def send_messages(self, email_messages: Any) -> int:
        raise SMTPServerDisconnected("gone")


class FullDiskBackend(BaseEmailBackend):
    """A queue that cannot store. For EMAIL_BACKEND."""

    def send_messages(self, email_messages: Any) -> int:
        raise OperationalError("database or disk is full")
