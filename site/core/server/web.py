"""The web workers: Granian, whose workers are forked from a process that has loaded the site."""

import gc
import logging
import multiprocessing
from collections.abc import Callable
from contextlib import closing
from typing import Any
from urllib.parse import urlsplit
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.core.servers.basehttp import get_internal_wsgi_application
from django.db import connections
from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels

from core.server.line import Line
from core.server.memory import give_back_large_blocks

# Threads per worker that run Python. A request costs the same from one to eight; with some to
# spare, a slow upload or a large picture holds up nobody else.
THREADS = 4
# Seconds that a worker has to finish what it is answering.
LAST_ANSWERS = 5

WSGIApplication = Callable[..., Any]


def load_site() -> WSGIApplication:
    """The site, loaded and warm, in a process that is about to be forked."""
    # Granian asks which way to make workers; from Python 3.14 the default is no longer "fork".
    multiprocessing.set_start_method("fork", force=True)
    give_back_large_blocks()
    application = get_internal_wsgi_application()
    _warm(application)
    # A connection must not be shared with a child.
    connections.close_all()
    # What is loaded now is never collected, so its memory stays shared between the processes.
    gc.collect()
    gc.freeze()
    return application


def run_web(line: Line, application: WSGIApplication, host: str, port: int) -> None:
    """Answer on *host* and *port* until the line is cut."""
    line.end_with_it()
    own_line = Line()

    def load_worker() -> WSGIApplication:
        own_line.take()
        own_line.end_with_it()
        return application

    _server(host, port).serve(target_loader=load_worker, wrap_loader=False)


def _server(host: str, port: int) -> Any:
    return Granian(
        settings.WSGI_APPLICATION,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=settings.WEB_CONCURRENCY,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        respawn_interval=0.1,
        workers_kill_timeout=LAST_ANSWERS,
        # No access log: it would hold the addresses of readers.
        log_access=False,
        # Its warnings are about machines with few cores, which do very well here.
        log_level=LogLevels.error,
        log_dictconfig=_logging(),
    )


def _logging() -> dict[str, Any]:
    ours: dict[str, Any] = settings.LOGGING
    server = {"_granian": {"handlers": [], "propagate": True}}
    return {**ours, "loggers": {**ours["loggers"], **server}}


def _warm(application: WSGIApplication) -> None:
    """Ask for the home page once: what the first reader needs is then loaded before the fork."""
    logging.disable()
    try:
        with closing(application(_request_for_home(), lambda *_: None)) as answer:
            b"".join(answer)
    finally:
        logging.disable(logging.NOTSET)


def _request_for_home() -> dict[str, Any]:
    address = urlsplit(settings.SITE_URL)
    environ: dict[str, Any] = {
        "HTTP_HOST": address.netloc,
        "wsgi.url_scheme": address.scheme,
        "PATH_INFO": "/",
    }
    setup_testing_defaults(environ)
    return environ
