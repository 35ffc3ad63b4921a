"""SMTP servers that refuse, require a login, hang or disconnect.

Their replies repeat the address and add text, as real ones do: neither may appear in a row, a log
or a page of this site.
"""

import contextlib
import email
import email.policy
import socket
import threading
from collections.abc import Callable
from typing import Any, BinaryIO, Self

from aiosmtpd.smtp import AuthResult
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from mailqueue.models import QueuedMail
from tests.live_site import free_port
from tests.smtp_sink import SmtpSink

ADDRESS = "ada.secret@example.org"
SUBJECT = "Only for Ada"
BODY = "Your appointment with Dr Verborgen"
HTML = "<p>Your appointment is <b>hidden</b></p>"
SERVER_REPLY_TEXT = "our postmaster says so"
SMTP = "django.core.mail.backends.smtp.EmailBackend"
QUEUE = "mailqueue.backend.QueueBackend"


def use_queue(settings: Any, server: Any = None, **more: Any) -> None:
    """Queue emails and deliver them to *server*, or to a closed port."""
    settings.EMAIL_BACKEND, settings.MAIL_DELIVERY_BACKEND = QUEUE, SMTP
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = server.port if server else free_port()
    for name, value in more.items():
        setattr(settings, name, value)


def queue_mail(to: str = ADDRESS, **more: Any) -> QueuedMail:
    """Queue an email to *to*; returns its row."""
    message = EmailMultiAlternatives(SUBJECT, BODY, "The Office <office@example.net>", [to], **more)
    message.attach_alternative(HTML, "text/html")
    message.send()
    return QueuedMail.objects.latest("pk")


def make_due() -> None:
    """End the delay before the next attempt."""
    QueuedMail.objects.waiting().update(due_at=timezone.now())


def get_visible_text(mail: QueuedMail) -> str:
    """Everything that superusers see of *mail*."""
    return f"{mail} {mail!r} {mail.reference} {mail.last_error}"


class RefusingSmtpSink(SmtpSink):
    """An SMTP server with custom replies to MAIL, RCPT or DATA."""

    def __init__(self, **answers: str) -> None:
        super().__init__(free_port())
        self.answers = answers
        self.request_count = 0

    def answer(self, command: str, address: str = "") -> str:
        """The rejection of *command*, with the address in it, or an empty string."""
        rejection = self.answers.get(command)
        return f"{rejection} <{address or ADDRESS}>: {SERVER_REPLY_TEXT}" if rejection else ""

    async def handle_MAIL(
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        self.request_count += 1
        envelope.mail_from = address
        return self.answer("MAIL", address) or "250 go on"

    async def handle_RCPT(
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if rejection := self.answer("RCPT", address):
            return rejection
        envelope.rcpt_tos.append(address)
        return "250 go on"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        return self.answer("DATA") or await super().handle_DATA(server, session, envelope)


def requiring_login() -> SmtpSink:
    """An SMTP server that requires a login and rejects all."""

    def reject_login(*_: object) -> AuthResult:
        return AuthResult(success=False, handled=False)

    options = {"auth_required": True, "auth_require_tls": False, "authenticator": reject_login}
    return SmtpSink(free_port(), **options)


Talk = Callable[["FakeSmtpServer", BinaryIO], None]


class FakeSmtpServer:
    """A listening socket; *talk* handles each connection and can be replaced at any time."""

    def __init__(self, talk: Talk) -> None:
        self.talk = talk
        self.messages: list[Any] = []
        self.calls = 0
        self.has_mail = threading.Event()
        self._over = threading.Event()
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._socket.getsockname()[1])

    def __enter__(self) -> Self:
        threading.Thread(target=self._listen, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        # Wakes up accept(), which would keep the socket open.
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while not self._over.is_set():
                line, _ = self._socket.accept()
                self.calls += 1
                threading.Thread(target=self._answer, args=(line,), daemon=True).start()

    def _answer(self, line: socket.socket) -> None:
        with contextlib.suppress(OSError), line, line.makefile("rwb", buffering=0) as talk:
            talk.write(b"" if self.talk is hang else b"220 here\r\n")
            self.talk(self, talk)

    def wait_until_closed(self) -> None:
        self._over.wait()

    def keep(self, content: bytes) -> None:
        self.messages.append(email.message_from_bytes(content, policy=email.policy.default))


def hang(server: FakeSmtpServer, line: BinaryIO) -> None:
    """Accept the connection and send nothing."""
    server.wait_until_closed()


def hang_after_data(server: FakeSmtpServer, line: BinaryIO) -> None:
    """Read a message to its end and send no reply."""
    if _accept_until_data(line):
        _read_mail(line)
        server.has_mail.set()
        server.wait_until_closed()


def disconnect_during_data(server: FakeSmtpServer, line: BinaryIO) -> None:
    """Disconnect after the first bytes of a message."""
    if _accept_until_data(line):
        line.read(10)


def disconnect_after_data(server: FakeSmtpServer, line: BinaryIO) -> None:
    """Store a message and disconnect before replying."""
    if _accept_until_data(line):
        server.keep(_read_mail(line))


def accept_all(server: FakeSmtpServer, line: BinaryIO) -> None:
    """Accept every message."""
    while _accept_until_data(line):
        server.keep(_read_mail(line))
        line.write(b"250 kept\r\n")


def _accept_until_data(line: BinaryIO) -> bool:
    """Accept all commands up to DATA; False if there is no DATA."""
    while command := line.readline():
        if command.upper().startswith(b"DATA"):
            line.write(b"354 go on\r\n")
            return True
        line.write(b"250 yes\r\n")
    return False


def _read_mail(line: BinaryIO) -> bytes:
    lines: list[bytes] = []
    while (text := line.readline()) not in {b".\r\n", b""}:
        lines.append(text)
    return b"".join(lines)
