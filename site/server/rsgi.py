"""Serves a WSGI application through Granian's RSGI interface, so slow clients block no thread.

A WSGI server reads request bodies with blocking calls, so a client that sends a byte now and then
can block one of few threads for as long as it likes. Here the event loop first reads the whole
body, within limits of size and time. A thread then runs the application, and the server sends the
response without it.
"""

import asyncio
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, replace
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from granian.rsgi import HTTPProtocol, Scope

Headers = list[tuple[str, str]]
WSGIApplication = Callable[..., Any]

# Bytes. The thread reads files up to this size; the server sends larger ones itself.
SMALL_FILE = 64 * 1024


@dataclass(frozen=True)
class Response:
    """A complete response."""

    status: int
    headers: Headers
    body: bytes

    def send(self, protocol: HTTPProtocol) -> None:
        protocol.response_bytes(self.status, self.headers, self.body)


@dataclass(frozen=True)
class Limits:
    """Limits of one worker process."""

    # Threads that run the application, and complete requests that may wait for a free thread.
    threads: int = 4
    waiting_requests: int = 100
    # Maximum bytes of one request body, and of all request bodies in memory.
    body_size: int = 25 * 1024 * 1024
    total_body_size: int = 100 * 1024 * 1024
    # A body may take this many seconds, plus its size divided by this rate: 2,000 bytes a second is
    # slower than the slowest mobile networks.
    body_timeout: float = 20
    body_bytes_per_second: int = 2000


class RequestRefused(Exception):
    """A request body is too large, too slow, incomplete or of unknown length, or memory is full."""

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status.phrase)
        self.status = status


class FileWrapper:
    """The ``wsgi.file_wrapper`` (PEP 3333): an open file that is the body of a response."""

    def __init__(self, file: BinaryIO, block_size: int) -> None:
        self.file = file

    def __iter__(self) -> Iterator[bytes]:
        return iter((self.file.read(),))

    def close(self) -> None:
        self.file.close()

    def get_large_path(self) -> str | None:
        """The path of the file if it is large and is sent from its first byte, else None."""
        name = getattr(self.file, "name", None)
        if not isinstance(name, str) or self.file.tell() or not Path(name).is_file():
            return None
        return name if Path(name).stat().st_size > SMALL_FILE else None


class RSGIBridge:
    """An RSGI application that runs the WSGI *application* in a thread pool.

    *pages* are the responses to refused requests by status. They must include 503, for too many
    requests. A status without a page gets a line of plain text.
    """

    def __init__(
        self,
        application: WSGIApplication,
        pages: dict[HTTPStatus, Response],
        limits: Limits | None = None,
    ) -> None:
        self.application = application
        self.pages = pages
        self.limits = limits or Limits()
        self.buffered_bytes = 0
        self.running_requests = 0

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        # Not in __init__, because threads do not survive the fork of a worker.
        self._threads = ThreadPoolExecutor(self.limits.threads, thread_name_prefix="request")

    def __rsgi_del__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._threads.shutdown()

    async def __rsgi__(self, scope: Scope, protocol: HTTPProtocol) -> None:
        try:
            body = await self._read_body(scope, protocol)
        except RequestRefused as refusal:
            self._refuse(refusal.status, protocol)
            return
        try:
            await self._run_application(scope, protocol, body)
        finally:
            self.buffered_bytes -= len(body)

    async def _run_application(self, scope: Scope, protocol: HTTPProtocol, body: bytes) -> None:
        if self.running_requests >= self.limits.threads + self.limits.waiting_requests:
            self.pages[HTTPStatus.SERVICE_UNAVAILABLE].send(protocol)
            return
        self.running_requests += 1
        try:
            loop = asyncio.get_running_loop()
            await loop.run_in_executor(self._threads, self._respond, scope, protocol, body)
        finally:
            self.running_requests -= 1

    async def _read_body(self, scope: Scope, protocol: HTTPProtocol) -> bytes:
        """Read the whole body. The caller subtracts its length from ``buffered_bytes``.

        Raises RequestRefused if the body is too large, too slow, incomplete or chunked: the server
        does not distinguish a chunked body that broke off from a complete one.
        """
        headers = scope.headers
        if "transfer-encoding" in headers:
            raise RequestRefused(HTTPStatus.LENGTH_REQUIRED)
        expected = int(headers.get("content-length") or 0)
        if not expected:
            return b""
        if expected > self.limits.body_size:
            raise RequestRefused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        chunks: list[bytes] = []
        try:
            await self._read_chunks(protocol, chunks)
            body = b"".join(chunks)
            if len(body) < expected:
                raise RequestRefused(HTTPStatus.BAD_REQUEST)
        except BaseException:
            self.buffered_bytes -= sum(map(len, chunks))
            raise
        return body

    async def _read_chunks(self, protocol: HTTPProtocol, chunks: list[bytes]) -> None:
        limits, size = self.limits, 0
        start = asyncio.get_running_loop().time()
        try:
            async with asyncio.timeout_at(start + limits.body_timeout) as timeout:
                async for chunk in protocol:
                    chunks.append(chunk)
                    size += len(chunk)
                    self.buffered_bytes += len(chunk)
                    if self.buffered_bytes > limits.total_body_size:
                        raise RequestRefused(HTTPStatus.SERVICE_UNAVAILABLE)
                    seconds = limits.body_timeout + size / limits.body_bytes_per_second
                    timeout.reschedule(start + seconds)
        except TimeoutError as error:
            raise RequestRefused(HTTPStatus.REQUEST_TIMEOUT) from error

    def _refuse(self, status: HTTPStatus, protocol: HTTPProtocol) -> None:
        text = [("content-type", "text/plain; charset=utf-8"), ("cache-control", "no-store")]
        response = self.pages.get(status) or Response(status, text, f"{status.phrase}\n".encode())
        # The rest of the request is not read, so the connection is closed after the response.
        headers = [*response.headers, ("connection", "close")]
        replace(response, headers=headers).send(protocol)

    def _respond(self, scope: Scope, protocol: HTTPProtocol, body: bytes) -> None:
        """Run the application and send its response, in a thread of the pool."""
        status, headers = 500, Headers()

        def start_response(line: str, items: Headers, exc_info: Any = None) -> None:
            nonlocal status, headers
            status, headers = int(line.split(" ", 1)[0]), items

        with closing(self.application(build_environ(scope, body), start_response)) as result:
            path = result.get_large_path() if isinstance(result, FileWrapper) else None
            if path:
                protocol.response_file(status, headers, path)
            else:
                protocol.response_bytes(status, headers, b"".join(result))


def build_environ(scope: Scope, body: bytes) -> dict[str, Any]:
    """The WSGI environment of a request (PEP 3333)."""
    host, port = scope.server.rsplit(":", 1)
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        # WSGI strings contain each byte as one Latin-1 character.
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string.encode().decode("latin-1"),
        "SERVER_NAME": host,
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": scope.client.rsplit(":", 1)[0].strip("[]"),
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        "wsgi.file_wrapper": FileWrapper,
    }
    for name, value in scope.headers.items():
        # A header named X_Forwarded_For would be mistaken for X-Forwarded-For.
        if "_" in name or name == "content-length":
            continue
        key = name.upper().replace("-", "_")
        key = key if key == "CONTENT_TYPE" else f"HTTP_{key}"
        separator = "; " if key == "HTTP_COOKIE" else ","
        environ[key] = f"{environ[key]}{separator}{value}" if key in environ else value
    return environ
