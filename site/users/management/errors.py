"""Show expected errors of management commands in one line, without a traceback."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.db import DatabaseError


@contextmanager
def as_command_error() -> Iterator[None]:
    """Turn ValidationError and DatabaseError into CommandError."""
    try:
        yield
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from error
    except DatabaseError as error:
        raise CommandError(
            f"The database is not ready: {error}. Run “manage.py migrate” first."
        ) from error
