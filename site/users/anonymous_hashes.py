"""Hashes of email addresses and networks, by which rate limits count without storing either."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac


def get_anonymous_hash(kind: str, value: str) -> str:
    """A hash of *value* keyed with SECRET_KEY, so that it cannot be reversed by guessing."""
    return salted_hmac(f"users.anonymous_hashes.{kind}", value, algorithm="sha256").hexdigest()


def get_client_network_hash(address: str) -> str:
    """The hash of an IPv4 address, or of the /64 of an IPv6 address, usually one household."""
    return get_anonymous_hash("visitor", _network_of_ip(address))


def get_client_ip(request: HttpRequest) -> str:
    """The IP address of the client, read from X-Forwarded-For behind trusted proxies only."""
    named = request.headers.get("x-forwarded-for", "").split(",")
    hops = [hop.strip() for hop in (*named, request.META.get("REMOTE_ADDR", "")) if hop.strip()]
    # From right to left: entries before the first untrusted hop can be forged.
    while len(hops) > 1 and hops[-1] in settings.TRUSTED_PROXIES:
        hops.pop()
    return hops[-1] if hops else ""


def get_client_network(request: HttpRequest) -> str:
    """The network of the client: an IPv4 address or an IPv6 /64. Use it for hashes only."""
    return _network_of_ip(get_client_ip(request))


def _network_of_ip(address: str) -> str:
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    if known.version == 6:
        return str(ipaddress.ip_network(f"{known}/64", strict=False))
    return str(known)
