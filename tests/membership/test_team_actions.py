"""Permissions for decisions (decide and inspect), and for paper applications (decide and list)."""

from itertools import product

import pytest
from django.test import Client

from membership.models import Application, ApplicationDecision, Recusal
from membership.staff.permissions import (
    DECIDE,
    EXPORT_APPLICATIONS,
    INSPECT_APPLICATIONS,
    LIST_APPLICATIONS,
)
from tests.factories import (
    ApplicationFactory,
    MemberFactory,
    SuperuserFactory,
    UserFactory,
    open_join_page,
)
from tests.membership import team as pages
from tests.membership.team import (
    get_access_log,
    get_action_url,
    get_inspect_url,
    read,
    user_with_permissions,
    user_without_permission,
)

pytestmark = pytest.mark.django_db
ENTER = f"{pages.LIST}enter/"
ACTIONS = ("approve", "decline", "ask", "recuse", "undo", "correct-email", "send-link")
# For each action, the state in which it is available, and its form data.
INITIAL_FIELDS = {"send-link": {"approved": True}}
SENT = {
    "decline": {"reason": "No room", "text": "Not now.", "step": "send"},
    "ask": {"text": "Which field?", "step": "send"},
    "correct-email": {"email": "right@example.org"},
}
REFUSED = {
    "a member": lambda: MemberFactory(),
    "an editor": lambda: UserFactory(groups=["Editors"]),
    "a moderator": lambda: UserFactory(groups=["Moderators"]),
    "a user without permissions": lambda: user_with_permissions(),
    "a user who cannot decide": lambda: user_without_permission(DECIDE),
    "a user who cannot inspect": lambda: user_without_permission(INSPECT_APPLICATIONS),
    "a user who can only decide": lambda: user_with_permissions(DECIDE),
}


def create_application_for(action):
    application = ApplicationFactory(**INITIAL_FIELDS.get(action, {"waiting": True}))
    if action == "undo":
        application.decisions.create(kind="approved", who="Kim")
        Application.objects.filter(pk=application.pk).update(state="approved")
    return application


def is_unchanged(application):
    """Whether *application* has no decision and its original state."""
    now = Application.objects.get(pk=application.pk)
    kinds = set(ApplicationDecision.objects.values_list("kind", "who"))
    untouched = (now.state, now.email) in {
        (application.state, application.email),
        ("approved", application.email),
    }
    return untouched and kinds <= {("approved", "Kim")} and not Recusal.objects.exists()


def is_refused(answer, application):
    """Whether *answer* is 403 without private data."""
    is_silent = application.reference not in answer.content.decode()
    is_never_cached = answer.headers["Cache-Control"] == "private, no-store"
    return answer.status_code == 403 and is_silent and is_never_cached


def test_actions_refuse_users_without_permission(home, visit):
    browsers, open_to = {who: visit(make()) for who, make in REFUSED.items()}, set()
    for action, (who, browser) in product(ACTIONS, browsers.items()):
        application = create_application_for(action)
        path, sent = get_action_url(action, application), SENT.get(action, {})
        answers = (browser.get(path), browser.post(path, sent))
        if not (all(is_refused(it, application) for it in answers) and is_unchanged(application)):
            open_to.add((action, who))
    assert open_to == set()
    assert get_access_log() == []


def test_missing_application_is_refused_identically(home, visit):
    browser, unconfirmed = visit(user_without_permission(DECIDE)), ApplicationFactory()
    for action, number in product(ACTIONS, (unconfirmed.pk, 999999)):
        assert browser.get(f"{pages.LIST}{action}/{number}/").status_code == 403, action


@pytest.mark.parametrize(
    "user",
    [
        lambda: UserFactory(groups=["Membership team"]),
        lambda: user_with_permissions(DECIDE, INSPECT_APPLICATIONS),
        lambda: SuperuserFactory(groups=["Membership team"]),
    ],
)
def test_actions_allow_decide_and_inspect_permissions(home, visit, user):
    UserFactory(groups=["Membership team"])
    browser = visit(user())
    for done, action in enumerate(ACTIONS, start=1):
        application = create_application_for(action)
        path = get_action_url(action, application)
        shown = browser.get(path)
        assert shown.status_code == 200, action
        assert shown.headers["Cache-Control"] == "private, no-store", action
        pending = application.pending_decision
        sent = {"decision": pending.pk} if pending else SENT.get(action, {})
        answer = browser.post(path, sent)
        assert answer.status_code == 303, action
        assert answer.headers["Cache-Control"] == "private, no-store", action
        assert len(get_access_log()) == done, action


def test_anonymous_users_are_redirected_to_login(home):
    for action in ACTIONS:
        application = create_application_for(action)
        path = get_action_url(action, application)
        for answer in (Client().get(path), Client().post(path, SENT.get(action, {}))):
            assert answer.headers["Location"].startswith(
                "/account/login/?next=/admin/applications/"
            )
        assert is_unchanged(application), action


def test_post_requires_csrf_token(home):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(UserFactory(groups=["Membership team"]))
    for action in ACTIONS:
        application = create_application_for(action)
        answer = browser.post(get_action_url(action, application), SENT.get(action, {}))
        assert answer.status_code == 403, action
        assert is_unchanged(application), action


def test_get_changes_nothing(team):
    for action in ACTIONS:
        application = create_application_for(action)
        read(team, get_action_url(action, application))
        assert is_unchanged(application), action
    assert get_access_log() == []


def test_unconfirmed_application_is_not_found(team):
    unconfirmed = ApplicationFactory()
    for action, number in product(ACTIONS, (unconfirmed.pk, 999999)):
        path = f"{pages.LIST}{action}/{number}/"
        for answer in (
            team.get(path, follow=True),
            team.post(path, SENT.get(action, {}), follow=True),
        ):
            assert "This application is no longer available." in answer.content.decode(), action
        assert is_unchanged(unconfirmed), action


def test_action_pages_show_no_private_fields(team):
    for action in ACTIONS:
        application = create_application_for(action)
        Application.objects.update(profession="Art therapy")
        page = read(team, get_action_url(action, application))
        assert application.reference in page, action
        assert "Art therapy" in page, action
        private = (application.email, application.name, application.eligibility, "People to talk")
        assert [text for text in private if text in page] == [], action


def test_buttons_require_decide_permission(home, visit):
    application = ApplicationFactory(waiting=True)
    reader = read(visit(user_with_permissions(INSPECT_APPLICATIONS)), get_inspect_url(application))
    decider = read(
        visit(user_with_permissions(INSPECT_APPLICATIONS, DECIDE)), get_inspect_url(application)
    )
    for action in ("approve", "decline", "ask", "recuse", "correct-email"):
        assert get_action_url(action, application) not in reader
        assert get_action_url(action, application) in decider
    assert "Actions</h2>" not in reader


def test_decide_permission_does_not_allow_inspect(home, visit):
    application, browser = ApplicationFactory(waiting=True), visit(user_with_permissions(DECIDE))
    for path in (pages.LIST, get_inspect_url(application), pages.EXPORT):
        assert browser.get(path).status_code == 403


# --- Paper applications -------------------------------------------------------------------------


def test_paper_form_requires_decide_and_list_permissions(home, visit):
    open_join_page(home)
    expected = {
        (DECIDE, LIST_APPLICATIONS): 200,
        (DECIDE,): 403,
        (LIST_APPLICATIONS, INSPECT_APPLICATIONS, EXPORT_APPLICATIONS): 403,
        (DECIDE, INSPECT_APPLICATIONS): 403,
    }
    for rights, status in expected.items():
        browser = visit(user_with_permissions(*rights))
        answers = (browser.get(ENTER), browser.post(ENTER, {}))
        assert [answer.status_code for answer in answers] == [status, status], rights
    assert not Application.objects.exists()


def test_list_links_to_paper_form_with_permission(home, visit):
    assert ENTER in read(visit(user_with_permissions(DECIDE, LIST_APPLICATIONS)), pages.LIST)
    assert ENTER not in read(visit(user_without_permission(DECIDE)), pages.LIST)
