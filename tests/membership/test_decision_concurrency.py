"""Concurrent decisions: one succeeds, the other is notified, and one email is sent."""

import random
from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from mailqueue.models import QueuedMail
from membership import actions
from membership.models import (
    UNDO_PERIOD,
    Application,
    ApplicationDecision,
    MembershipStatistic,
    Recusal,
)
from tests.factories import ApplicationFactory, UserFactory, make_home, open_join_page
from tests.membership.concurrency import run_concurrently
from tests.membership.team import ACTION_DATA, LIST, get_action_url, get_inspect_url

pytestmark = [
    pytest.mark.database,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
ADDRESS = "robin@example.org"
# Number of attempts, since the order is random.
ATTEMPTS = 5
State = Application.State


@pytest.fixture(autouse=True)
def _site(db: None, settings: Any) -> None:
    settings.EMAIL_BACKEND = "mailqueue.backend.QueueBackend"
    make_home()


@pytest.fixture
def reviewers() -> list[Client]:
    """Clients of two users in the team."""
    return [signed_in() for _ in range(2)]


def signed_in() -> Client:
    browser = Client()
    browser.force_login(UserFactory(groups=["Membership team"]))
    return browser


def waiting() -> Application:
    return ApplicationFactory(waiting=True, email=ADDRESS)


def submit(browser: Client, what: str, application: Application, **sent: Any) -> int:
    pressed = {"step": "send", **ACTION_DATA.get(what, {}), **sent}
    return browser.post(get_action_url(what, application), pressed).status_code


def run_in_random_order(*works: Any) -> None:
    """Start all at the same moment; every response must be a redirect."""
    answers = run_concurrently(*random.sample(works, len(works)))
    assert {answer for answer in answers if isinstance(answer, int)} <= {302, 303}


def get_already_decided_messages(browser: Client, application: Application) -> str:
    """The messages on the next page."""
    answer = browser.get(get_inspect_url(application), follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def count_emails() -> int:
    return QueuedMail.objects.to_address(ADDRESS).count()


def let_time_pass() -> None:
    for decision in ApplicationDecision.objects.pending():
        ApplicationDecision.objects.filter(pk=decision.pk).update(at=decision.at - UNDO_PERIOD)


def reset() -> None:
    Application.objects.all().delete()
    MembershipStatistic.objects.all().delete()
    QueuedMail.objects.all().delete()


@pytest.mark.parametrize("pair", [("approve", "decline"), ("approve", "approve"), ("ask", "ask")])
def test_concurrent_decisions_store_one(reviewers: list[Client], pair: tuple[str, str]) -> None:
    for _ in range(ATTEMPTS):
        reset()
        application = waiting()
        works = zip(reviewers, pair, strict=True)
        run_in_random_order(
            *(partial(submit, browser, decision, application) for browser, decision in works)
        )
        decision = application.decisions.get()
        assert (
            Application.objects.get().state == ApplicationDecision.RESULTING_STATES[decision.kind]
        )
        pages = [get_already_decided_messages(browser, application) for browser in reviewers]
        assert sum("Saved. The applicant will be told at" in page for page in pages) == 1
        assert (
            sum(f"{decision.who} {decision.get_kind_display()} at" in page for page in pages) == 1
        )
        assert count_emails() == 0
        let_time_pass()
        run_concurrently(*[actions.finalise_decisions] * 4)
        assert count_emails() == 1


def test_concurrent_submissions_send_one_email(reviewers: list[Client]) -> None:
    application = waiting()
    run_in_random_order(*[partial(submit, reviewers[0], "approve", application)] * 8)
    assert application.decisions.count() == 1
    let_time_pass()
    actions.finalise_decisions()
    assert count_emails() == 1
    assert MembershipStatistic.objects.get(event="approved").number == 1


def test_concurrent_undo_and_finalise_are_exclusive(reviewers: list[Client]) -> None:
    for _ in range(ATTEMPTS):
        reset()
        application = waiting()
        submit(reviewers[0], "approve", application)
        decision = application.decisions.get()
        let_time_pass()
        undo = partial(submit, reviewers[1], "undo", application, decision=decision.pk)
        run_in_random_order(undo, actions.finalise_decisions)
        actions.finalise_decisions()
        page = get_already_decided_messages(reviewers[1], application)
        if application.decisions.exists():
            assert (Application.objects.get().state, count_emails()) == (State.APPROVED, 1)
            assert "You can no longer undo this" in page
        else:
            assert (Application.objects.get().state, count_emails()) == (State.WAITING, 0)
            assert "Undone. The applicant was not told." in page


def test_concurrent_undo_succeeds_once(reviewers: list[Client]) -> None:
    for _ in range(ATTEMPTS):
        reset()
        application = waiting()
        submit(reviewers[0], "decline", application)
        sent = {"decision": application.decisions.get().pk}
        get_already_decided_messages(reviewers[0], application)
        run_in_random_order(
            *(partial(submit, browser, "undo", application, **sent) for browser in reviewers)
        )
        pages = [get_already_decided_messages(browser, application) for browser in reviewers]
        assert sum("Undone. The applicant was not told." in page for page in pages) == 1
        assert sum("This has already been undone." in page for page in pages) == 1
        assert Application.objects.get().state == State.WAITING


@pytest.mark.parametrize("decision", ["approve", "decline", "ask", "recuse"])
def test_concurrent_withdrawal_wins_over_decision(reviewers: list[Client], decision: str) -> None:
    for _ in range(ATTEMPTS):
        reset()
        application = waiting()
        withdraw = partial(actions.withdraw_application, application=application)
        run_in_random_order(partial(submit, reviewers[0], decision, application), withdraw)
        assert not Application.objects.exists()
        let_time_pass()
        actions.finalise_decisions()
        assert count_emails() == 0
        assert not ApplicationDecision.objects.exists()
        assert "This application is no longer available." in get_already_decided_messages(
            reviewers[0], application
        )


def test_concurrent_withdrawal_wins_over_correction(reviewers: list[Client]) -> None:
    for _ in range(ATTEMPTS):
        reset()
        application = waiting()
        correct = partial(
            submit, reviewers[0], "correct-email", application, email="right@example.org"
        )
        run_in_random_order(correct, partial(actions.withdraw_application, application=application))
        assert not Application.objects.exists()


def test_concurrent_decline_and_correction_are_exclusive(reviewers: list[Client]) -> None:
    for _ in range(ATTEMPTS):
        reset()
        application = waiting()
        correct = partial(
            submit, reviewers[0], "correct-email", application, email="right@example.org"
        )
        run_in_random_order(correct, partial(submit, reviewers[1], "decline", application))
        corrected = application.decisions.filter(kind="corrected").exists()
        now = Application.objects.get()
        assert now.state == State.DECLINED
        assert now.email == ("right@example.org" if corrected else ADDRESS)
        assert (
            "Email address corrected" in get_already_decided_messages(reviewers[0], application)
        ) is corrected
        # A declined application cannot be corrected.
        declined = application.decisions.get(kind="declined")
        assert not corrected or application.decisions.get(kind="corrected").pk < declined.pk


def test_concurrent_recusals_leave_one_reviewer(reviewers: list[Client]) -> None:
    for _ in range(ATTEMPTS):
        reset()
        application = waiting()
        run_in_random_order(
            *(partial(submit, browser, "recuse", application) for browser in reviewers)
        )
        assert Recusal.objects.filter(application=application).count() == 1
        # The other reviewer keeps it.
        pages = [browser.get(LIST).content.decode() for browser in reviewers]
        assert sum(application.reference in page for page in pages) == 1


def test_concurrent_paper_forms_store_one_application(reviewers: list[Client]) -> None:
    open_join_page(make_home())
    page = reviewers[0].get(f"{LIST}enter/").content.decode()
    hidden = {
        name: page.split(f'name="{name}" value="')[1].split('"')[0] for name in ("start", "consent")
    }
    submitted = {
        **hidden,
        "email": ADDRESS,
        "profession": "Something else",
        "stage": "qualified",
        "eligible": "on",
        "source": "phone",
        "consented_on": timezone.localdate().isoformat(),
        "consent_note": "They said yes.",
    }
    run_in_random_order(*[lambda: reviewers[0].post(f"{LIST}enter/", submitted).status_code] * 5)
    assert Application.objects.count() == 1
    assert count_emails() == 1
