#!/usr/bin/env python
"""Django's command line, with the project root and site/ on the path."""

import os
import signal
import sys
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent


# What shells say of a command that Ctrl-C ended.
INTERRUPTED = 130


def main() -> None:
    # Each line shows at once where the output goes into a file, too.
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    if sys.argv[1:2] in (["setup_site"], ["serve"]):
        # At once: Python drops a KeyboardInterrupt that meets a destructor. What these two have
        # begun they begin anew.
        signal.signal(signal.SIGINT, stop)
    try:
        run_command()
    except KeyboardInterrupt:
        stop()


def stop(*_: object) -> NoReturn:
    os.write(sys.stderr.fileno(), b"Stopped.\n")
    os._exit(INTERRUPTED)


def run_command() -> None:
    sys.path[:0] = [str(ROOT), str(ROOT / "site")]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
    try:
        from django.core.management import execute_from_command_line
    except ImportError:
        sys.exit("Django is not installed in this environment. Run `make run` to set up the site.")
    require_settings()
    execute_from_command_line(sys.argv)


def require_settings() -> None:
    """Ends with one line, not a traceback, where a setting is missing or cannot be used."""
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured

    try:
        settings.INSTALLED_APPS  # noqa: B018
    except (ImproperlyConfigured, OSError, ValueError) as error:
        sys.exit(f"The settings are not valid: {error}")


if __name__ == "__main__":
    main()
