"""Logging and error reports without personal data, the same in every installation."""

from typing import Any

DEFAULT_EXCEPTION_REPORTER = "privacy.error_reporting.RedactingReporter"
DEFAULT_EXCEPTION_REPORTER_FILTER = "privacy.error_reporting.RedactingReporterFilter"

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"redact": {"()": "privacy.error_reporting.RedactingLogFilter"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["redact"]}
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        # Filtered here too, for handlers that operators add: these two log request data.
        "django.request": {"filters": ["redact"]},
        "django.security.csrf": {"filters": ["redact"]},
        # They log each step of a background task and each edit; edits are in Wagtail's audit log.
        "django_tasks": {"level": "WARNING"},
        "wagtail": {"level": "WARNING"},
        # It logs the id of each passkey that is used, which identifies the user.
        "fido2": {"level": "WARNING"},
    },
}
