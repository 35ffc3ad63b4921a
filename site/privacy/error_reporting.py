"""Error reports and logs without personal data: no request data, variables or error messages."""

import logging
import re
from collections.abc import Iterator
from traceback import format_tb
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.core.exceptions import DisallowedHost, ImproperlyConfigured, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest
from django.urls import ResolverMatch
from django.views.debug import ExceptionReporter, SafeExceptionReporterFilter


class DisallowedScheme(SuspiciousOperation):
    """X-Forwarded-Proto is neither http nor https."""


# Exceptions whose messages describe the installation. Other messages may contain user input or
# database rows.
SAFE_EXCEPTIONS = (
    DisallowedHost,
    DisallowedScheme,
    ImproperlyConfigured,
    InterfaceError,
    OperationalError,
)
# Caused by a wrong setting here or in a proxy, so a traceback does not help.
EXCEPTIONS_WITHOUT_TRACEBACK = (DisallowedHost, DisallowedScheme)
# Messages of CSRF failures contain the whole Referer with its query string.
REFERER_PATTERN = re.compile(r"(Referer checking failed - )\S+:\S+")


class RedactingReporterFilter(SafeExceptionReporterFilter):
    """Hides all request data and variables, whatever their names, unless DEBUG is on.

    Django hides only what a view declares as sensitive.
    """

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, Any]:
        values = super().get_post_parameters(request)
        return self._redact(values) if self.is_active(request) else values

    def get_traceback_frame_variables(self, request: HttpRequest | None, tb_frame: Any) -> Any:
        if not self.is_active(request):
            return super().get_traceback_frame_variables(request, tb_frame)
        return [(name, self.cleansed_substitute) for name in tb_frame.f_locals]

    def get_safe_cookies(self, request: HttpRequest) -> dict[str, Any]:
        return self._redact(super().get_safe_cookies(request))

    def get_safe_request_meta(self, request: HttpRequest) -> dict[str, Any]:
        # Contains the IP address, the user agent and the query string.
        values = super().get_safe_request_meta(request)
        return self._redact(values) if self.is_active(request) else values

    def _redact(self, values: Any) -> dict[str, Any]:
        return dict.fromkeys(values, self.cleansed_substitute)


class RedactingReporter(ExceptionReporter):
    """Exception report without request data."""

    def get_traceback_data(self) -> dict[str, Any]:
        data = super().get_traceback_data()
        if not self.filter.is_active(self.request):
            return data
        # Leave out all other settings: they contain host names, and passwords in URLs.
        redacted = {"settings": {"SETTINGS_MODULE": settings.SETTINGS_MODULE}, "user_str": None}
        return {**data, **redacted, **self._get_request_data(), **self._get_exception_data()}

    def _get_request_data(self) -> dict[str, Any]:
        if self.request is None:
            return {}
        location = get_safe_location(self.request)
        meta = {"REQUEST_METHOD": self.request.method}
        safe_request = SimpleNamespace(path_info=location, META=meta)
        empty_items = dict.fromkeys(("request_GET_items", "request_FILES_items"), ())
        return {"request": safe_request, "request_insecure_uri": location, **empty_items}

    def _get_exception_data(self) -> dict[str, Any]:
        if not isinstance(self.exc_value, BaseException):
            return {}
        return {
            "exception_value": get_safe_message(self.exc_value),
            "exception_notes": "",
            "unicode_hint": "",
        }

    def get_traceback_frames(self) -> list[dict[str, Any]]:
        frames = super().get_traceback_frames()
        if self.filter.is_active(self.request):
            for frame in frames:
                cause = frame.get("exc_cause")
                frame["exc_cause"] = cause and get_safe_message(cause)
        return frames


class RedactingLogFilter(logging.Filter):
    """Removes paths and exception messages from log records.

    A path may contain a name or a token. Client errors (4xx) are logged without a traceback.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, EXCEPTIONS_WITHOUT_TRACEBACK):
            record.exc_info = error = None
        if error and not settings.DEBUG:
            # Formatters do not format the exception themselves if exc_text is set.
            record.exc_text = "\nwhich led to\n".join(map(_format, _causes(error)))
            record.msg = get_safe_message(error) if record.msg == str(error) else record.msg
        # Django adds the status code to records about responses.
        if getattr(record, "status_code", 500) < 500:
            record.exc_info = record.exc_text = None
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest) and isinstance(record.args, tuple):
            record.args = tuple(_redact_argument(value, request, error) for value in record.args)
        return True


def get_safe_location(request: HttpRequest) -> str:
    """The primary key of the requested page, or else the URL pattern, for use in logs."""
    route = getattr(request, "_wagtail_route_for_request", None)
    if route:
        # Not the path, which may contain the slug of a private page, or route arguments.
        return f"(page {route[0].pk})"
    match = request.resolver_match
    if match is None or match.url_name == "wagtail_serve":
        return "(no page)"
    return f"/{_fill_numbers(match)}"


def get_safe_message(error: BaseException) -> str:
    """The class name of *error*, with its message only if it is one of SAFE_EXCEPTIONS."""
    kind = type(error).__name__
    return f"{kind}: {error}" if isinstance(error, SAFE_EXCEPTIONS) else kind


def _fill_numbers(match: ResolverMatch) -> str:
    """The URL pattern, with the values of its integer arguments only."""
    known = match.kwargs
    return re.sub(r"<int:(\w+)>", lambda found: str(known.get(found[1], found[0])), match.route)


def _redact_argument(value: object, request: HttpRequest, error: BaseException | None) -> object:
    if not isinstance(value, str):
        return value
    # Django escapes non-ASCII characters in log arguments.
    if value in {request.path, request.path.encode("unicode_escape").decode("ascii")}:
        return get_safe_location(request)
    if error and value == str(error).encode("unicode_escape").decode("ascii"):
        return get_safe_message(error)
    return REFERER_PATTERN.sub(r"\1it", value)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """*error*, preceded by its causes."""
    if error is not None:
        yield from _causes(
            error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        )
        yield error


def _format(error: BaseException) -> str:
    traceback_lines = "".join(format_tb(error.__traceback__))
    return f"Traceback (most recent call last):\n{traceback_lines}{get_safe_message(error)}"
