"""Where passkeys work: under a name. Browsers refuse them at a bare number such as 127.0.0.1."""

import ipaddress
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.http.request import split_domain_port

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True)
class Place:
    """The address at which somebody reads, as far as passkeys are concerned."""

    host: str
    has_passkeys: bool
    # The same page where they do work, if there is such an address.
    elsewhere: str = ""


def place_of(request: HttpRequest) -> Place:
    """Where *request* came in."""
    host, port = split_domain_port(request.get_host())
    number = _number(host)
    if number is None:
        return Place(host, has_passkeys=True)
    return Place(host, has_passkeys=False, elsewhere=_elsewhere(request, number, port))


def _elsewhere(request: HttpRequest, number: Address, port: str) -> str:
    if not number.is_loopback or "localhost" not in settings.ALLOWED_HOSTS:
        return ""
    host = f"localhost:{port}" if port else "localhost"
    return f"{request.scheme}://{host}{request.get_full_path()}"


def _number(host: str) -> Address | None:
    try:
        return ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return None
