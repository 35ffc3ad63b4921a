"""What limits count by: marks of addresses that nobody can read back, with the database or not."""

import ipaddress

from django.utils.crypto import salted_hmac


def trace_of(kind: str, value: str) -> str:
    """A mark that is the same for the same *value*, and says nothing without the site's key."""
    return salted_hmac(f"users.traces.{kind}", value, algorithm="sha256").hexdigest()


def trace_of_visitor(address: str) -> str:
    """The mark of a network address; with IPv6 that of its /64, which is one household."""
    return trace_of("visitor", _household(address))


def _household(address: str) -> str:
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    if known.version == 6:
        return str(ipaddress.ip_network(f"{known}/64", strict=False))
    return str(known)
