"""Error reports and logs contain no personal data."""

import logging
import sys
from typing import Any

import pytest
from django.core.exceptions import DisallowedHost, PermissionDenied
from django.db import IntegrityError, OperationalError
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import resolve
from django.views.debug import ExceptionReporter, get_exception_reporter_class

from home.models import HomePage, StandardPage
from news.models import NewsIndexPage
from privacy.error_reporting import (
    DisallowedScheme,
    RedactingLogFilter,
    RedactingReporter,
    get_safe_location,
)
from tests.factories import UserFactory, publish
from users.models import User

CANARY = "canary-5512"


def caught(error: Exception, cause: Exception | None = None) -> Any:
    """The exc_info of *error*."""
    try:
        raise error from cause
    except Exception:
        return sys.exc_info()


def request(path: str = "/search/", **more: Any) -> Any:
    """A request with a resolver match."""
    made = RequestFactory().get(path, **more)
    made.resolver_match = resolve(made.path_info)
    return made


def reports(made: Any, *error: Any, by: type[ExceptionReporter] = RedactingReporter) -> str:
    reporter = by(made, *error, is_email=True)
    return reporter.get_traceback_html() + reporter.get_traceback_text()


# --- Emailed reports -----------------------------------------------------------------------------
def test_redacting_reporter_is_used_by_default() -> None:
    assert get_exception_reporter_class(request()) is RedactingReporter


def test_report_contains_no_request_data() -> None:
    sent = {"HTTP_USER_AGENT": CANARY, "HTTP_REFERER": CANARY, "REMOTE_ADDR": "198.51.100.77"}
    made = request(f"/search/?q={CANARY}", headers={"cookie": f"a={CANARY}"}, **sent)
    made.user = User(first_name=CANARY, email=f"{CANARY}@example.org")
    report = reports(made, *caught(ValueError(CANARY), KeyError(CANARY)))
    assert CANARY not in report
    assert "198.51.100.77" not in report
    for expected in ("ValueError", "KeyError", "at /search/", "Request Method: GET", "in caught"):
        assert expected in report


def test_report_contains_no_exception_notes_or_unicode_hint() -> None:
    error = UnicodeDecodeError("utf-8", CANARY.encode(), 0, 3, CANARY)
    error.add_note(CANARY)
    assert CANARY not in reports(request(), *caught(error))


def test_report_contains_no_settings(settings: Any) -> None:
    settings.CACHES = {**settings.CACHES, "far": {"LOCATION": f"redis://:{CANARY}@cache/1"}}
    report = reports(request(), *caught(ValueError()))
    assert CANARY not in report
    assert "Using settings module" in report


def test_report_works_without_request() -> None:
    report = reports(None, *caught(ValueError(CANARY)))
    assert "ValueError" in report
    assert CANARY not in report


def test_report_of_string_exception_contains_message() -> None:
    assert "The disk is full" in reports(None, None, "The disk is full", None)


def test_default_reporter_receives_redacted_meta() -> None:
    made = request(REMOTE_ADDR="198.51.100.77", HTTP_USER_AGENT=CANARY)
    report = reports(made, *caught(ValueError()), by=ExceptionReporter)
    assert "HTTP_USER_AGENT" in report
    assert CANARY not in report
    assert "198.51.100.77" not in report


def test_report_is_not_redacted_in_debug_mode(settings: Any) -> None:
    settings.DEBUG = True
    report = reports(request(f"/search/?q={CANARY}"), *caught(ValueError("of old")))
    assert CANARY in report
    assert "of old" in report


# --- The log -------------------------------------------------------------------------------------
def logged(message: str, *args: Any, error: Any = None, **more: Any) -> str:
    """The formatted log record, after RedactingLogFilter."""
    record = logging.LogRecord("core", logging.ERROR, __file__, 1, message, args, error)
    vars(record).update(more)
    RedactingLogFilter().filter(record)
    return logging.Formatter().format(record)


def test_exception_messages_are_not_logged() -> None:
    line = logged("Failed", error=caught(IntegrityError(CANARY), KeyError(CANARY)))
    assert CANARY not in line
    assert line.startswith("Failed\nTraceback (most recent call last):\n")
    assert line.index("KeyError") < line.index("which led to") < line.index("\nIntegrityError")
    assert "in caught" in line


def test_default_formatter_logs_exception_message() -> None:
    """Control: the message is there without the filter."""
    error = caught(IntegrityError(CANARY))
    record = logging.LogRecord("core", logging.ERROR, __file__, 1, "Failed", (), error)
    assert CANARY in logging.Formatter().format(record)


def test_exception_context_is_logged_unless_suppressed() -> None:
    try:
        {}["a"]
    except KeyError:
        error = caught(TypeError())
    # Raised with "from None", as in caught().
    assert "KeyError" not in logged("Failed", error=error)
    error[1].__suppress_context__ = False
    assert "KeyError\nwhich led to\n" in logged("Failed", error=error)


def test_safe_exception_message_is_logged() -> None:
    error = caught(OperationalError("no such table"))
    assert "OperationalError: no such table" in logged("x", error=error)


def test_disallowed_host_and_scheme_are_logged_without_traceback(subtests: pytest.Subtests) -> None:
    for kind in (DisallowedHost, DisallowedScheme):
        with subtests.test(kind=kind):
            assert logged("Wrong: 'a'.", error=caught(kind("Wrong: 'a'."))) == "Wrong: 'a'."


def test_exception_message_as_log_message_is_redacted() -> None:
    assert CANARY not in logged(CANARY, error=caught(ValueError(CANARY)))
    line = logged("%s: %s", CANARY, "/search/", error=caught(ValueError(CANARY)), request=request())
    assert line.startswith("ValueError: /search/\n")
    assert CANARY not in line


def test_only_server_errors_are_logged_with_traceback() -> None:
    error = caught(PermissionDenied(CANARY))
    for status in (400, 403):
        line = logged("Forbidden: %s", "/members/", error=error, status_code=status)
        assert line == "Forbidden: /members/"
    assert logged(CANARY, error=error, status_code=400) == "PermissionDenied"
    assert "Traceback" in logged("Failed", error=error, status_code=500)
    assert "Traceback" in logged("Failed", error=error)


@pytest.mark.django_db
def test_forbidden_page_is_logged_without_traceback(home: Any, caplog: Any) -> None:
    browser = Client()
    browser.force_login(UserFactory(groups=["Editors"]))
    assert browser.get("/members/settings/").status_code == 403
    log = caplog.text
    assert "Forbidden (Permission denied): /members/settings/" in log
    assert "Traceback" not in log


def test_log_is_not_redacted_in_debug_mode(settings: Any) -> None:
    settings.DEBUG = True
    assert CANARY in logged("Failed", error=caught(ValueError(CANARY)))


def test_own_log_messages_are_unchanged() -> None:
    assert logged("%s of %d", "one", 2) == "one of 2"
    assert logged("%s of %d", "/search/", 2, request=request()) == "/search/ of 2"
    assert logged("%(name)s", {"name": "one"}, request=request()) == "one"


@pytest.mark.django_db
def test_referer_is_not_logged(home: Any, caplog: Any) -> None:
    referer = f"https://elsewhere.example/{CANARY}?q={CANARY}"
    browser = Client(enforce_csrf_checks=True, headers={"referer": referer})
    assert browser.post("/account/login/", secure=True).status_code == 403
    assert "Referer checking failed - it does not match any trusted origins" in caplog.text
    assert CANARY not in caplog.text
    assert "elsewhere.example" not in caplog.text


@pytest.mark.django_db
def test_mismatching_origin_is_logged(home: Any, caplog: Any) -> None:
    browser = Client(enforce_csrf_checks=True, headers={"origin": "https://www.elsewhere.example"})
    assert browser.post("/account/login/").status_code == 403
    assert "Origin checking failed - https://www.elsewhere.example does not match" in caplog.text


# --- URLs ----------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_failing_page_is_logged_by_pk(home: Any, monkeypatch: Any, caplog: Any) -> None:
    page = publish(home, StandardPage, title="About", slug="about")
    monkeypatch.setattr(StandardPage, "serve", lambda *_, **__: HttpResponse(status=500))
    Client().get(f"/about/?q={CANARY}")
    Client().get(f"/{CANARY}/")
    # By primary key: the path of a private page reveals its title.
    assert f"Internal Server Error: (page {page.pk})" in caplog.text
    assert "Not Found: (no page)" in caplog.text
    assert CANARY not in caplog.text


def test_safe_location_is_url_pattern_with_numbers(
    subtests: pytest.Subtests,
) -> None:
    cases = [
        ("/search/", "/search/"),
        ("/admin/pages/12/edit/", "/admin/pages/12/edit/"),
        (f"/join/application/{CANARY}/", "/join/application/<str:token>/"),
        (f"/documents/1/{CANARY}.pdf", r"/^documents/(\d+)/(.*)$"),
        (f"/{CANARY}/", "(no page)"),
    ]
    for path, location in cases:
        with subtests.test(path=path, location=location):
            assert get_safe_location(request(path)) == location


def test_safe_location_of_unresolved_path_is_hidden() -> None:
    made = RequestFactory().get(f"/{CANARY}/")
    assert get_safe_location(made) == "(no page)"


def test_safe_location_of_home_page_is_pk() -> None:
    made = request("/")
    made._wagtail_route_for_request = (HomePage(pk=4), [], {})
    assert get_safe_location(made) == "(page 4)"


@pytest.mark.django_db
def test_index_route_arguments_are_not_logged(home: Any, caplog: Any) -> None:
    index = publish(home, NewsIndexPage, title="News", slug="news")
    for part in ("tag", "author", "kind"):
        assert Client().get(f"/news/{part}/{CANARY}/").status_code == 404
    assert caplog.text.count(f"Not Found: (page {index.pk})") == 3
    assert CANARY not in caplog.text
