"""Whether passkeys work at the requested host: browsers refuse them at IP addresses."""

import ipaddress
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.http.request import split_domain_port

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True)
class RelyingPartyHost:
    """The requested host as a WebAuthn relying party."""

    host: str
    supports_passkeys: bool
    # The same page at a host where passkeys work, if there is one.
    alternative_url: str = ""


def get_rp_host(request: HttpRequest) -> RelyingPartyHost:
    """The host of *request*."""
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
