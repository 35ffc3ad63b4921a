"""What the team decides: asked twice, told after ten minutes, undone until then."""

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
from tests.membership.team import KIND, WRITTEN, do, inspect, later, noted, page_of, read, settle

pytestmark = pytest.mark.django_db
State, DecisionType = Application.State, ApplicationDecision.DecisionType
RESULTING_STATES = {"approve": State.APPROVED, "decline": State.DECLINED, "ask": State.ASKED}


@pytest.fixture
def application():
    return ApplicationFactory(waiting=True, email="robin@example.org")


def state(application):
    return Application.objects.get(pk=application.pk).state


def test_each_page_asks_before_it_does_anything(team, application, subtests):
    for act in WRITTEN:
        with subtests.test(act=act):
            page = read(team, page_of(act, application))
            assert_valid(team.get(page_of(act, application)).content.decode())
            assert_one_first_heading(page)
            assert "Back, without doing anything" in page
            assert state(application) == State.WAITING


@pytest.mark.database
@pytest.mark.parametrize("act", WRITTEN)
def test_it_is_done_noted_and_told_to_nobody_for_ten_minutes(team, colleague, application, act):
    page = do(team, act, application)
    assert "Done. The applicant hears of it at" in page
    assert f'href="{page_of("undo", application)}"' in page
    assert state(application) == RESULTING_STATES[act]
    made = application.decisions.get()
    assert (made.by, made.who, made.finalised_at) == (colleague, str(colleague), None)
    assert noted()[0] == (DecisionType(made.kind).value, application.reference)
    assert Application.objects.get().public_state == State.WAITING
    with later(9):
        assert settle() == 0
    with later(10):
        assert settle() == 1
        assert settle() == 1
    assert mail.outbox[0].to == ["robin@example.org"]
    assert Application.objects.get().public_state == RESULTING_STATES[act]


def test_a_reason_for_approving_is_kept_for_the_team_if_there_is_one(team, application):
    do(team, "approve", application, reason="Recommended by Quince")
    assert application.decisions.get().reason == "Recommended by Quince"
    assert "Recommended by Quince" in read(team, inspect(application))


# --- The preview --------------------------------------------------------------------------------


def preview(browser, act, application, **sent):
    answer = browser.post(page_of(act, application), {**WRITTEN[act], **sent})
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("act", "names"),
    [
        ("decline", ("declined_heading", "declined_text", "ask_again_text", "support_text")),
        ("ask", ("asked_heading", "asked_text")),
    ],
)
def test_it_is_shown_as_it_will_be_read_and_nothing_is_kept(team, application, act, names):
    words = ApplicationTextSettings.load()
    for place, name in enumerate(names):
        setattr(words, name, f"Words of place {place}.")
    words.save()
    page = preview(team, act, application)
    assert_valid(page)
    places = [page.index(f"Words of place {place}.") for place in range(len(names))]
    written = page.index('<div class="verbatim" dir="auto">')
    assert sorted([*places[:2], written, *places[2:]]) == [*places[:2], written, *places[2:]]
    assert state(application) == State.WAITING
    assert not ApplicationDecision.objects.exists()
    assert not [words for words in ("wish you", "field") if words in str(dict(team.session))]


@pytest.mark.parametrize("act", ["decline", "ask"])
def test_the_mail_and_the_page_are_told_apart_by_headings_in_order(team, application, act):
    words = ApplicationTextSettings.load()
    titles = {"decline": words.declined_heading, "ask": words.asked_heading}
    main = preview(team, act, application).partition("<main")[2].partition("</main>")[0]
    headings = [
        (int(level), " ".join(unescape(strip_tags(title)).split()))
        for level, title in re.findall(r"<h([1-6])[^>]*>(.*?)</h\1>", main, re.DOTALL)
    ]
    assert [level for level, _ in headings[:1]] == [1]
    expected = [(2, "What the mail says"), (2, "What their page says"), (3, titles[act])]
    assert headings[1:4] == expected
    assert headings[4:] == ([(2, "For the team alone")] if act == "decline" else [])


@pytest.mark.parametrize("act", ["decline", "ask"])
def test_the_mail_is_shown_as_it_leaves_and_says_nothing_of_the_answer(team, application, act):
    words = EmailTemplateSettings.load()
    words.application_update_subject = "A quince"
    words.application_update_text = "Read it <here>:\n\n{link}"
    words.save()
    page = preview(team, act, application)
    mail_part = page.partition('aria-labelledby="email-preview"')[2].partition("</section>")[0]
    assert "A quince" in mail_part
    assert "Read it &lt;here&gt;:" in mail_part
    assert "/join/application/…/" in mail_part
    for written in ("wish you well", "Works elsewhere", "In which field"):
        assert written not in mail_part


def test_what_was_written_is_shown_as_it_is(team, application):
    page = preview(team, "decline", application)
    assert "wish you well &amp; &lt;b&gt;good&lt;/b&gt; luck." in page
    assert "<b>good</b>" not in page


@pytest.mark.parametrize("act", ["decline", "ask"])
def test_going_back_loses_nothing(team, application, act):
    page = preview(team, act, application, step="change")
    for words in (
        ("wish you well &amp; &lt;b&gt;", "Works elsewhere")
        if act == "decline"
        else ("In which field",)
    ):
        assert words in page
    assert "<textarea" in page
    assert not ApplicationDecision.objects.exists()


def test_the_applicant_reads_what_was_seen_and_not_the_reason(team, application):
    do(team, "decline", application)
    made = application.decisions.get()
    # Browsers send line ends in their own way; what is sent is what was written.
    assert (made.text, made.reason) == (KIND, "Works elsewhere")
    with later(11):
        settle()
    words = mail.outbox[0].subject + mail.outbox[0].body
    assert "Works elsewhere" not in words
    assert "wish you well" not in words


def test_the_kind_words_begin_as_the_editors_wrote_them(team, application):
    ApplicationTextSettings.objects.update_or_create(defaults={"decline_draft": "Dear quince,"})
    assert "Dear quince," in read(team, page_of("decline", application))


def test_bad_input_gets_a_clear_error(team, application, subtests):
    acts = [
        ("decline", {"reason": " \n"}, "Please write down why"),
        ("decline", {"text": ""}, "Please write something for the applicant to read."),
        ("decline", {"text": "x" * 20_001}, "at most 20000 characters"),
        ("ask", {"text": " "}, "Please write your question."),
        ("ask", {"text": "a\0b"}, "Null characters are not allowed"),
        ("approve", {"reason": "x" * 2_001}, "at most 2000 characters"),
    ]
    for step in ("", "send", "preview"):
        for act, sent, words in acts:
            with subtests.test(step=step, act=act):
                answer = team.post(
                    page_of(act, application), {**WRITTEN[act], **sent, "step": step}
                )
                page = answer.content.decode()
                assert answer.status_code == 200
                assert words in page
                assert state(application) == State.WAITING
                if act == "decline" and "reason" in sent:
                    assert "wish you well" in page


# --- Undoing ------------------------------------------------------------------------------------


@pytest.mark.database
@pytest.mark.parametrize("act", WRITTEN)
@pytest.mark.parametrize("minutes", [0, 9])
def test_undone_it_has_never_been(team, application, act, minutes):
    do(team, act, application)
    with later(minutes):
        page = do(team, "undo", application, decision=application.decisions.get().pk)
        assert "Undone. Nobody outside the team has heard of it." in page
    assert state(application) == State.WAITING
    assert not ApplicationDecision.objects.exists()
    with later(30):
        assert settle() == 0
    assert "undone" in {action for action, _ in noted()}


@pytest.mark.database
def test_until_when_it_can_be_undone_is_said(team, application):
    with time_machine.travel("2026-11-22 14:00Z", tick=False):
        do(team, "approve", application)
        for path in (inspect(application), page_of("undo", application)):
            assert "It can be undone until 14:10." in read(team, path)
    with time_machine.travel("2026-11-22 14:10Z", tick=False):
        assert "which is any moment now" in read(team, inspect(application))


@pytest.mark.database
def test_once_told_it_stays(team, application):
    do(team, "approve", application)
    made = application.decisions.get()
    with later(10):
        settle()
        assert "It can be undone" not in read(team, inspect(application))
        page = do(team, "undo", application, decision=made.pk)
        assert "cannot be undone any more: its applicant has been told" in page
        again = team.get(page_of("undo", application), follow=True).content.decode()
        assert "There is nothing to undo" in again
    assert state(application) == State.APPROVED


@pytest.mark.database
def test_undone_twice_is_undone_once(team, application):
    do(team, "approve", application)
    made = application.decisions.get()
    do(team, "undo", application, decision=made.pk)
    assert "That was undone already." in do(team, "undo", application, decision=made.pk)
    assert [action for action, _ in noted()].count("undone") == 1


@pytest.mark.database
def test_nothing_is_undone_but_what_was_seen(team, application, subtests):
    do(team, "approve", application)
    for act in ("", "x", "0", "9" * 5000, "\0"):
        with subtests.test(act=act):
            do(team, "undo", application, decision=act)
            assert state(application) == State.APPROVED


def test_a_colleague_can_undo_it_too(team, visit, application):
    do(team, "decline", application)
    colleague = visit(UserFactory(groups=["Membership team"]))
    do(colleague, "undo", application, decision=application.decisions.get().pk)
    assert state(application) == State.WAITING


# --- Somebody was first -------------------------------------------------------------------------


@pytest.mark.database
@pytest.mark.parametrize("act", [*WRITTEN, "recuse"])
def test_who_comes_second_is_told_who_was_first(team, visit, application, act):
    first = UserFactory(email="kim@example.org", groups=["Membership team"])
    do(visit(first), "approve", application)
    page = do(team, act, application)
    assert f"{first} approved at" in page
    assert "Nothing was done by you." in page
    assert [made.by for made in application.decisions.all()] == [first]


def test_a_page_opened_too_late_says_so_before_anything_is_written(team, visit, application):
    do(visit(UserFactory(groups=["Membership team"])), "decline", application)
    page = team.get(page_of("approve", application), follow=True).content.decode()
    assert "Nothing was done by you." in page


@pytest.mark.database
@pytest.mark.parametrize("act", WRITTEN)
def test_a_button_pressed_twice_is_pressed_once(team, application, act):
    do(team, act, application)
    page = do(team, act, application)
    assert "Done. The applicant hears of it at" in page
    assert "Nothing was done by you" not in page
    assert application.decisions.count() == 1


@pytest.mark.database
def test_withdrawn_meanwhile_leads_back_with_words(team, application):
    path = page_of("approve", application)
    actions.withdraw_application(application=application)
    page = team.post(path, follow=True).content.decode()
    assert "That application is not there any more." in page


@pytest.mark.database
def test_withdrawn_at_the_last_moment_too(team, application, monkeypatch):
    def gone(**fields):
        raise actions.AlreadyDecided

    monkeypatch.setattr("membership.team.applications.decision_views.decide", gone)
    assert "This application is not open any more" in do(team, "approve", application)
