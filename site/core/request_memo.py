"""A notebook for one request: what was read from the database once need not be read again.

Outside a request nothing is remembered, so commands and tests always see the truth.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")

_memo: ContextVar[dict[Any, Any] | None] = ContextVar("request_memo", default=None)


@contextmanager
def request_memo() -> Iterator[None]:
    """Remember until the block ends."""
    token = _memo.set({})
    try:
        yield
    finally:
        _memo.reset(token)


def remember(key: Any, read: Callable[[], T]) -> T:
    """What *read* returned for *key* earlier in this request, else what it returns now."""
    memo = _memo.get()
    if memo is None:
        return read()
    if key not in memo:
        memo[key] = read()
    return memo[key]


def forget() -> None:
    """Drop everything remembered so far: something that it was read from has changed."""
    memo = _memo.get()
    if memo is not None:
        memo.clear()
