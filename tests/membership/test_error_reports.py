"""Error reports about the application form contain no submitted values."""

import logging

import pytest
from django.test import Client
from django.views.debug import ExceptionReporter, get_exception_reporter_filter

from membership.applications import views
from privacy.error_reporting import RedactingReporterFilter
from tests.factories import open_join_page
from tests.membership.applicant import APPLY, Applicant

pytestmark = pytest.mark.django_db
CANARY = "canary-7f3a91"


@pytest.fixture
def report(home, monkeypatch, caplog):
    """The error report of a failing submission: as HTML, as text and in the log."""
    reports = []

    def fail(**fields):
        private = f"my {CANARY}"
        raise RuntimeError(len(private))

    def keep(request, *caught):
        reporter = ExceptionReporter(request, *caught, is_email=True)
        reports.extend([reporter.get_traceback_html(), reporter.get_traceback_text()])

    monkeypatch.setattr(views, "receive_application", fail)
    monkeypatch.setattr("django.core.handlers.exception.debug.technical_500_response", keep)
    open_join_page(home, {"label": "Why?", "field_type": "multiline"})
    applicant = Applicant(
        Client(raise_request_exception=False),
        name=f"Robin {CANARY}",
        q_why=CANARY,
        email=f"{CANARY}@example.org",
    )
    applicant.open()
    applicant.check()
    with caplog.at_level(logging.DEBUG):
        answer = applicant.send()
    assert answer.status_code == 500
    record = next(record for record in caplog.records if record.name == "django.request")
    keep(record.request, *record.exc_info)
    return "\n".join([*reports, caplog.text, answer.content.decode()])


def test_report_shows_location_without_values(report):
    assert "RuntimeError" in report
    assert APPLY in report
    assert CANARY not in report


def test_all_report_formats_are_redacted(rf):
    assert isinstance(get_exception_reporter_filter(rf.get("/")), RedactingReporterFilter)


def test_post_data_is_redacted_whatever_its_name(rf):
    request = rf.post("/", {"a_new_field": CANARY}, headers={"cookie": f"sessionid={CANARY}"})
    try:
        raise ValueError
    except ValueError as error:
        caught = (type(error), error, error.__traceback__)
    assert CANARY not in ExceptionReporter(request, *caught).get_traceback_html()
