"""What is reported of an error: where and of what kind, and nothing of who met it."""

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

from core.error_reporting import (
    DisallowedScheme,
    RedactingLogFilter,
    RedactingReporter,
    get_safe_location,
)
from home.models import HomePage, StandardPage
from news.models import NewsIndexPage
from tests.factories import UserFactory, publish
from users.models import User

CANARY = "canary-5512"


def caught(error: Exception, cause: Exception | None = None) -> Any:
    """What Python knows of *error* once it was raised."""
    try:
        raise error from cause
    except Exception:
        return sys.exc_info()


def request(path: str = "/search/", **more: Any) -> Any:
    """A request that has been given its view."""
    made = RequestFactory().get(path, **more)
    made.resolver_match = resolve(made.path_info)
    return made


def reports(made: Any, *error: Any, by: type[ExceptionReporter] = RedactingReporter) -> str:
    reporter = by(made, *error, is_email=True)
    return reporter.get_traceback_html() + reporter.get_traceback_text()


# --- Reports, as they are mailed -----------------------------------------------------------------
def test_every_report_is_made_that_way() -> None:
    assert get_exception_reporter_class(request()) is RedactingReporter


def test_a_report_holds_nothing_of_who_was_there() -> None:
    sent = {"HTTP_USER_AGENT": CANARY, "HTTP_REFERER": CANARY, "REMOTE_ADDR": "198.51.100.77"}
    made = request(f"/search/?q={CANARY}", headers={"cookie": f"a={CANARY}"}, **sent)
    made.user = User(first_name=CANARY, email=f"{CANARY}@example.org")
    report = reports(made, *caught(ValueError(CANARY), KeyError(CANARY)))
    assert CANARY not in report
    assert "198.51.100.77" not in report
    for words in ("ValueError", "KeyError", "at /search/", "Request Method: GET", "in caught"):
        assert words in report


def test_a_report_holds_no_notes_and_no_letters_that_could_not_be_read() -> None:
    error = UnicodeDecodeError("utf-8", CANARY.encode(), 0, 3, CANARY)
    error.add_note(CANARY)
    assert CANARY not in reports(request(), *caught(error))


def test_a_report_holds_no_settings(settings: Any) -> None:
    settings.CACHES = {**settings.CACHES, "far": {"LOCATION": f"redis://:{CANARY}@cache/1"}}
    report = reports(request(), *caught(ValueError()))
    assert CANARY not in report
    assert "Using settings module" in report


def test_a_report_of_work_without_a_reader_is_made_too() -> None:
    report = reports(None, *caught(ValueError(CANARY)))
    assert "ValueError" in report
    assert CANARY not in report


def test_a_report_of_words_alone_tells_them() -> None:
    assert "The disk is full" in reports(None, None, "The disk is full", None)


def test_other_reporters_are_not_told_where_a_reader_is_either() -> None:
    made = request(REMOTE_ADDR="198.51.100.77", HTTP_USER_AGENT=CANARY)
    report = reports(made, *caught(ValueError()), by=ExceptionReporter)
    assert "HTTP_USER_AGENT" in report
    assert CANARY not in report
    assert "198.51.100.77" not in report


def test_who_develops_is_told_everything(settings: Any) -> None:
    settings.DEBUG = True
    report = reports(request(f"/search/?q={CANARY}"), *caught(ValueError("of old")))
    assert CANARY in report
    assert "of old" in report


# --- The log -------------------------------------------------------------------------------------
def logged(message: str, *args: Any, error: Any = None, **more: Any) -> str:
    """A line of the log, as a handler writes it that has our filter."""
    record = logging.LogRecord("core", logging.ERROR, __file__, 1, message, args, error)
    vars(record).update(more)
    RedactingLogFilter().filter(record)
    return logging.Formatter().format(record)


def test_the_words_of_an_error_are_not_logged() -> None:
    line = logged("Failed", error=caught(IntegrityError(CANARY), KeyError(CANARY)))
    assert CANARY not in line
    assert line.startswith("Failed\nTraceback (most recent call last):\n")
    assert line.index("KeyError") < line.index("which led to") < line.index("\nIntegrityError")
    assert "in caught" in line


def test_a_formatter_alone_would_log_them() -> None:
    """A control: the words are there to be found."""
    error = caught(IntegrityError(CANARY))
    record = logging.LogRecord("core", logging.ERROR, __file__, 1, "Failed", (), error)
    assert CANARY in logging.Formatter().format(record)


def test_what_an_error_came_from_is_told_unless_it_is_set_aside() -> None:
    try:
        {}["a"]
    except KeyError:
        error = caught(TypeError())
    # Raised "from None", as caught() does.
    assert "KeyError" not in logged("Failed", error=error)
    error[1].__suppress_context__ = False
    assert "KeyError\nwhich led to\n" in logged("Failed", error=error)


def test_words_about_the_site_itself_are_logged() -> None:
    error = caught(OperationalError("no such table"))
    assert "OperationalError: no such table" in logged("x", error=error)


def test_a_wrong_host_or_scheme_is_logged_in_one_line(subtests: pytest.Subtests) -> None:
    for kind in (DisallowedHost, DisallowedScheme):
        with subtests.test(kind=kind):
            assert logged("Wrong: 'a'.", error=caught(kind("Wrong: 'a'."))) == "Wrong: 'a'."


def test_words_of_an_error_that_are_the_whole_message_are_not_logged() -> None:
    assert CANARY not in logged(CANARY, error=caught(ValueError(CANARY)))
    line = logged("%s: %s", CANARY, "/search/", error=caught(ValueError(CANARY)), request=request())
    assert line.startswith("ValueError: /search/\n")
    assert CANARY not in line


def test_a_refusal_is_one_line_and_a_fault_has_its_traceback() -> None:
    error = caught(PermissionDenied(CANARY))
    for status in (400, 403):
        line = logged("Forbidden: %s", "/members/", error=error, status_code=status)
        assert line == "Forbidden: /members/"
    assert logged(CANARY, error=error, status_code=400) == "PermissionDenied"
    assert "Traceback" in logged("Failed", error=error, status_code=500)
    assert "Traceback" in logged("Failed", error=error)


@pytest.mark.django_db
def test_a_refused_page_for_members_is_one_line(home: Any, caplog: Any) -> None:
    browser = Client()
    browser.force_login(UserFactory(groups=["Editors"]))
    assert browser.get("/members/settings/").status_code == 403
    said = caplog.text
    assert "Forbidden (Permission denied): /members/settings/" in said
    assert "Traceback" not in said


def test_who_develops_sees_the_words_of_errors_in_the_log(settings: Any) -> None:
    settings.DEBUG = True
    assert CANARY in logged("Failed", error=caught(ValueError(CANARY)))


def test_lines_of_our_own_stay_as_they_are() -> None:
    assert logged("%s of %d", "one", 2) == "one of 2"
    assert logged("%s of %d", "/search/", 2, request=request()) == "/search/ of 2"
    assert logged("%(name)s", {"name": "one"}, request=request()) == "one"


@pytest.mark.django_db
def test_where_somebody_came_from_is_not_logged(home: Any, caplog: Any) -> None:
    came_from = f"https://elsewhere.example/{CANARY}?q={CANARY}"
    browser = Client(enforce_csrf_checks=True, headers={"referer": came_from})
    assert browser.post("/account/login/", secure=True).status_code == 403
    assert "Referer checking failed - it does not match any trusted origins" in caplog.text
    assert CANARY not in caplog.text
    assert "elsewhere.example" not in caplog.text


@pytest.mark.django_db
def test_whose_form_it_was_is_logged_so_that_operators_find_a_wrong_setting(
    home: Any, caplog: Any
) -> None:
    browser = Client(enforce_csrf_checks=True, headers={"origin": "https://www.elsewhere.example"})
    assert browser.post("/account/login/").status_code == 403
    assert "Origin checking failed - https://www.elsewhere.example does not match" in caplog.text


# --- Addresses -----------------------------------------------------------------------------------
@pytest.mark.django_db
def test_a_page_that_breaks_is_named(home: Any, monkeypatch: Any, caplog: Any) -> None:
    page = publish(home, StandardPage, title="About", slug="about")
    monkeypatch.setattr(StandardPage, "serve", lambda *_, **__: HttpResponse(status=500))
    Client().get(f"/about/?q={CANARY}")
    Client().get(f"/{CANARY}/")
    # By its number: the path of a private page tells its title.
    assert f"Internal Server Error: (page {page.pk})" in caplog.text
    assert "Not Found: (no page)" in caplog.text
    assert CANARY not in caplog.text


def test_an_address_is_told_by_its_pattern_with_its_numbers_alone(
    subtests: pytest.Subtests,
) -> None:
    cases = [
        ("/search/", "/search/"),
        ("/admin/pages/12/edit/", "/admin/pages/12/edit/"),
        (f"/join/application/{CANARY}/", "/join/application/<str:token>/"),
        (f"/documents/1/{CANARY}.pdf", r"/^documents/(\d+)/(.*)$"),
        (f"/{CANARY}/", "(no page)"),
    ]
    for path, told in cases:
        with subtests.test(path=path, told=told):
            assert get_safe_location(request(path)) == told


def test_an_address_that_no_view_was_found_for_is_not_told() -> None:
    made = RequestFactory().get(f"/{CANARY}/")
    assert get_safe_location(made) == "(no page)"


def test_the_start_of_the_site_is_a_page_like_others() -> None:
    made = request("/")
    made._wagtail_route_for_request = (HomePage(pk=4), [], {})
    assert get_safe_location(made) == "(page 4)"


@pytest.mark.django_db
def test_what_is_asked_of_a_list_is_not_told(home: Any, caplog: Any) -> None:
    index = publish(home, NewsIndexPage, title="News", slug="news")
    for part in ("tag", "author", "kind"):
        assert Client().get(f"/news/{part}/{CANARY}/").status_code == 404
    assert caplog.text.count(f"Not Found: (page {index.pk})") == 3
    assert CANARY not in caplog.text
