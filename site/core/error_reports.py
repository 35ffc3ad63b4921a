"""What a report of an error may hold: where it happened, and nothing that anybody sent us."""

import logging
from typing import Any

from django.http import HttpRequest
from django.views.debug import SafeExceptionReporterFilter


class HidingReporterFilter(SafeExceptionReporterFilter):
    """Hides every value that was sent and every variable, whatever its name.

    Django hides what it is told to, view by view; here nothing is shown unless debugging is on,
    so a field that is added next year is hidden as well.
    """

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, Any]:
        shown = super().get_post_parameters(request)
        return self._hidden(shown) if self.is_active(request) else shown

    def get_traceback_frame_variables(self, request: HttpRequest | None, tb_frame: Any) -> Any:
        if not self.is_active(request):
            return super().get_traceback_frame_variables(request, tb_frame)
        return [(name, self.cleansed_substitute) for name in tb_frame.f_locals]

    def get_safe_cookies(self, request: HttpRequest) -> dict[str, Any]:
        return self._hidden(super().get_safe_cookies(request))

    def _hidden(self, values: Any) -> dict[str, Any]:
        return dict.fromkeys(values, self.cleansed_substitute)


class HidingLinksFilter(logging.Filter):
    """Leaves the secret of a link out of what is logged about a request.

    Whoever reads a log could else open what only the reader of a mail may open. Names of the
    parts of an address that are secrets: `token` in ours, `key` in those of allauth.
    """

    SECRETS = ("token", "key")

    def filter(self, record: logging.LogRecord) -> bool:
        match = getattr(getattr(record, "request", None), "resolver_match", None)
        known = match.kwargs if match else {}
        for secret in (str(known[name]) for name in self.SECRETS if known.get(name)):
            record.args = tuple(_without(secret, value) for value in record.args or ())
        return True


def _without(secret: str, value: object) -> object:
    hidden = SafeExceptionReporterFilter.cleansed_substitute
    return value.replace(secret, hidden) if isinstance(value, str) else value
