"""Stepping aside: from then on the application is not there for somebody, and nobody asks why."""

import pytest
from django.core import mail

from membership import actions
from membership.models import Application, Recusal
from tests.factories import ApplicationFactory, SuperuserFactory, UserFactory
from tests.membership.team import (
    EXPORT,
    LIST,
    WHY,
    do,
    found,
    inspect,
    noted,
    page_of,
    read,
    user_with_permissions,
)

pytestmark = [pytest.mark.database, pytest.mark.django_db]
ACTS = ("approve", "decline", "ask", "recuse", "undo", "correct-email", "send-link")


@pytest.fixture
def other():
    return UserFactory(email="kim@example.org", groups=["Membership team"])


@pytest.fixture
def application():
    return ApplicationFactory(waiting=True, email="robin@example.org", profession="Art therapy")


@pytest.fixture
def aside(team, other, application):
    """The browser of somebody who has stepped aside."""
    page = do(team, "recuse", application)
    assert "You have stepped aside." in page
    mail.outbox.clear()
    return team


def test_it_is_handed_on_and_nobody_is_told_why_or_by_whom(
    team, other, application, colleague, visit
):
    do(team, "recuse", application)
    assert [letter.to for letter in mail.outbox] == [["kim@example.org"]]
    assert str(colleague) not in mail.outbox[0].body
    assert ("recused", application.reference) in noted()
    page = read(visit(other), inspect(application))
    assert "stepped" not in page
    assert str(colleague) not in page


def test_it_is_not_in_their_list_search_or_export(aside, application):
    kept = ApplicationFactory(waiting=True, email="robin@example.org")
    for page in (read(aside), read(aside, f"{LIST}?state=waiting")):
        assert application.reference not in page
        assert kept.reference in page
        # Nor does a filter tell what can be found there.
        assert "Art therapy" not in page
    for words in (application.reference, "robin@example.org"):
        assert inspect(application) not in found(aside, words)
    assert "will hold 1 application." in read(aside, EXPORT)
    file = aside.post(EXPORT, WHY).content.decode()
    assert kept.reference in file
    assert application.reference not in file


def test_asking_for_it_by_filter_exports_nothing(aside):
    assert "There is nothing to export." in read(aside, f"{EXPORT}?profession=Art+therapy")


@pytest.mark.parametrize("ask", ["get", "post"])
def test_it_cannot_be_opened_nor_acted_on(aside, application, ask):
    before = noted()
    for path in (inspect(application), *(page_of(act, application) for act in ACTS)):
        answer = getattr(aside, ask)(path, {"email": "x@example.org"})
        assert answer.status_code == 302
        assert answer.headers["Location"] == LIST
    assert "or you have stepped aside from it." in read(aside)
    assert noted()[:-1] == before
    assert Application.objects.get().state == "waiting"


def test_the_dashboard_does_not_count_it(aside, visit, other):
    assert "Nobody is waiting." in read(aside, "/admin/")
    assert "1 is waiting" in read(visit(other), "/admin/")


def test_a_superuser_who_steps_aside_sees_it_no_more(visit, other, application):
    browser = visit(SuperuserFactory(groups=["Membership team"]))
    do(browser, "recuse", application)
    assert application.reference not in read(browser)
    assert browser.get(inspect(application)).status_code == 302


def test_the_others_go_on_with_it(aside, visit, other, application):
    browser = visit(other)
    assert application.reference in read(browser)
    do(browser, "approve", application)
    assert Application.objects.get().state == "approved"


def test_what_they_asked_before_is_not_theirs_to_undo(team, other, visit, application):
    do(visit(other), "approve", application)
    act = application.decisions.get()
    Recusal.objects.create(application=application, user=UserFactory())
    assert actions.undo_decision(decision=act, by=Recusal.objects.get().user) is False
    assert application.decisions.exists()


def test_one_colleague_can_be_chosen_and_hears_alone(team, other, application):
    UserFactory(email="sam@example.org", groups=["Membership team"])
    page = read(team, page_of("recuse", application))
    assert "whoever of the team comes first" in page
    do(team, "recuse", application, to=other.pk)
    assert [letter.to for letter in mail.outbox] == [["kim@example.org"]]


def test_only_those_who_could_decide_are_offered(team, other, colleague, application):
    outside = UserFactory(email="editor@example.org", groups=["Editors"])
    gone = UserFactory(email="gone@example.org", groups=["Membership team"], is_active=False)
    before = UserFactory(email="before@example.org", groups=["Membership team"])
    Recusal.objects.create(application=application, user=before)
    page = read(team, page_of("recuse", application))
    assert f'<option value="{other.pk}">' in page
    for person in (outside, gone, before, colleague):
        assert f'<option value="{person.pk}">' not in page
        answer = do(team, "recuse", application, to=person.pk)
        assert "Please choose one of those who stand here." in answer
    assert Recusal.objects.count() == 1


def test_nonsense_hands_it_to_nobody(team, other, application, subtests):
    for to in ("x", "999999", "9" * 5000):
        with subtests.test(to=to):
            page = do(team, "recuse", application, to=to)
            assert "Please choose one of those who stand here." in page
            assert not Recusal.objects.exists()


def test_where_there_is_nobody_else_it_says_what_to_do(team, application):
    page = read(team, page_of("recuse", application))
    assert "There is nobody else who could decide about this application." in page
    assert "<textarea" not in page
    page = do(team, "recuse", application)
    assert "There is nobody else who could decide about this application." in page
    assert not Recusal.objects.exists()
    assert application.reference in read(team)


def test_who_may_not_list_is_led_to_the_start(visit, other, application):
    browser = visit(user_with_permissions("decide_application", "inspect_application"))
    answer = browser.post(page_of("recuse", application))
    assert answer.headers["Location"] == "/admin/"
