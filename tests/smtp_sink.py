"""An SMTP server that stores messages for tests."""

import email
import email.policy
import logging
from email.message import EmailMessage
from typing import Any, Self

from aiosmtpd.controller import Controller

from tests.live_site import TIMEOUT_SECONDS, wait_until

# Logs every command, which tests could mistake for log entries of the site.
logging.getLogger("mail.log").setLevel(logging.ERROR)


class SmtpSink:
    """Listens on a local port while it is started. *options* are those of aiosmtpd."""

    def __init__(self, port: int, **options: Any) -> None:
        self.port = port
        self.messages: list[EmailMessage] = []
        self._controller = Controller(
            self, hostname="127.0.0.1", port=port, ready_timeout=TIMEOUT_SECONDS, **options
        )

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.keep(envelope.content)
        return "250 kept"

    def keep(self, content: bytes) -> None:
        self.messages.append(email.message_from_bytes(content, policy=email.policy.default))

    def start(self) -> None:
        self._controller.start()

    def stop(self) -> None:
        self._controller.stop()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def wait_for_message_to(self, address: str) -> EmailMessage:
        """Wait for a message to *address*; return the newest one."""
        messages: list[EmailMessage] = wait_until(
            lambda: [message for message in self.messages if message["To"] == address],
            f"a message to {address}",
        )
        return messages[-1]
