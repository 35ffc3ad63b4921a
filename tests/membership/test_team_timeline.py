"""The timeline of an application, and redacted applications."""

import pytest
from cryptography.fernet import Fernet
from django.utils import timezone

from membership import actions
from membership.models import Application
from tests.factories import ApplicationFactory, UserFactory, answer
from tests.html import assert_valid
from tests.membership.team import (
    EXPORT,
    EXPORT_DATA,
    LIST,
    finalise,
    get_action_url,
    get_inspect_url,
    read,
    submit,
    travel_minutes,
    user_with_permissions,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def application():
    return ApplicationFactory(waiting=True, email="robin@example.org")


def ask_and_answer(browser, application):
    """The applicant was asked, and has answered."""
    submit(browser, "ask", application)
    with travel_minutes(10):
        finalise()


def reply(application, text="Nursing, <i>zebra</i>"):
    assert actions.answer_question(application=application, text=text)


def create_redacted(**fields):
    application = ApplicationFactory(approved=True, **fields)
    application.decisions.create(
        kind="approved", who="Kim", reason="A zebra", finalised_at=timezone.now()
    )
    application.redact(timezone.now())
    return application


def test_timeline_shows_question_and_answer(team, colleague, application):
    ask_and_answer(team, application)
    page = read(team, get_inspect_url(application))
    assert "In which field do you work?" in page
    assert "Not answered yet." in page
    # Only one question at a time.
    assert get_action_url("ask", application) not in page
    assert get_action_url("approve", application) in page
    reply(application)
    page = read(team, get_inspect_url(application))
    assert_valid(team.get(get_inspect_url(application)).content.decode())
    assert "Nursing, &lt;i&gt;zebra&lt;/i&gt;" in page
    assert f"{colleague} asked a question, " in page
    assert get_action_url("ask", application) in page


def test_timeline_shows_decision_with_reason_and_text(team, application):
    submit(team, "decline", application)
    page = read(team, get_inspect_url(application))
    for expected in (
        "Works elsewhere",
        "wish you well &amp;",
        "has not been told",
        ">Undo</button>",
    ):
        assert expected in page, expected
    for action in ("approve", "decline", "ask", "recuse"):
        assert get_action_url(action, application) not in page
    with travel_minutes(10):
        finalise()
        page = read(team, get_inspect_url(application))
    assert "has not been told" not in page
    assert "Actions</h2>" not in page


def test_timeline_hides_undo_without_decide_permission(team, visit, application):
    submit(team, "approve", application)
    page = read(visit(user_with_permissions("inspect_application")), get_inspect_url(application))
    assert "has not been told" in page
    assert get_action_url("undo", application) not in page
    assert ">Undo</button>" not in page


def test_timeline_marks_unreadable_texts(team, application, settings):
    submit(team, "decline", application)
    settings.FIELD_ENCRYPTION_KEYS = [Fernet.generate_key().decode()]
    page = read(team, get_inspect_url(application))
    assert application.reference in page
    # Email, name, statement and answers; text and reason of the decision.
    assert page.count("Cannot be decrypted. The key") == 6


def test_decide_works_without_encryption_key(team, application, settings):
    settings.FIELD_ENCRYPTION_KEYS = [Fernet.generate_key().decode()]
    assert "Saved." in submit(team, "approve", application)
    with travel_minutes(10):
        assert finalise() == 0


def test_timeline_names_deleted_users(team, visit, application):
    deleted = UserFactory(email="gone@example.org", groups=["Membership team"])
    who = str(deleted)
    submit(visit(deleted), "approve", application)
    deleted.delete()
    assert who in read(team, get_inspect_url(application))


def test_detail_shows_source(team):
    by_form = ApplicationFactory(waiting=True)
    from_paper = ApplicationFactory(waiting=True, source="letter", consent_note="Signed, zebra")
    assert "<dd>Online form</dd>" in read(team, get_inspect_url(by_form))
    assert "How they agreed" not in read(team, get_inspect_url(by_form))
    page = read(team, get_inspect_url(from_paper))
    assert "<dd>Letter</dd>" in page
    assert "Signed, zebra" in page


@pytest.mark.database
def test_redacted_application_shows_only_decision(team):
    application = create_redacted(answers=[answer("Why?", "Zebra")])
    page = read(team, get_inspect_url(application))
    assert_valid(team.get(get_inspect_url(application)).content.decode())
    assert "The answers were deleted on" in page
    assert "Kim approved, " in page
    for expected in (
        "Applicant</h2>",
        "Answers",
        "Not answered",
        "Something else",
        "zebra",
        "Actions</h2>",
    ):
        assert expected not in page, expected


@pytest.mark.database
def test_redacted_applications_are_last_and_filterable(team):
    first, second = create_redacted(), ApplicationFactory(declined=True)
    page = read(team)
    assert page.index(second.reference) < page.index(first.reference)
    assert "Approved (details deleted)" in page
    assert "Something else" not in page
    assert second.reference not in read(team, f"{LIST}?content=decision")
    assert first.reference not in read(team, f"{LIST}?content=all")
    for query in ("stage=other", "profession="):
        assert team.get(f"{LIST}?{query}").status_code == 200


def test_content_filter_needs_redacted_applications(team):
    ApplicationFactory(waiting=True)
    assert 'name="content"' not in read(team)
    create_redacted()
    assert 'name="content"' in read(team)


def test_stage_filter_ignores_redacted_applications(team):
    erased, shown_text = create_redacted(), ApplicationFactory(waiting=True, stage="other")
    page = read(team, f"{LIST}?stage=other")
    assert shown_text.reference in page
    assert erased.reference not in page


@pytest.mark.database
def test_redacted_applications_can_be_exported(team):
    application = create_redacted()
    rows = team.post(f"{EXPORT}?content=decision", EXPORT_DATA).content.decode()
    assert application.reference in rows
    assert "Something else" not in rows


def test_redacted_application_has_no_actions(team):
    application = create_redacted()
    for action in ("approve", "decline", "ask", "recuse", "correct-email", "send-link", "undo"):
        assert team.get(get_action_url(action, application)).status_code in {302, 303}
    assert Application.objects.get().decisions.count() == 1


@pytest.mark.parametrize(
    ("questions", "answered", "expected"),
    [
        (1, 0, "2 applications to review. {} 1 waiting for the applicant."),
        (2, 1, "3 applications to review. {} 1 has answered a question. 2 waiting for"),
        (0, 2, "4 applications to review. {} 2 have answered a question.<"),
    ],
)
def test_dashboard_counts_questions_and_answers(team, questions, answered, expected):
    ApplicationFactory.create_batch(2, waiting=True)
    ApplicationFactory.create_batch(questions, waiting=True, state="asked")
    for application in ApplicationFactory.create_batch(answered, waiting=True):
        now = timezone.now()
        application.decisions.create(kind="asked", who="Kim", finalised_at=now, replied_at=now)
    oldest = "The oldest has been waiting since today."
    assert expected.format(oldest) in read(team, "/admin/")
