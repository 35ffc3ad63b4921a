"""What can be done about mails in the admin: tried again, one or all, and deleted."""

from datetime import timedelta

import pytest
from cryptography.fernet import Fernet
from django.utils import timezone
from wagtail.models import ModelLogEntry

from mailqueue.models import QueuedMail
from tests.core.queued_emails import (
    ALL,
    LIST,
    NAME,
    address,
    make_failed_mail,
    make_mail,
    press_yes,
    read,
)
from tests.html import assert_valid

pytestmark = pytest.mark.django_db


def logged():
    """What the history of the site has kept: what was done, to which mail, by whom."""
    return list(ModelLogEntry.objects.order_by("pk").values_list("action", "label", "user_id"))


@pytest.fixture
def operator(home, visit, superuser):
    return visit(superuser)


@pytest.mark.database
def test_without_its_key_a_mail_can_be_tried_again_and_deleted(operator, settings):
    mail = make_failed_mail()
    settings.FIELD_ENCRYPTION_KEYS = [Fernet.generate_key().decode()]
    assert "is being tried again" in press_yes(operator, address("retry", mail))
    assert "is deleted" in press_yes(operator, address("delete", mail))
    assert not QueuedMail.objects.exists()


def test_trying_again_is_asked_about_first(operator):
    mail = make_failed_mail()
    assert address("retry", mail) in read(operator)
    page = read(operator, address("retry", mail))
    assert_valid(page)
    assert f"Try again {mail.reference}" in page.replace('<span class="w-header__subtitle">', "")
    mail.refresh_from_db()
    assert mail.state == QueuedMail.State.FAILED
    assert logged() == []


@pytest.mark.database
def test_a_mail_tried_again_waits_as_if_it_were_new(operator, superuser):
    mail = make_failed_mail(to="zebedee@mail.example.org")
    said = press_yes(operator, address("retry", mail))
    assert f"Mail {mail.reference} is being tried again." in said
    mail.refresh_from_db()
    assert (mail.state, mail.attempts, mail.failed_at) == (QueuedMail.State.WAITING, 0, None)
    assert logged() == [("mailqueue.retry", mail.reference, superuser.pk)]


@pytest.mark.database
def test_pressed_twice_it_is_done_once(operator):
    mail = make_failed_mail()
    press_yes(operator, address("retry", mail))
    said = press_yes(operator, address("retry", mail))
    assert f"Mail {mail.reference} is on its way already." in said
    assert len(logged()) == 1


def test_a_mail_that_waits_is_not_offered_another_try(operator):
    mail = make_mail(due_at=timezone.now() + timedelta(hours=1))
    due = mail.due_at
    assert address("retry", mail) not in read(operator)
    for said in (
        read(operator, address("retry", mail)),
        press_yes(operator, address("retry", mail)),
    ):
        assert "is on its way already" in said
    mail.refresh_from_db()
    assert mail.due_at == due


@pytest.mark.parametrize("action", ["retry", "delete"])
def test_a_mail_that_has_left_meanwhile_is_spoken_of_calmly(operator, action):
    mail = make_failed_mail()
    path = address(action, mail)
    QueuedMail.objects.all().delete()
    assert "it has been delivered or deleted" in press_yes(operator, path)
    assert "it has been delivered or deleted" in read(operator, path)
    assert logged() == []


@pytest.mark.database
def test_a_number_that_is_none_has_no_page(operator, subtests):
    for number in ("abc", "1-2", "9" * 30, "_31"):
        with subtests.test(number=number):
            for action in ("retry", "delete"):
                assert operator.get(f"{LIST}{action}/{number}/").status_code == 404


@pytest.mark.database
def test_all_that_were_given_up_are_tried_again_at_once(operator):
    dead = [make_failed_mail(), make_failed_mail()]
    waiting = make_mail(attempts=5)
    assert ALL in read(operator)
    assert "2 mails are given up." in read(operator, ALL)
    assert "2 mails are being tried again." in press_yes(operator, ALL)
    assert not QueuedMail.objects.failed().exists()
    waiting.refresh_from_db()
    assert waiting.attempts == 5
    assert [label for _, label, _ in logged()] == [mail.reference for mail in dead]


def test_trying_all_again_twice_is_harmless(operator):
    make_failed_mail()
    assert "1 mail is being tried again." in press_yes(operator, ALL)
    assert "No mail is given up." in press_yes(operator, ALL)
    assert "No mail is given up." in read(operator, ALL)
    assert len(logged()) == 1


@pytest.mark.database
def test_deleting_is_asked_about_first_and_kept_in_the_history(operator, superuser):
    mail, other = make_failed_mail(), make_mail()
    assert "will not get it, and nobody is told" in read(operator, address("delete", mail))
    assert QueuedMail.objects.count() == 2
    said = press_yes(operator, address("delete", mail))
    assert f"Mail {mail.reference} is deleted." in said
    assert list(QueuedMail.objects.all()) == [other]
    assert logged() == [("wagtail.delete", mail.reference, superuser.pk)]


def test_the_history_of_the_site_tells_of_it_by_reference(operator):
    kept, gone = make_failed_mail(), make_failed_mail()
    press_yes(operator, address("retry", kept))
    press_yes(operator, address("delete", gone))
    page = read(operator, "/admin/reports/site-history/")
    for words in ("Had a mail tried again", kept.reference, gone.reference):
        assert words in page
    assert NAME not in page
