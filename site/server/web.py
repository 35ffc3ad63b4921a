"""The web workers: Granian's workers, forked from a process that has loaded the site."""

import gc
import logging
import multiprocessing
import resource
from collections.abc import Callable
from contextlib import closing
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.core.servers.basehttp import get_internal_wsgi_application
from django.db import connections
from django.http import HttpResponse
from django.middleware.security import SecurityMiddleware
from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels

from core.response_headers import ContentPolicyMiddleware, ResponseHeadersMiddleware
from core.views.errors import render_too_large_page, render_unavailable_page
from server.malloc import limit_malloc_threshold
from server.rsgi import Response, RSGIBridge, WSGIApplication
from server.stop_signal import StopSignal

# Seconds for a stopping worker to finish its requests.
WORKER_SHUTDOWN_TIMEOUT = 5
# Maximum connections of a worker, and the number of other files that it may have open.
MAX_CONNECTIONS, OTHER_FILES = 4096, 256


def load_site() -> RSGIBridge:
    """Load the site and render the home page once, so that forked processes share the memory."""
    # Granian uses the default start method, which from Python 3.14 on is no longer "fork".
    multiprocessing.set_start_method("fork", force=True)
    limit_malloc_threshold()
    application = get_internal_wsgi_application()
    _warm(application)
    bridge = RSGIBridge(application, pages=_render_pages())
    # Database connections must not be shared with child processes.
    connections.close_all()
    # The garbage collector ignores frozen objects, so their memory stays shared after the fork.
    gc.collect()
    gc.freeze()
    return bridge


def run_web(
    stop_signal: StopSignal,
    application: RSGIBridge,
    host: str,
    port: int,
    workers: int | None = None,
) -> None:
    """Serve HTTP on *host* and *port* with *workers* processes until *stop_signal* is set."""
    stop_signal.exit_process_when_set()
    worker_stop_signal = StopSignal()

    def load_worker() -> RSGIBridge:
        worker_stop_signal.close_inherited_writer()
        worker_stop_signal.exit_process_when_set()
        return application

    _server(host, port, workers or settings.WEB_CONCURRENCY).serve(
        target_loader=load_worker, wrap_loader=False
    )


def _server(host: str, port: int, workers: int) -> Any:
    return Granian(
        settings.WSGI_APPLICATION,
        address=host,
        port=port,
        interface=Interfaces.RSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=workers,
        backpressure=_raise_connection_limit(),
        respawn_failed_workers=True,
        respawn_interval=0.1,
        workers_kill_timeout=WORKER_SHUTDOWN_TIMEOUT,
        # No access log, as it would contain the IP addresses of visitors.
        log_access=False,
        # Granian's warnings are about machines with few cores, which are enough for this site.
        log_level=LogLevels.error,
        log_dictconfig=_build_logging_config(),
    )


def _raise_connection_limit() -> int:
    """Raise the limit of open files, and return the maximum number of connections of a worker.

    Idle connections cost almost nothing, but a connection beyond this number waits until another
    one is closed.
    """
    soft_limit, hard_limit = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft_limit < MAX_CONNECTIONS + OTHER_FILES:
        soft_limit = min(MAX_CONNECTIONS + OTHER_FILES, hard_limit)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft_limit, hard_limit))
    return min(MAX_CONNECTIONS, soft_limit - OTHER_FILES)


def _build_logging_config() -> dict[str, Any]:
    ours: dict[str, Any] = settings.LOGGING
    server = {"_granian": {"handlers": [], "propagate": True}}
    return {**ours, "loggers": {**ours["loggers"], **server}}


def _warm(application: WSGIApplication) -> None:
    """Request the home page once, so that its modules and templates are loaded before the fork."""
    logging.disable()
    try:
        with closing(application(_build_home_environ(), lambda *_: None)) as answer:
            b"".join(answer)
    finally:
        logging.disable(logging.NOTSET)


def _render_pages() -> dict[HTTPStatus, Response]:
    """Error pages with the headers that Django's middleware sets, rendered before any load."""
    pages = {
        HTTPStatus.SERVICE_UNAVAILABLE: render_unavailable_page,
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE: render_too_large_page,
    }
    return {status: _render_page(page) for status, page in pages.items()}


def _render_page(page: Callable[[], HttpResponse]) -> Response:
    middleware = SecurityMiddleware(
        ContentPolicyMiddleware(ResponseHeadersMiddleware(lambda _: page()))
    )
    response: Any = middleware(WSGIRequest(_build_home_environ()))
    response["Cache-Control"] = "no-store"
    return Response(response.status_code, list(response.items()), response.content)


def _build_home_environ() -> dict[str, Any]:
    site_url = urlsplit(settings.SITE_URL)
    environ: dict[str, Any] = {
        "HTTP_HOST": site_url.netloc,
        "wsgi.url_scheme": site_url.scheme,
        "PATH_INFO": "/",
    }
    setup_testing_defaults(environ)
    return environ
