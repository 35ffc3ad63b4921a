"""Logging and error reports without personal data, the same in every installation."""

from typing import Any

DEFAULT_EXCEPTION_REPORTER = "core.error_reporting.RedactingReporter"
DEFAULT_EXCEPTION_REPORTER_FILTER = "core.error_reporting.RedactingReporterFilter"

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"redact": {"()": "core.error_reporting.RedactingLogFilter"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["redact"]}
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        # Here as well, for handlers that operators add: these two tell of what readers asked for.
        "django.request": {"filters": ["redact"]},
        "django.security.csrf": {"filters": ["redact"]},
        # Each step of each background task, and each edit: the audit log in the admin has those.
        "django_tasks": {"level": "WARNING"},
        "wagtail": {"level": "WARNING"},
        # The number of each passkey that is used, by which somebody could be followed.
        "fido2": {"level": "WARNING"},
    },
}
