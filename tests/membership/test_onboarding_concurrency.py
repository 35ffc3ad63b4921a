"""Concurrent onboarding requests: each action happens once."""

from collections import Counter
from functools import partial
from typing import Any

import pytest
from django.test import Client

from mailqueue.models import QueuedMail
from membership import actions
from membership.models import Application, ApplicationDecision, Member
from tests.factories import ApplicationFactory, UserFactory, make_home, open_join_page
from tests.membership.concurrency import run_concurrently
from tests.membership.onboarding import DecisionType, Newcomer, create_link, decide_application
from users.models import User

pytestmark = [
    pytest.mark.database,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
ADDRESS = "robin@example.org"
HOME = "/members/"


@pytest.fixture(autouse=True)
def _site(db: None, settings: Any) -> None:
    settings.EMAIL_BACKEND = "mailqueue.backend.QueueBackend"
    open_join_page(make_home())


def get_redirect(newcomer: Newcomer, **values: str) -> str:
    """The final URL after submitting the form; empty if the form is shown again."""
    return str(newcomer.send(**values).headers.get("Location", ""))


def test_concurrent_onboarding_creates_one_member() -> None:
    application = ApplicationFactory(approved=True, email=ADDRESS)
    # Each request has its own client, and all have the newest link.
    twins = [Newcomer(application) for _ in range(4)]
    link = twins[-1].status
    for twin in twins:
        twin.status, twin.address = link, twins[-1].address
        twin.open()
    redirects = Counter(run_concurrently(*(partial(get_redirect, twin) for twin in twins)))
    assert redirects[HOME] == 1
    # The others are redirected to the status page or, if the account exists, to login.
    assert set(redirects) <= {HOME, link, ""}
    assert Member.objects.count() == User.objects.filter(email=ADDRESS).count() == 1


def test_concurrent_pseudonym_is_given_once() -> None:
    for n in range(3):
        people = [
            Newcomer(ApplicationFactory(approved=True, email=f"person{n}{each}@example.org"))
            for each in "ab"
        ]
        for person in people:
            person.open()
        names = (f"Heron {n}", f"HER0N-{n}")
        redirects = run_concurrently(
            *(
                partial(get_redirect, one, pseudonym=name)
                for one, name in zip(people, names, strict=True)
            )
        )
        assert sorted(redirects) == ["", HOME]
        [loser] = [one for one, redirect in zip(people, redirects, strict=True) if not redirect]
        assert "This pseudonym is already taken" in loser.page
        assert not User.objects.filter(email=loser.application.email).exists()
    assert Member.objects.count() == 3


def test_concurrent_onboarding_and_withdrawal_exclude_each_other() -> None:
    for n in range(3):
        application = ApplicationFactory(approved=True, email=f"person{n}@example.org")
        newcomer = Newcomer(application)
        newcomer.open()
        withdraw = partial(Client().post, newcomer.status, {"step": "withdraw"})
        redirect, _ = run_concurrently(
            partial(get_redirect, newcomer, pseudonym=f"Heron {n}"), withdraw
        )
        is_member = Member.objects.filter(user__email=f"person{n}@example.org").exists()
        assert is_member == (redirect == HOME)
        # Otherwise an account without a member would remain.
        assert User.objects.filter(email=f"person{n}@example.org").exists() == is_member
        assert Application.objects.filter(pk=application.pk).exists() <= is_member


def test_concurrent_onboarding_and_purge_exclude_each_other() -> None:
    for n in range(3):
        application = ApplicationFactory(approved=True, email=f"person{n}@example.org")
        Application.objects.filter(pk=application.pk).update(purge_on="2020-01-01")
        newcomer = Newcomer(application)
        newcomer.open()
        redirect, _ = run_concurrently(
            partial(get_redirect, newcomer, pseudonym=f"Heron {n}"), actions.purge_applications
        )
        is_member = Member.objects.filter(pseudonym=f"Heron {n}").exists()
        assert is_member == (redirect == HOME)
        assert Application.objects.filter(pk=application.pk).exists() == is_member


def test_concurrent_answers_are_stored_once() -> None:
    team = UserFactory(groups=["Membership team"])
    application = ApplicationFactory(waiting=True, email=ADDRESS)
    decide_application(application, DecisionType.ASKED, text="Which ward?")
    link = create_link(application)
    QueuedMail.objects.all().delete()
    answers = [
        partial(Client().post, link, {"step": "answer", "answer": f"Ward {n}"}) for n in range(5)
    ]
    statuses = Counter(answer.status_code for answer in run_concurrently(*answers))
    assert statuses == {303: 1, 200: 4}
    assert ApplicationDecision.objects.get().reply.startswith("Ward ")
    assert QueuedMail.objects.to_address(team.email).count() == 1
