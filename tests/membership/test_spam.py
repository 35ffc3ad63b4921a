"""Spam protection without third parties; no applicant loses answers."""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from mailqueue.models import QueuedMail
from membership.models import (
    Application,
    ApplicationTextSettings,
    JoinPage,
    NetworkSubmissionCount,
)
from tests.factories import open_join_page
from tests.html import assert_valid
from tests.membership.applicant import APPLY, VALUES, Applicant, backdate

pytestmark = pytest.mark.django_db
QUESTION = {"label": "What brings you here?", "field_type": "multiline"}
ANSWER = "Peers\r\n & <b>company</b>."
HONEYPOT_FIELD = "website"
RESEND = "/join/resend/"


@pytest.fixture
def page(home: Any) -> JoinPage:
    return open_join_page(home, QUESTION)


def get_text(name: str) -> str:
    """The beginning of the default site text for *name*."""
    return str(getattr(ApplicationTextSettings(), f"{name}_text"))[:40]


def create_applicant(number: int, network: str = "192.0.2.1") -> Applicant:
    return Applicant(
        Client(REMOTE_ADDR=network), email=f"one{number}@example.org", q_what_brings_you_here=ANSWER
    )


class TestManyBots:
    """Submissions by bots of four kinds; only the last kind has a valid form."""

    @pytest.fixture(autouse=True)
    def _only_what_is_tested(self, page: JoinPage, settings: Any) -> None:
        # Only the content checks are tested, not the rate limits.
        settings.APPLICATION_RATE_LIMITS = [10_000, 10_000]

    @pytest.mark.slow
    def test_bots_create_one_application(self) -> None:
        for number in range(40):
            self.submit_without_reading(number)
            self.fill_every_field(number)
            self.submit_immediately(number)
        assert not Application.objects.exists()
        self.reuse_one_form(40)
        assert Application.objects.count() == len(mail.outbox) == 1

    def submit_without_reading(self, number: int) -> None:
        """Never opens the page."""
        data = {**VALUES, "email": f"blind{number}@example.org", "q_what_brings_you_here": "Hi"}
        step = ("check", "send")[number % 2]
        Client().post(APPLY, {**data, "step": step, "consent": "yes", "draft": "x"})

    def fill_every_field(self, number: int) -> None:
        """Fills in every field, including the honeypot, and takes its time."""
        applicant = create_applicant(number)
        applicant.open()
        applicant.check(website="https://shop.example/")
        self.send_if_possible(applicant)

    def submit_immediately(self, number: int) -> None:
        """Opens the page, and submits faster than any user."""
        applicant = create_applicant(number)
        start = Applicant.hidden_in(applicant.open(), "start")
        data = {**applicant.values, "start": start, "step": "check"}
        applicant.page = applicant.client.post(APPLY, data).content.decode()
        self.send_if_possible(applicant)

    def reuse_one_form(self, count: int) -> None:
        """Opens the page once, and submits that form repeatedly."""
        shown = create_applicant(0).open()
        for number in range(count):
            applicant = create_applicant(number)
            applicant.page = shown
            applicant.check()
            answer = applicant.send()
            applicant.page = answer.content.decode()
            self.send_if_possible(applicant)

    def send_if_possible(self, applicant: Applicant) -> None:
        if 'name="draft"' in applicant.page:
            applicant.send()


@pytest.mark.slow
def test_two_hundred_applicants_are_accepted(page: JoinPage) -> None:
    chance = random.Random(4)
    for number in range(200):
        # Twelve of them share one IP address, as in a hospital.
        network = "192.0.2.250" if number < 12 else f"198.51.100.{number % 60}"
        person = create_applicant(number, network)
        person.open()
        with time_machine.travel(timezone.now() + timedelta(seconds=chance.randint(20, 7200))):
            person.check()
            assert person.send().status_code == 303
    assert Application.objects.count() == 200


class TestSingleBot:
    def test_honeypot_returns_filled_form(self, page: JoinPage) -> None:
        person = create_applicant(1)
        person.open()
        shown = person.check(website="x")
        assert get_text("suspected_spam") in shown
        assert_valid(shown)
        assert "Peers\r\n &amp; &lt;b&gt;company&lt;/b&gt;." in shown
        assert "draft" not in shown
        # The honeypot is empty again, so a real applicant only needs to submit again.
        person.check()
        assert person.send().status_code == 303

    def test_honeypot_is_hidden(self, page: JoinPage) -> None:
        box = create_applicant(1).open().split('class="honeypot"')[1].split("</p>")[0]
        assert 'aria-hidden="true"' in box
        assert 'tabindex="-1"' in box
        assert 'autocomplete="off"' in box

    def test_custom_question_is_not_the_honeypot(self, home: Any) -> None:
        open_join_page(home, {"label": "Website", "field_type": "singleline"})
        person = Applicant(q_website="https://me.example/")
        assert person.apply().status_code == 303
        [answer] = Application.objects.get().answers
        assert answer["answer"] == "https://me.example/"

    def test_form_submitted_too_fast_is_returned(self, page: JoinPage) -> None:
        person = create_applicant(1)
        with time_machine.travel(timezone.now(), tick=False):
            start = Applicant.hidden_in(person.open(), "start")
            quick = {**person.values, "start": start, "step": "check"}
            person.page = person.client.post(APPLY, quick).content.decode()
        assert get_text("suspected_spam") in person.page
        assert "Peers\r\n &amp; &lt;b&gt;company&lt;/b&gt;." in person.page
        with time_machine.travel(timezone.now() + timedelta(seconds=5)):
            later = {**quick, "start": Applicant.hidden_in(person.page, "start")}
            person.page = person.client.post(APPLY, later).content.decode()
            assert person.send().status_code == 303

    def test_errors_are_shown_before_bot_check(self, page: JoinPage) -> None:
        shown = Client().post(APPLY, {"email": "no address", "step": "check"}).content.decode()
        assert "Enter an email address in the correct format" in shown
        assert get_text("suspected_spam") not in shown

    def test_changed_resubmission_asks_again(self, page: JoinPage) -> None:
        person = create_applicant(1)
        form = person.open()
        person.check()
        person.send()
        person.page = form
        person.check(email="other@example.org")
        with time_machine.travel(timezone.now(), tick=False):
            person.page = person.send().content.decode()
            assert get_text("sent_before") in person.page
            assert Application.objects.count() == 1
            # Too fast for a person at first; accepted a moment later, as after correcting an
            # address.
            person.page = person.send().content.decode()
            assert get_text("suspected_spam") in person.page
        with time_machine.travel(timezone.now() + timedelta(seconds=5)):
            assert person.send().status_code == 303
            assert person.send().status_code == 303
        assert Application.objects.count() == 2


@pytest.mark.database
class TestNetworkLimit:
    @pytest.fixture(autouse=True)
    def _few(self, page: JoinPage, settings: Any) -> Iterator[None]:
        settings.APPLICATION_RATE_LIMITS = [2, 3]
        # Counts are per hour, and the hour must not change during the test.
        with time_machine.travel("2026-03-02 12:10Z", tick=False):
            yield

    def apply(self, number: int, network: str = "192.0.2.1") -> int:
        person = create_applicant(number, network)
        status = int(person.apply().status_code)
        return status

    def test_hourly_limit_keeps_answers(self) -> None:
        assert [self.apply(number) for number in range(2)] == [303, 303]
        person = create_applicant(3)
        answer = person.apply()
        person.page = answer.content.decode()
        assert get_text("network") in person.page
        assert_valid(person.page)
        assert (Application.objects.count(), len(mail.outbox)) == (2, 2)
        with time_machine.travel(timezone.now() + timedelta(hours=1)):
            assert person.send().status_code == 303

    def test_daily_limit(self) -> None:
        assert [self.apply(number) for number in range(2)] == [303, 303]
        with time_machine.travel(timezone.now() + timedelta(hours=1)):
            assert [self.apply(number) for number in range(2, 4)] == [303, 200]
        with time_machine.travel(timezone.now() + timedelta(hours=25)):
            assert self.apply(4) == 303

    def test_limit_applies_per_network(self) -> None:
        for network in ("192.0.2.1", "192.0.2.2", "2001:db8:1:2::1"):
            assert [self.apply(number, network) for number in range(3)] == [303, 303, 200]

    def test_ipv6_prefix_is_one_network(self) -> None:
        addresses = [f"2001:db8:1:2::{number}" for number in range(3)]
        assert [self.apply(n, address) for n, address in enumerate(addresses)] == [303, 303, 200]

    def test_repeated_submit_is_counted_once(self) -> None:
        person = create_applicant(1)
        person.apply()
        assert {person.send().status_code for _ in range(5)} == {303}
        assert NetworkSubmissionCount.objects.get().count == 1

    def test_resent_links_count_towards_limit(self) -> None:
        self.apply(1)
        shown = []
        for address in ("one1@example.org", "one1@example.org", "nobody@example.org"):
            answer = Client(REMOTE_ADDR="192.0.2.1").post(RESEND, {"email": address})
            shown.append((answer.status_code, answer.content.decode().replace(address, "")))
        assert [status for status, _ in shown] == [303, 200, 200]
        assert shown[1] == shown[2]
        assert get_text("network") in shown[1][1]
        assert len(mail.outbox) == 2

    def test_forwarded_for_requires_trusted_proxy(self, settings: Any) -> None:
        def apply(number: int, named: str) -> int:
            person = create_applicant(number, "10.0.0.1")
            person.client.defaults["HTTP_X_FORWARDED_FOR"] = named
            return int(person.apply().status_code)

        assert [apply(n, f"192.0.2.{n}") for n in range(3)] == [303, 303, 200]
        settings.TRUSTED_PROXIES = ["10.0.0.1", "10.0.0.2"]
        assert [apply(n, f"198.51.100.9, 192.0.2.{n}, 10.0.0.2") for n in range(3)] == [303] * 3
        # Values to the left of the visitor's own address are sent by the visitor.
        assert [apply(n, f"192.0.2.{n}, 203.0.113.1") for n in range(3)] == [303, 303, 200]


@pytest.mark.database
class TestStoredNetworkHashes:
    def test_network_hash_is_deleted_after_a_day(self, page: JoinPage) -> None:
        create_applicant(1, "203.0.113.77").apply()
        [count] = NetworkSubmissionCount.objects.values()
        assert "203.0.113" not in str(count)
        assert count["hour"].minute == 0
        with time_machine.travel(timezone.now() + timedelta(days=1, hours=1)):
            call_command("run_minutely_jobs")
        assert not NetworkSubmissionCount.objects.exists()

    def test_recent_network_hash_is_not_deleted(self, page: JoinPage) -> None:
        create_applicant(1, "203.0.113.77").apply()
        with time_machine.travel(timezone.now() + timedelta(hours=22)):
            call_command("run_minutely_jobs")
        assert Counter(NetworkSubmissionCount.objects.values_list("count", flat=True)) == {1: 1}

    def test_network_hash_depends_on_key(self, page: JoinPage, settings: Any) -> None:
        create_applicant(1, "203.0.113.77").apply()
        network_hash = NetworkSubmissionCount.objects.get().network_hash
        settings.FIELD_ENCRYPTION_KEYS = ["YW5vdGhlci1vbmUtb3RoZXItb25lLW90aGVyLW9uZSE="]
        create_applicant(2, "203.0.113.77").apply()
        assert NetworkSubmissionCount.objects.exclude(network_hash=network_hash).count() == 1

    def test_join_page_uses_no_third_party(self, page: JoinPage) -> None:
        shown = create_applicant(1).open()
        assert "captcha" not in shown.lower()
        assert not QueuedMail.objects.exists()


def test_form_token_cannot_be_backdated(page: JoinPage) -> None:
    person = create_applicant(1)
    number, at, *rest = Applicant.hidden_in(person.open(), "start").split(":")
    forged = ":".join([backdate(":".join([number, at, *rest])).split(":")[0], at, *rest])
    data = {**person.values, "start": forged, "step": "check"}
    assert get_text("suspected_spam") in person.client.post(APPLY, data).content.decode()
