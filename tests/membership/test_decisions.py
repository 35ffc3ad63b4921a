"""Decisions of the team: previewed, confirmed, emailed after ten minutes, undone until then."""

import re
from html import unescape

import pytest
import time_machine
from django.core import mail
from django.utils.html import strip_tags

from mailqueue.models import EmailTemplateSettings
from membership import actions
from membership.models import Application, ApplicationDecision, ApplicationTextSettings
from tests.factories import ApplicationFactory, UserFactory
from tests.html import assert_one_first_heading, assert_valid
from tests.membership.team import (
    ACTION_DATA,
    DECLINE_TEXT,
    finalise,
    get_access_log,
    get_action_url,
    get_inspect_url,
    read,
    submit,
    travel_minutes,
)

pytestmark = pytest.mark.django_db
State, DecisionType = Application.State, ApplicationDecision.DecisionType
RESULTING_STATES = {"approve": State.APPROVED, "decline": State.DECLINED, "ask": State.ASKED}


@pytest.fixture
def application():
    return ApplicationFactory(waiting=True, email="robin@example.org")


def state(application):
    return Application.objects.get(pk=application.pk).state


def test_get_changes_nothing(team, application, subtests):
    for action in ACTION_DATA:
        with subtests.test(action=action):
            page = read(team, get_action_url(action, application))
            assert_valid(team.get(get_action_url(action, application)).content.decode())
            assert_one_first_heading(page)
            assert ">Cancel</a>" in page
            assert state(application) == State.WAITING


@pytest.mark.database
@pytest.mark.parametrize("action", ACTION_DATA)
def test_decision_is_logged_and_not_sent_for_ten_minutes(team, colleague, application, action):
    page = submit(team, action, application)
    assert "Saved. The applicant will be told at" in page
    assert f'href="{get_action_url("undo", application)}"' in page
    assert state(application) == RESULTING_STATES[action]
    made = application.decisions.get()
    assert (made.by, made.who, made.finalised_at) == (colleague, str(colleague), None)
    assert get_access_log()[0] == (DecisionType(made.kind).value, application.reference)
    assert Application.objects.get().public_state == State.WAITING
    with travel_minutes(9):
        assert finalise() == 0
    with travel_minutes(10):
        assert finalise() == 1
        assert finalise() == 1
    assert mail.outbox[0].to == ["robin@example.org"]
    assert Application.objects.get().public_state == RESULTING_STATES[action]


def test_approve_stores_optional_reason(team, application):
    submit(team, "approve", application, reason="Recommended by Quince")
    assert application.decisions.get().reason == "Recommended by Quince"
    assert "Recommended by Quince" in read(team, get_inspect_url(application))


# --- The preview --------------------------------------------------------------------------------


def preview(browser, action, application, **sent):
    answer = browser.post(get_action_url(action, application), {**ACTION_DATA[action], **sent})
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("action", "names"),
    [
        ("decline", ("declined_heading", "declined_text", "ask_again_text", "support_text")),
        ("ask", ("asked_heading", "asked_text")),
    ],
)
def test_preview_shows_text_and_stores_nothing(team, application, action, names):
    text = ApplicationTextSettings.load()
    for place, name in enumerate(names):
        setattr(text, name, f"Words of place {place}.")
    text.save()
    page = preview(team, action, application)
    assert_valid(page)
    places = [page.index(f"Words of place {place}.") for place in range(len(names))]
    written = page.index('<div class="verbatim" dir="auto">')
    assert sorted([*places[:2], written, *places[2:]]) == [*places[:2], written, *places[2:]]
    assert state(application) == State.WAITING
    assert not ApplicationDecision.objects.exists()
    assert not [text for text in ("wish you", "field") if text in str(dict(team.session))]


@pytest.mark.parametrize("action", ["decline", "ask"])
def test_preview_headings_are_in_order(team, application, action):
    site_text = ApplicationTextSettings.load()
    titles = {"decline": site_text.declined_heading, "ask": site_text.asked_heading}
    main = preview(team, action, application).partition("<main")[2].partition("</main>")[0]
    headings = [
        (int(level), " ".join(unescape(strip_tags(title)).split()))
        for level, title in re.findall(r"<h([1-6])[^>]*>(.*?)</h\1>", main, re.DOTALL)
    ]
    assert [level for level, _ in headings[:1]] == [1]
    expected = [(2, "Email"), (2, "Applicant’s page"), (3, titles[action])]
    assert headings[1:4] == expected
    assert headings[4:] == ([(2, "Internal note")] if action == "decline" else [])


@pytest.mark.parametrize("action", ["decline", "ask"])
def test_preview_shows_email_without_the_answer(team, application, action):
    templates = EmailTemplateSettings.load()
    templates.application_update_subject = "A quince"
    templates.application_update_text = "Read it <here>:\n\n{link}"
    templates.save()
    page = preview(team, action, application)
    mail_part = page.partition('aria-labelledby="email-preview"')[2].partition("</section>")[0]
    assert "A quince" in mail_part
    assert "Read it &lt;here&gt;:" in mail_part
    assert "/join/application/…/" in mail_part
    for written in ("wish you well", "Works elsewhere", "In which field"):
        assert written not in mail_part


def test_preview_escapes_text(team, application):
    page = preview(team, "decline", application)
    assert "wish you well &amp; &lt;b&gt;good&lt;/b&gt; luck." in page
    assert "<b>good</b>" not in page


@pytest.mark.parametrize("action", ["decline", "ask"])
def test_back_from_preview_keeps_input(team, application, action):
    page = preview(team, action, application, step="change")
    for text in (
        ("wish you well &amp; &lt;b&gt;", "Works elsewhere")
        if action == "decline"
        else ("In which field",)
    ):
        assert text in page
    assert "<textarea" in page
    assert not ApplicationDecision.objects.exists()


def test_applicant_reads_previewed_text_without_reason(team, application):
    submit(team, "decline", application)
    made = application.decisions.get()
    # Browsers normalise line endings; the stored text is the submitted one.
    assert (made.text, made.reason) == (DECLINE_TEXT, "Works elsewhere")
    with travel_minutes(11):
        finalise()
    text = mail.outbox[0].subject + mail.outbox[0].body
    assert "Works elsewhere" not in text
    assert "wish you well" not in text


def test_decline_form_starts_with_editors_draft(team, application):
    ApplicationTextSettings.objects.update_or_create(defaults={"decline_draft": "Dear quince,"})
    assert "Dear quince," in read(team, get_action_url("decline", application))


def test_invalid_input_shows_error(team, application, subtests):
    submissions = [
        ("decline", {"reason": " \n"}, "Enter an internal note"),
        ("decline", {"text": ""}, "Enter a message to the applicant"),
        ("decline", {"text": "x" * 20_001}, "must be 20,000 characters or fewer"),
        ("ask", {"text": " "}, "Enter your question"),
        ("ask", {"text": "a\0b"}, "contains a character we cannot store"),
        ("approve", {"reason": "x" * 2_001}, "must be 2,000 characters or fewer"),
    ]
    for step in ("", "send", "preview"):
        for action, sent, text in submissions:
            with subtests.test(step=step, action=action):
                answer = team.post(
                    get_action_url(action, application),
                    {**ACTION_DATA[action], **sent, "step": step},
                )
                page = answer.content.decode()
                assert answer.status_code == 200
                assert text in page
                assert state(application) == State.WAITING
                if action == "decline" and "reason" in sent:
                    assert "wish you well" in page


# --- Undo ---------------------------------------------------------------------------------------


@pytest.mark.database
@pytest.mark.parametrize("action", ACTION_DATA)
@pytest.mark.parametrize("minutes", [0, 9])
def test_undo_restores_state(team, application, action, minutes):
    submit(team, action, application)
    with travel_minutes(minutes):
        page = submit(team, "undo", application, decision=application.decisions.get().pk)
        assert "Undone. The applicant was not told." in page
    assert state(application) == State.WAITING
    assert not ApplicationDecision.objects.exists()
    with travel_minutes(30):
        assert finalise() == 0
    assert "undone" in {action for action, _ in get_access_log()}


@pytest.mark.database
def test_message_shows_undo_deadline(team, application):
    with time_machine.travel("2026-11-22 14:00Z", tick=False):
        submit(team, "approve", application)
        for path in (get_inspect_url(application), get_action_url("undo", application)):
            assert "You can undo it until 2.10pm." in read(team, path)
    with time_machine.travel("2026-11-22 14:10Z", tick=False):
        assert "which will be very soon" in read(team, get_inspect_url(application))


@pytest.mark.database
def test_undo_after_finalising_is_refused(team, application):
    submit(team, "approve", application)
    made = application.decisions.get()
    with travel_minutes(10):
        finalise()
        assert "You can undo it" not in read(team, get_inspect_url(application))
        page = submit(team, "undo", application, decision=made.pk)
        assert "You can no longer undo this because the applicant has been told" in page
        again = team.get(get_action_url("undo", application), follow=True).content.decode()
        assert "There is nothing to undo" in again
    assert state(application) == State.APPROVED


@pytest.mark.database
def test_undo_twice_reports_already_undone(team, application):
    submit(team, "approve", application)
    made = application.decisions.get()
    submit(team, "undo", application, decision=made.pk)
    assert "This has already been undone." in submit(team, "undo", application, decision=made.pk)
    assert [action for action, _ in get_access_log()].count("undone") == 1


@pytest.mark.database
def test_undo_requires_id_of_pending_decision(team, application, subtests):
    submit(team, "approve", application)
    for action in ("", "x", "0", "9" * 5000, "\0"):
        with subtests.test(action=action):
            submit(team, "undo", application, decision=action)
            assert state(application) == State.APPROVED


def test_colleague_can_undo(team, visit, application):
    submit(team, "decline", application)
    colleague = visit(UserFactory(groups=["Membership team"]))
    submit(colleague, "undo", application, decision=application.decisions.get().pk)
    assert state(application) == State.WAITING


# --- Concurrent changes -------------------------------------------------------------------------


@pytest.mark.database
@pytest.mark.parametrize("action", [*ACTION_DATA, "recuse"])
def test_second_decision_names_first_reviewer(team, visit, application, action):
    first = UserFactory(email="kim@example.org", groups=["Membership team"])
    submit(visit(first), "approve", application)
    page = submit(team, action, application)
    assert f"{first} approved at" in page
    assert "Your change was not saved." in page
    assert [made.by for made in application.decisions.all()] == [first]


def test_get_after_decision_redirects_with_message(team, visit, application):
    submit(visit(UserFactory(groups=["Membership team"])), "decline", application)
    page = team.get(get_action_url("approve", application), follow=True).content.decode()
    assert "Your change was not saved." in page


@pytest.mark.database
@pytest.mark.parametrize("action", ACTION_DATA)
def test_double_submission_decides_once(team, application, action):
    submit(team, action, application)
    page = submit(team, action, application)
    assert "Saved. The applicant will be told at" in page
    assert "Your change was not saved" not in page
    assert application.decisions.count() == 1


@pytest.mark.database
def test_withdrawn_application_redirects_with_message(team, application):
    path = get_action_url("approve", application)
    actions.withdraw_application(application=application)
    page = team.post(path, follow=True).content.decode()
    assert "This application is no longer available." in page


@pytest.mark.database
def test_withdrawal_during_decision_shows_message(team, application, monkeypatch):
    def deleted(**fields):
        raise actions.AlreadyDecided

    monkeypatch.setattr("membership.staff.applications.decision_views.decide", deleted)
    assert "This application is no longer open" in submit(team, "approve", application)
