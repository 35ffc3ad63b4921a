"""A real mail server that keeps what it is given, for tests to read."""

import email
import email.policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller

from tests.served_site import wait_until


class Mailbox:
    """Listens on a port of this machine while it is started."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.letters: list[EmailMessage] = []
        self._controller = Controller(self, hostname="127.0.0.1", port=port)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        letter = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.letters.append(letter)
        return "250 kept"

    def start(self) -> None:
        self._controller.start()

    def stop(self) -> None:
        self._controller.stop()

    def wait_for_letter_to(self, address: str) -> EmailMessage:
        """The newest letter to *address*; waits until there is one."""
        letters: list[EmailMessage] = wait_until(
            lambda: [letter for letter in self.letters if letter["To"] == address],
            f"a letter to {address}",
        )
        return letters[-1]
