"""Where passkeys work: under a name. Browsers refuse them at a bare number such as 127.0.0.1."""

import ipaddress
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.http.request import split_domain_port

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True)
class RelyingPartyHost:
    """The address at which somebody reads, as far as passkeys are concerned."""

    host: str
    supports_passkeys: bool
    # The same page where they do work, if there is such an address.
    alternative_url: str = ""


def get_rp_host(request: HttpRequest) -> RelyingPartyHost:
    """Where *request* came in."""
    host, port = split_domain_port(request.get_host())
    number = _parse_ip(host)
    if number is None:
        return RelyingPartyHost(host, supports_passkeys=True)
    return RelyingPartyHost(
        host, supports_passkeys=False, alternative_url=_alternative_url(request, number, port)
    )


def _alternative_url(request: HttpRequest, number: Address, port: str) -> str:
    if not number.is_loopback or "localhost" not in settings.ALLOWED_HOSTS:
        return ""
    host = f"localhost:{port}" if port else "localhost"
    return f"{request.scheme}://{host}{request.get_full_path()}"


def _parse_ip(host: str) -> Address | None:
    try:
        return ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return None
