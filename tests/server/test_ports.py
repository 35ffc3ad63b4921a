"""Error messages about ports that cannot be used, in one line."""

import socket
from collections.abc import Iterator
from contextlib import closing

import pytest

from server import ports
from tests.live_site import free_port


@pytest.fixture
def taken() -> Iterator[int]:
    with closing(socket.create_server(("127.0.0.1", 0))) as other:
        yield other.getsockname()[1]


def test_port_problem_is_none_for_free_port() -> None:
    assert ports.find_port_problem("127.0.0.1", free_port()) is None


def test_port_problem_suggests_next_port_when_taken(taken: int) -> None:
    assert f"Try: make run PORT={taken + 1}" in str(ports.find_port_problem("127.0.0.1", taken))


def test_port_problem_rejects_invalid_numbers(subtests: pytest.Subtests) -> None:
    for number in (0, -1, 65536, 123456):
        with subtests.test(number=number):
            assert (
                ports.find_port_problem("127.0.0.1", number)
                == f"{number} is not a valid port. Try: make run PORT=8000"
            )


def test_port_after_the_highest_is_one() -> None:
    assert "PORT=1" in ports._port_taken_message(65535)


def test_port_problem_explains_privileged_port() -> None:
    refusal = PermissionError(13, "Permission denied")
    assert "Only an administrator can use port 80" in ports._describe_error(
        refusal, "127.0.0.1", 80
    )


def test_port_problem_explains_foreign_address() -> None:
    assert "Cannot listen on 192.0.2.1" in str(ports.find_port_problem("192.0.2.1", free_port()))
