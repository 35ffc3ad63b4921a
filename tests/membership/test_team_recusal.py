"""Recusal: the application is hidden from the reviewer, without giving a reason."""

import pytest
from django.core import mail

from membership import actions
from membership.models import Application, Recusal
from tests.factories import ApplicationFactory, SuperuserFactory, UserFactory
from tests.membership.team import (
    EXPORT,
    EXPORT_DATA,
    LIST,
    get_access_log,
    get_action_url,
    get_inspect_url,
    read,
    search,
    submit,
    user_with_permissions,
)

pytestmark = [pytest.mark.database, pytest.mark.django_db]
ACTIONS = ("approve", "decline", "ask", "recuse", "undo", "correct-email", "send-link")


@pytest.fixture
def other():
    return UserFactory(email="kim@example.org", groups=["Membership team"])


@pytest.fixture
def application():
    return ApplicationFactory(waiting=True, email="robin@example.org", profession="Art therapy")


@pytest.fixture
def recused(team, other, application):
    """A client of a user with a recusal."""
    page = submit(team, "recuse", application)
    assert "You have handed over the application." in page
    mail.outbox.clear()
    return team


def test_recuse_notifies_others_without_reason(team, other, application, colleague, visit):
    submit(team, "recuse", application)
    assert [message.to for message in mail.outbox] == [["kim@example.org"]]
    assert str(colleague) not in mail.outbox[0].body
    assert ("recused", application.reference) in get_access_log()
    page = read(visit(other), get_inspect_url(application))
    assert "stepped" not in page
    assert str(colleague) not in page


def test_recused_application_is_hidden_in_list_search_export(recused, application):
    stored = ApplicationFactory(waiting=True, email="robin@example.org")
    for page in (read(recused), read(recused, f"{LIST}?state=waiting")):
        assert application.reference not in page
        assert stored.reference in page
        # Filters do not reveal it either.
        assert "Art therapy" not in page
    for text in (application.reference, "robin@example.org"):
        assert get_inspect_url(application) not in search(recused, text)
    assert "will contain 1 application." in read(recused, EXPORT)
    file = recused.post(EXPORT, EXPORT_DATA).content.decode()
    assert stored.reference in file
    assert application.reference not in file


def test_filter_does_not_export_recused_application(recused):
    assert "There are no applications to export." in read(
        recused, f"{EXPORT}?profession=Art+therapy"
    )


@pytest.mark.parametrize("ask", ["get", "post"])
def test_recused_application_cannot_be_opened(recused, application, ask):
    before = get_access_log()
    for path in (
        get_inspect_url(application),
        *(get_action_url(action, application) for action in ACTIONS),
    ):
        answer = getattr(recused, ask)(path, {"email": "x@example.org"})
        assert answer.status_code == 302
        assert answer.headers["Location"] == LIST
    assert "or you may have handed it over." in read(recused)
    assert get_access_log()[:-1] == before
    assert Application.objects.get().state == "waiting"


def test_dashboard_ignores_recused_application(recused, visit, other):
    assert "No applications to review." in read(recused, "/admin/")
    assert "1 application to review" in read(visit(other), "/admin/")


def test_recusal_applies_to_superusers(visit, other, application):
    browser = visit(SuperuserFactory(groups=["Membership team"]))
    submit(browser, "recuse", application)
    assert application.reference not in read(browser)
    assert browser.get(get_inspect_url(application)).status_code == 302


def test_other_reviewers_keep_access(recused, visit, other, application):
    browser = visit(other)
    assert application.reference in read(browser)
    submit(browser, "approve", application)
    assert Application.objects.get().state == "approved"


def test_recused_reviewer_cannot_undo(team, other, visit, application):
    submit(visit(other), "approve", application)
    action = application.decisions.get()
    Recusal.objects.create(application=application, user=UserFactory())
    assert actions.undo_decision(decision=action, by=Recusal.objects.get().user) is False
    assert application.decisions.exists()


def test_recuse_to_one_colleague_notifies_only_them(team, other, application):
    UserFactory(email="sam@example.org", groups=["Membership team"])
    page = read(team, get_action_url("recuse", application))
    assert "Anyone in the team" in page
    submit(team, "recuse", application, to=other.pk)
    assert [message.to for message in mail.outbox] == [["kim@example.org"]]


def test_recusal_form_offers_only_reviewers(team, other, colleague, application):
    outside = UserFactory(email="editor@example.org", groups=["Editors"])
    deleted = UserFactory(email="gone@example.org", groups=["Membership team"], is_active=False)
    before = UserFactory(email="before@example.org", groups=["Membership team"])
    Recusal.objects.create(application=application, user=before)
    page = read(team, get_action_url("recuse", application))
    assert f'<option value="{other.pk}">' in page
    for person in (outside, deleted, before, colleague):
        assert f'<option value="{person.pk}">' not in page
        answer = submit(team, "recuse", application, to=person.pk)
        assert "Choose someone from the list" in answer
    assert Recusal.objects.count() == 1


def test_invalid_recipient_is_refused(team, other, application, subtests):
    for to in ("x", "999999", "9" * 5000):
        with subtests.test(to=to):
            page = submit(team, "recuse", application, to=to)
            assert "Choose someone from the list" in page
            assert not Recusal.objects.exists()


def test_last_reviewer_cannot_recuse(team, application):
    page = read(team, get_action_url("recuse", application))
    assert "Nobody else can decide on this application." in page
    assert "<textarea" not in page
    page = submit(team, "recuse", application)
    assert "Nobody else can decide on this application." in page
    assert not Recusal.objects.exists()
    assert application.reference in read(team)


def test_recuse_without_list_permission_redirects_home(visit, other, application):
    browser = visit(user_with_permissions("decide_application", "inspect_application"))
    answer = browser.post(get_action_url("recuse", application))
    assert answer.headers["Location"] == "/admin/"
