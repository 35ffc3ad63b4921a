"""Checks whether the server can listen on its port."""

import errno
import socket

# Seconds to wait for another program on this machine to accept a connection.
ANSWER_TIME = 1


def find_port_problem(host: str, port: int) -> str | None:
    """Why the server cannot listen on *host* and *port*, in one line; None if it can."""
    if not 0 < port < 65536:
        return f"{port} is not a valid port. Try: make run PORT=8000"
    if _is_answering("127.0.0.1", port) or _is_answering("::1", port):
        return _port_taken_message(port)
    try:
        _bind(host, port)
    except OSError as error:
        return _describe_error(error, host, port)
    return None


def can_listen(host: str, port: int) -> bool:
    """Whether *host* is an address of this machine and no other program listens on *port*."""
    try:
        _bind(host, port)
    except OSError:
        return False
    return True


def _is_answering(host: str, port: int) -> bool:
    try:
        socket.create_connection((host, port), timeout=ANSWER_TIME).close()
    except OSError:
        return False
    return True


def _bind(host: str, port: int) -> None:
    address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(address_family, socket.SOCK_STREAM) as trial:
        # Otherwise connections of a server that has just stopped would block the port.
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        trial.bind((host, port))


def _describe_error(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return _port_taken_message(port)
    if error.errno == errno.EACCES:
        return f"Only an administrator can use port {port}. Try: make run PORT=8000"
    return f"Cannot listen on {host}, port {port}: {error.strerror}."


def _port_taken_message(port: int) -> str:
    return f"Port {port} is already in use. Try: make run PORT={port % 65535 + 1}"
