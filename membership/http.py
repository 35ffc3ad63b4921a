"""HTTP responses for which Django has no class."""

from typing import Any

from django.http import HttpResponseRedirect
from django.shortcuts import resolve_url


def redirect_303(to: str, **kwargs: Any) -> HttpResponseRedirect:
    """Redirect with 303 See Other: the browser follows with GET, so a reload submits nothing."""
    return HttpResponseRedirect(resolve_url(to, **kwargs), status=303)
