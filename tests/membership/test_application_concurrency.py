"""Twenty concurrent requests of applicants: each action happens once, without server errors."""

import random
from collections import Counter
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from mailqueue.models import QueuedMail
from mailqueue.serialisation import deserialise
from membership import actions
from membership.models import Application, ApplicationToken, MembershipStatistic, SubmittedFormToken
from tests.factories import ApplicationFactory, UserFactory, make_home, open_join_page
from tests.membership.applicant import APPLY, Applicant, get_link
from tests.membership.concurrency import run_concurrently

pytestmark = [
    pytest.mark.database,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
MANY = 20
ADDRESS = "robin@example.org"
RESEND = "/join/resend/"
State = Application.State


@pytest.fixture(autouse=True)
def _site(db: None, settings: Any) -> None:
    settings.EMAIL_BACKEND = "mailqueue.backend.QueueBackend"
    open_join_page(make_home())


@pytest.fixture
def team() -> list[str]:
    """The email addresses of the membership team."""
    people = [UserFactory(groups=["Membership team"]) for _ in range(2)]
    return [person.email for person in people]


def press(link: str, step: str) -> int:
    return Client().post(link, {"step": step}).status_code


def request_link(address: str = ADDRESS) -> tuple[int, str]:
    answer = Client().post(RESEND, {"email": address})
    return answer.status_code, answer.headers["Location"]


def queued_emails(address: str = ADDRESS) -> list[Any]:
    """The queued emails to *address*, newest last."""
    rows = QueuedMail.objects.to_address(address).order_by("pk")
    return [deserialise(row.message, recipient=row.recipient) for row in rows]


def create_link(application: Application) -> str:
    return f"/join/application/{ApplicationToken.issue(application)}/"


def get_statistics() -> dict[str, int]:
    return dict(MembershipStatistic.objects.values_list("event", "number"))


def run_in_random_order(*functions: Any) -> list[Any]:
    """Start all at the same moment, in random order."""
    return run_concurrently(*random.sample(functions, len(functions)))


class TestSubmit:
    def test_concurrent_submits_of_one_form_create_one_application(self) -> None:
        applicant = Applicant()
        applicant.open()
        applicant.check()
        sent = {"draft": applicant.hidden("draft"), "step": "send", "consent": "yes"}

        def send() -> tuple[int, str, bytes]:
            answer = Client().post(APPLY, sent)
            return answer.status_code, answer.headers["Location"], answer.content

        assert Counter(run_concurrently(*[send] * MANY)) == {(303, "/join/sent/", b""): MANY}
        # Tokens of the form and of its content are marked as submitted.
        assert (Application.objects.count(), SubmittedFormToken.objects.count()) == (1, 2)
        assert ApplicationToken.objects.get().application == Application.objects.get()
        assert len(queued_emails()) == QueuedMail.objects.count() == 1
        assert press(get_link(queued_emails()[0]), "confirm") == 303

    def test_concurrent_submits_by_many_people_are_all_stored(self) -> None:
        def apply(address: str) -> int:
            return Applicant(email=address).apply().status_code

        people = [f"person{n}@example.org" for n in range(MANY)]
        assert set(run_concurrently(*(partial(apply, address) for address in people))) == {303}
        assert sorted(row.email for row in Application.objects.all()) == sorted(people)
        assert [len(queued_emails(address)) for address in people] == [1] * MANY

    def test_concurrent_submits_of_one_form_with_many_emails_create_one_application(self) -> None:
        shown = Applicant().open()

        def send(address: str) -> int:
            applicant = Applicant(email=address)
            applicant.page = shown
            applicant.check()
            return int(applicant.send().status_code)

        people = [f"person{n}@example.org" for n in range(MANY)]
        answers = Counter(run_concurrently(*(partial(send, address) for address in people)))
        assert answers == {303: 1, 200: MANY - 1}
        assert Application.objects.count() == QueuedMail.objects.count() == 1

    def test_network_limit_holds_for_concurrent_submits(self, settings: Any) -> None:
        settings.APPLICATION_RATE_LIMITS = [7, 100]
        people = [Applicant(email=f"person{n}@example.org") for n in range(MANY)]
        answers = Counter(
            run_concurrently(*(lambda one=one: one.apply().status_code for one in people))
        )
        assert answers == {303: 7, 200: MANY - 7}
        assert Application.objects.count() == 7


class TestConfirm:
    def test_concurrent_confirmations_notify_team_once(self, team: list[str]) -> None:
        link = create_link(ApplicationFactory())
        answers = set(run_concurrently(*[partial(press, link, "confirm")] * MANY))
        # Requests after the confirmation show the status page.
        assert answers in ({303}, {303, 200})
        assert Application.objects.get().state == State.WAITING
        assert [len(queued_emails(address)) for address in team] == [1, 1]
        assert QueuedMail.objects.count() == len(team)
        assert get_statistics() == {"confirmed": 1}

    @pytest.mark.parametrize("first", ["confirm", "withdraw"])
    def test_concurrent_confirm_and_withdraw_delete_application(
        self, first: str, team: list[str]
    ) -> None:
        # Whichever comes first, the withdrawal reports success.
        second = {"confirm": "withdraw", "withdraw": "confirm"}[first]
        for _ in range(5):
            link = create_link(ApplicationFactory())
            answers = run_concurrently(partial(press, link, first), partial(press, link, second))
            assert set(answers) <= {303, 404}
            assert (Application.objects.count(), ApplicationToken.objects.count()) == (0, 0)
        assert get_statistics()["withdrawn"] == 5
        assert len(queued_emails(team[0])) == get_statistics().get("confirmed", 0)

    @pytest.mark.parametrize("apart", [timedelta(hours=1), timedelta(0)])
    def test_concurrent_confirmations_keep_newest_application(self, apart: timedelta) -> None:
        now = timezone.now()
        for _ in range(5):
            Application.objects.all().delete()
            sent = [ApplicationFactory(email=ADDRESS, sent_at=now + n * apart) for n in range(4)]
            answers = run_in_random_order(
                *(partial(press, create_link(row), "confirm") for row in sent)
            )
            assert set(answers) <= {303, 404}
            assert list(Application.objects.all()) == [sent[-1]]
            assert sent[-1] in Application.objects.awaiting_decision()

    def test_confirmation_during_purge_keeps_application(self) -> None:
        for _ in range(5):
            Application.objects.all().delete()
            link = create_link(ApplicationFactory(purge_on=timezone.localdate()))
            status, _ = run_concurrently(
                partial(press, link, "confirm"), actions.purge_applications
            )
            waiting = Application.objects.awaiting_decision().count()
            assert status in {303, 404}
            assert Application.objects.count() == waiting == get_statistics().get("confirmed", 0)
            MembershipStatistic.objects.all().delete()


class TestWithdraw:
    def test_concurrent_withdrawals_are_counted_once(self) -> None:
        link = create_link(ApplicationFactory())
        answers = run_concurrently(*[partial(press, link, "withdraw")] * MANY)
        assert set(answers) <= {303, 404}
        assert 303 in answers
        assert not Application.objects.exists()
        assert get_statistics() == {"withdrawn": 1}

    def test_link_requested_during_withdrawal_leaves_no_link(self) -> None:
        for n in range(5):
            address = f"person{n}@example.org"
            link = create_link(ApplicationFactory(email=address))
            functions = (partial(request_link, address), partial(press, link, "withdraw"))
            status, _ = run_concurrently(*functions)[0]
            assert status == 303
            assert not Application.objects.exists()
            # A later link has no application; an earlier one was deleted with the application.
            assert not ApplicationToken.objects.exclude(application=None).exists()


class TestResendLink:
    def test_concurrent_requests_send_three_emails(self) -> None:
        ApplicationFactory(email=ADDRESS)
        answers = run_concurrently(*[request_link] * MANY)
        assert Counter(answers) == {(303, "/join/resent/"): MANY}
        assert len(queued_emails()) == 3
        assert ApplicationToken.objects.filter(superseded=False).count() == 1
        statuses = [press(get_link(email), "confirm") for email in queued_emails()]
        assert statuses == [404, 404, 303]
        assert Application.objects.get().state == State.WAITING

    def test_submits_and_link_requests_share_email_limit(self) -> None:
        def apply() -> tuple[int, str]:
            answer = Applicant().apply()
            return answer.status_code, answer.headers["Location"]

        answers = run_in_random_order(*[request_link] * 5, *[apply] * 5)
        assert {status for status, _ in answers} == {303}
        assert Application.objects.count() == 5
        assert len(queued_emails()) == 3


def test_concurrent_purges_are_counted_once() -> None:
    ApplicationFactory.create_batch(5, purge_on=timezone.localdate())
    run_concurrently(*[actions.purge_applications] * 5)
    assert not Application.objects.exists()
    assert get_statistics() == {"expired": 5}
