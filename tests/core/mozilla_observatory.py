"""Score of response headers by the published rules of Mozilla's HTTP Observatory.

Only rules that need nothing but a response: the HSTS preload list is not checked.
"""

from typing import Any

SIX_MONTHS = 15_768_000
PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
UNSAFE = {"'unsafe-inline'", "'unsafe-eval'", "data:", "http:", "https:", "*"}


def get_observatory_score(response: Any, *, redirect_url: str) -> int:
    """The score of *response*; *redirect_url* is the redirect from plain HTTP."""
    return 100 + sum(
        [
            _policy(_directives(response)),
            _cookies(response),
            _framing(response, _directives(response)),
            5 if response.headers.get("Referrer-Policy") in PRIVATE else 0,
            10 if response.headers.get("Cross-Origin-Resource-Policy") == "same-origin" else 0,
            0 if response.headers.get("X-Content-Type-Options") == "nosniff" else -5,
            _transport(response.headers.get("Strict-Transport-Security", "")),
            0 if redirect_url.startswith("https://") else -20,
            -50 if response.headers.get("Access-Control-Allow-Origin") == "*" else 0,
        ]
    )


def _directives(response: Any) -> dict[str, set[str]]:
    parts = response.headers.get("Content-Security-Policy", "").split(";")
    return {name: set(allowed) for name, *allowed in map(str.split, parts)} if parts[0] else {}


def _policy(directives: dict[str, set[str]]) -> int:
    if not directives:
        return -25
    default = directives.get("default-src", {"*"})
    scripts, styles = directives.get("script-src", default), directives.get("style-src", default)
    if scripts & UNSAFE:
        return -20
    if styles & UNSAFE:
        return 0
    return 10 if default == {"'none'"} else 5


def _cookies(response: Any) -> int:
    cookies = response.cookies.values()
    if any(not cookie["secure"] for cookie in cookies):
        return -20
    return 5 if cookies and all(cookie["samesite"] for cookie in cookies) else 0


def _framing(response: Any, directives: dict[str, set[str]]) -> int:
    if directives.get("frame-ancestors", {"*"}) <= {"'none'", "'self'"}:
        return 5
    return 0 if response.headers.get("X-Frame-Options") in {"DENY", "SAMEORIGIN"} else -20


def _transport(value: str) -> int:
    ages = [int(part[8:]) for part in value.replace(" ", "").split(";") if part[:8] == "max-age="]
    if not ages:
        return -20
    return 0 if ages[0] >= SIX_MONTHS else -10
