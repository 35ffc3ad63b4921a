"""What limits count by: marks of addresses that nobody can read back, with the database or not."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac


def anonymous_hash(kind: str, value: str) -> str:
    """A mark that is the same for the same *value*, and says nothing without the site's key."""
    return salted_hmac(f"users.fingerprints.{kind}", value, algorithm="sha256").hexdigest()


def client_network_hash(address: str) -> str:
    """The mark of a network address; with IPv6 that of its /64, which is one household."""
    return anonymous_hash("visitor", _network_of_ip(address))


def get_client_ip(request: HttpRequest) -> str:
    """Where the visitor is; what trusted proxies say of it, where there are any."""
    named = request.headers.get("x-forwarded-for", "").split(",")
    hops = [hop.strip() for hop in (*named, request.META.get("REMOTE_ADDR", "")) if hop.strip()]
    # From the nearest outwards: what stands beyond the first stranger is that stranger's word.
    while len(hops) > 1 and hops[-1] in settings.TRUSTED_PROXIES:
        hops.pop()
    return hops[-1] if hops else ""


def get_client_network(request: HttpRequest) -> str:
    """The visitor's network, for marks alone: an IPv4 address, or with IPv6 its /64."""
    return _network_of_ip(get_client_ip(request))


def _network_of_ip(address: str) -> str:
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    if known.version == 6:
        return str(ipaddress.ip_network(f"{known}/64", strict=False))
    return str(known)
