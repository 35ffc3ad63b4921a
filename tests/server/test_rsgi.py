"""The bridge between Granian (RSGI) and a WSGI application, tested over real connections."""

import asyncio
import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
from granian.constants import Interfaces
from granian.server.embed import Server

from server.rsgi import SMALL_FILE, FileWrapper, Limits, Response, RSGIBridge
from tests.live_site import TIMEOUT_SECONDS, free_port, wait_until

PAGES = {
    HTTPStatus.SERVICE_UNAVAILABLE: Response(503, [("retry-after", "120")], b"Back soon"),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: Response(413, [], b"Choose a smaller file"),
}
LIMITS = Limits(threads=2, waiting_requests=2, body_size=1000, total_body_size=1500)


class Application:
    """A WSGI application that returns its environ; at /wait/ it waits until released."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []
        self.waiting = 0
        self.closed = 0
        self.released = threading.Event()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        body = environ["wsgi.input"].read()
        self.bodies.append(body)
        path = environ["PATH_INFO"]
        if path == "/fail/":
            raise ValueError("a private detail")
        if path == "/wait/":
            self.waiting += 1
            self.released.wait(TIMEOUT_SECONDS)
        start_response("200 OK", [("content-type", "text/plain")])
        if path.startswith("/file/"):
            file = Path(environ["HTTP_X_FILE"]).open("rb")  # noqa: SIM115
            return FileWrapper(file, 8192)
        known = {key: value for key, value in environ.items() if isinstance(value, str)}
        return Content(self, json.dumps({**known, "body": body.decode("latin-1")}).encode())


class Content:
    def __init__(self, application: Application, content: bytes) -> None:
        self.application, self.content = application, content

    def __iter__(self) -> Iterator[bytes]:
        return iter((self.content[:5], self.content[5:]))

    def close(self) -> None:
        self.application.closed += 1


class RunningServer:
    """Granian with one bridge, in a thread of this process."""

    def __init__(self, limits: Limits = LIMITS) -> None:
        self.application = Application()
        self.bridge = RSGIBridge(self.application, PAGES, limits)
        self.port = free_port()

    @contextmanager
    def run(self) -> Iterator["RunningServer"]:
        loop = asyncio.new_event_loop()
        thread = threading.Thread(target=self._serve, args=(loop,))
        thread.start()
        try:
            wait_until(self._is_listening, "the server listens")
            yield self
        finally:
            self.application.released.set()
            loop.call_soon_threadsafe(self.server.stop)
            thread.join()
            loop.close()

    def _serve(self, loop: asyncio.AbstractEventLoop) -> None:
        asyncio.set_event_loop(loop)
        self.server = Server(
            self.bridge, port=self.port, interface=Interfaces.RSGI, log_enabled=False
        )
        loop.run_until_complete(self.server.serve())

    def _is_listening(self) -> bool:
        try:
            self.connect().close()
        except OSError:
            return False
        return True

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=TIMEOUT_SECONDS)

    def request(self, *arguments: Any, **options: Any) -> tuple[int, bytes]:
        """Status and content of the response to a request on a new connection."""
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT_SECONDS)) as connection:
            connection.request(*arguments, **options)
            answer = connection.getresponse()
            return answer.status, answer.read()

    def get_status(self) -> int:
        return self.request("GET", "/")[0]

    def start_post(self, path: str, length: int, sent: bytes = b"") -> socket.socket:
        """A connection that has sent the headers and the beginning of the body."""
        connection = self.connect()
        lines = [f"POST {path} HTTP/1.1", "Host: localhost", f"Content-Length: {length}", "", ""]
        connection.sendall("\r\n".join(lines).encode() + sent)
        return connection


@pytest.fixture(scope="module")
def server() -> Iterator[RunningServer]:
    with RunningServer().run() as running:
        yield running


def read_all(connection: socket.socket) -> bytes:
    """All bytes that the server sends until it closes the connection."""
    with closing(connection):
        return b"".join(iter(lambda: connection.recv(65536), b""))


def test_application_gets_request_as_wsgi_describes_it(server: RunningServer) -> None:
    headers = {"X-Two": "one", "X_Forwarded_For": "192.0.2.1", "Cookie": "a=1", "X-Utf": "ok"}
    _, content = server.request("POST", "/caf%C3%A9/?q=%20a", b"Zo\xc3\xab", headers)
    environ = json.loads(content)
    expected = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/café/".encode().decode("latin-1"),
        "QUERY_STRING": "q=%20a",
        "CONTENT_LENGTH": "4",
        "REMOTE_ADDR": "127.0.0.1",
        "SERVER_PORT": str(server.port),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": f"127.0.0.1:{server.port}",
        "HTTP_COOKIE": "a=1",
        "wsgi.url_scheme": "http",
        "body": "Zo\xc3\xab",
    }
    assert {key: environ[key] for key in expected} == expected
    assert "HTTP_X_FORWARDED_FOR" not in environ
    assert "HTTP_CONTENT_LENGTH" not in environ


def test_repeated_headers_are_joined(server: RunningServer) -> None:
    connection = server.connect()
    lines = ["GET / HTTP/1.1", "Host: x", "X-Two: one", "X-Two: two", "Cookie: a=1", "Cookie: b=2"]
    connection.sendall("\r\n".join([*lines, "Connection: close", "", ""]).encode())
    environ = json.loads(read_all(connection).split(b"\r\n\r\n", 1)[1])
    assert (environ["HTTP_X_TWO"], environ["HTTP_COOKIE"]) == ("one,two", "a=1; b=2")


def test_chunked_body_is_411(server: RunningServer) -> None:
    server.application.bodies.clear()
    with closing(HTTPConnection("127.0.0.1", server.port, timeout=TIMEOUT_SECONDS)) as connection:
        connection.putrequest("POST", "/")
        connection.putheader("Transfer-Encoding", "chunked")
        # Only the headers: the server answers them and closes the connection.
        connection.endheaders()
        answer = connection.getresponse()
        assert (answer.status, answer.read()) == (411, b"Length Required\n")
    assert server.application.bodies == []


def test_response_is_closed_once(server: RunningServer) -> None:
    before = server.application.closed
    assert server.get_status() == 200
    wait_until(lambda: server.application.closed == before + 1, "it is closed")


@pytest.mark.parametrize("size", [10, SMALL_FILE + 1])
def test_file_arrives_whole(server: RunningServer, tmp_path: Path, size: int) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"a" * size)
    answer = server.request("GET", "/file/", headers={"X-File": str(file)})
    assert answer == (200, b"a" * size)


def test_only_large_files_read_from_their_start_are_sent_by_path(tmp_path: Path) -> None:
    small, large = tmp_path / "small", tmp_path / "large"
    small.write_bytes(b"a" * SMALL_FILE)
    large.write_bytes(b"a" * (SMALL_FILE + 1))
    with small.open("rb") as first, large.open("rb") as second:
        assert FileWrapper(first, 1).get_large_path() is None
        assert FileWrapper(second, 1).get_large_path() == str(large)
        second.read(1)
        assert FileWrapper(second, 1).get_large_path() is None


def test_failing_application_is_500_without_details(server: RunningServer) -> None:
    assert server.request("GET", "/fail/") == (500, b"")
    assert server.get_status() == 200


def test_slow_bodies_hold_no_thread(server: RunningServer) -> None:
    slow = [server.start_post("/", 100, b"a") for _ in range(50)]
    assert server.get_status() == 200
    for connection in slow:
        connection.close()


def test_body_slower_than_limit_is_408_and_connection_closes() -> None:
    with RunningServer(replace(LIMITS, body_timeout=0.05)).run() as server:
        answer = read_all(server.start_post("/", 100, b"a"))
        assert answer.startswith(b"HTTP/1.1 408")
        assert server.application.bodies == []


def test_each_received_byte_extends_the_time_limit() -> None:
    limits = replace(LIMITS, body_timeout=0.5, body_bytes_per_second=1)
    with RunningServer(limits).run() as server:
        # At the minimum speed, 100 bytes extend the limit by 100 seconds, so the rest may come
        # later.
        connection = server.start_post("/", 101, b"a" * 100)
        first = read_all(server.start_post("/", 100))
        assert first.startswith(b"HTTP/1.1 408")
        connection.sendall(b"a")
        assert connection.recv(65536).startswith(b"HTTP/1.1 200")
        connection.close()


def test_body_above_limit_is_413_with_page(server: RunningServer) -> None:
    answer = read_all(server.start_post("/", 1001))
    assert answer.startswith(b"HTTP/1.1 413")
    assert answer.endswith(b"Choose a smaller file")


def test_body_that_breaks_off_never_reaches_application(server: RunningServer) -> None:
    server.application.bodies.clear()
    connection = server.start_post("/", 100, b"half")
    wait_until(lambda: server.bridge.buffered_bytes == 4, "its bytes are counted")
    connection.close()
    wait_until(lambda: server.bridge.buffered_bytes == 0, "its bytes are no longer counted")
    assert server.get_status() == 200
    assert server.application.bodies == [b""]


def test_bodies_above_total_limit_are_503() -> None:
    with RunningServer().run() as server:
        first = server.start_post("/", 1000, b"a" * 999)
        wait_until(lambda: server.bridge.buffered_bytes == 999, "the first is counted")
        answer = read_all(server.start_post("/", 1000, b"a" * 999))
        assert answer.startswith(b"HTTP/1.1 503")
        assert answer.endswith(b"Back soon")
        first.sendall(b"a")
        assert first.recv(65536).startswith(b"HTTP/1.1 200")
        first.close()
        wait_until(lambda: server.bridge.buffered_bytes == 0, "no bytes are counted any more")


def test_requests_beyond_threads_and_queue_are_503_at_once() -> None:
    with RunningServer().run() as server:
        busy_connections = [
            HTTPConnection("127.0.0.1", server.port, timeout=TIMEOUT_SECONDS) for _ in range(4)
        ]
        for connection in busy_connections:
            connection.request("GET", "/wait/")
        wait_until(lambda: server.bridge.running_requests == 4, "two run and two wait")
        assert server.application.waiting <= LIMITS.threads
        assert server.request("GET", "/") == (503, b"Back soon")
        server.application.released.set()
        assert [connection.getresponse().status for connection in busy_connections] == [200] * 4
        wait_until(lambda: server.bridge.running_requests == 0, "no request is counted any more")
        assert server.get_status() == 200
        for connection in busy_connections:
            connection.close()


def test_largest_uploads_fit_into_body(settings: Any) -> None:
    form_fields = 1024 * 1024
    for name in ("WAGTAILDOCS_MAX_UPLOAD_SIZE", "WAGTAILIMAGES_MAX_UPLOAD_SIZE"):
        assert getattr(settings, name) + form_fields <= Limits().body_size, name
