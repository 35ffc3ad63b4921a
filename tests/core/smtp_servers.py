"""Mail servers as they are out there: refusing, wanting names, hanging, hanging up.

What they say repeats the address and adds words of their own, as real ones do: neither may ever
stand in a row, a log or a page of this site.
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
QUEUE = "core.mail.backend.QueueBackend"


def use_queue(settings: Any, server: Any = None, **more: Any) -> None:
    """Have mails stored, and delivered to *server* (without one: to a port where nobody is)."""
    settings.EMAIL_BACKEND, settings.MAIL_DELIVERY_BACKEND = QUEUE, SMTP
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = server.port if server else free_port()
    for name, value in more.items():
        setattr(settings, name, value)


def queue_mail(to: str = ADDRESS, **more: Any) -> QueuedMail:
    """A mail to *to*, put in the queue; returns its row."""
    message = EmailMultiAlternatives(SUBJECT, BODY, "The Office <office@example.net>", [to], **more)
    message.attach_alternative(HTML, "text/html")
    message.send()
    return QueuedMail.objects.latest("pk")


def make_due() -> None:
    """Let the pause before the next try be over."""
    QueuedMail.objects.waiting().update(due_at=timezone.now())


def get_visible_text(mail: QueuedMail) -> str:
    """What people who look after the site see of *mail*."""
    return f"{mail} {mail!r} {mail.reference} {mail.last_error}"


class RefusingSmtpSink(SmtpSink):
    """A real mail server with an answer of its own to MAIL, RCPT or DATA; works without one."""

    def __init__(self, **answers: str) -> None:
        super().__init__(free_port())
        self.answers = answers
        self.request_count = 0

    def answer(self, command: str, address: str = "") -> str:
        """Its no to *command*, with the address and more in it; nothing if it has no objection."""
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
    """A real mail server that takes nothing from strangers, and takes everybody for one."""

    def reject_login(*_: object) -> AuthResult:
        return AuthResult(success=False, handled=False)

    options = {"auth_required": True, "auth_require_tls": False, "authenticator": reject_login}
    return SmtpSink(free_port(), **options)


Talk = Callable[["FakeSmtpServer", BinaryIO], None]


class FakeSmtpServer:
    """A listening socket and *talk*, what it does with a line; another may be set at any time."""

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
        # Wakes whoever waits for a call; only then is nobody left who holds the socket.
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
    """Take the call and say nothing."""
    server.wait_until_closed()


def hang_after_data(server: FakeSmtpServer, line: BinaryIO) -> None:
    """Hear a mail to its end and say nothing."""
    if _accept_until_data(line):
        _read_mail(line)
        server.has_mail.set()
        server.wait_until_closed()


def disconnect_during_data(server: FakeSmtpServer, line: BinaryIO) -> None:
    """Hang up after the first bytes of a mail."""
    if _accept_until_data(line):
        line.read(10)


def disconnect_after_data(server: FakeSmtpServer, line: BinaryIO) -> None:
    """Keep a mail, and hang up before saying so."""
    if _accept_until_data(line):
        server.keep(_read_mail(line))


def accept_all(server: FakeSmtpServer, line: BinaryIO) -> None:
    """Keep every mail and say so."""
    while _accept_until_data(line):
        server.keep(_read_mail(line))
        line.write(b"250 kept\r\n")


def _accept_until_data(line: BinaryIO) -> bool:
    """Say yes to everything before a mail; False when there is none."""
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
