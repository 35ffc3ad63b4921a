"""What comes before the place that somebody signs in for: other apps say, and none is imported."""

from collections.abc import Callable
from urllib.parse import urlencode

from users.models import User

# The path of a page that *user* has to see first; None where nothing waits for them.
Asks = Callable[[User], str | None]
_asked: list[Asks] = []


def ask_first(asks: Asks) -> None:
    """Have *asks* asked whenever somebody has signed in. (In ``AppConfig.ready``.)"""
    if asks not in _asked:
        _asked.append(asks)


def way_in(user: User, way_on: str) -> str:
    """Where *user* lands: at what has to be seen first, which leads on to *way_on*, or there."""
    first = next((path for asks in _asked if (path := asks(user))), None)
    return f"{first}?{urlencode({'next': way_on})}" if first else way_on
