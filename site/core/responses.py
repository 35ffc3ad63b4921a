"""Answers that Django has no class for."""

from typing import Any

from django.http import HttpResponseRedirect
from django.shortcuts import resolve_url


class SeeOther(HttpResponseRedirect):
    """303: done, read on over there. Reloading what comes next does nothing twice."""

    status_code = 303

    def __init__(self, to: str, **kwargs: Any) -> None:
        super().__init__(resolve_url(to, **kwargs))
