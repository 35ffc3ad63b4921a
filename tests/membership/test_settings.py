"""Settings of members: pseudonym, visible details and email notices."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.utils import timezone

from membership import actions
from membership.models import Member
from tests.factories import ApplicationFactory
from tests.membership.member_pages import SETTINGS, create_member, get_client, get_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def alder(home: Any) -> Member:
    long_ago = timezone.localdate() - timedelta(days=90)
    return create_member(
        pseudonym="Alder",
        email="robin.hill@example.org",
        profession="Nursing",
        pseudonym_since=long_ago,
    )


@pytest.fixture
def browser(alder: Member) -> Client:
    return get_client(alder)


SETTINGS_DATA = {"pseudonym": "Alder", "real_name": "", "notices": "none"}


def save(browser: Client, **fields: str) -> Any:
    return browser.post(SETTINGS, {**SETTINGS_DATA, **fields})


def stored() -> Member:
    return Member.objects.get(user__email="robin.hill@example.org")


def assert_refused(answer: Any, text: str) -> None:
    assert answer.status_code == 200
    assert text in get_text(answer)
    assert stored().pseudonym == "Alder"


def test_settings_are_saved_and_shown(browser):
    answer = save(browser, shows_profession="on", real_name="Robin Hill", notices="weekly")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{SETTINGS}?saved")
    member = stored()
    assert (member.shows_profession, member.real_name, member.notices) == (
        True,
        "Robin Hill",
        "weekly",
    )
    page = browser.get(f"{SETTINGS}?saved").content.decode()
    assert "Your settings have been saved." in page
    assert 'value="Robin Hill"' in page
    assert member.public_profession == "Nursing"


def test_settings_can_be_cleared(browser):
    save(browser, shows_profession="on", real_name="Robin Hill", notices="daily")
    save(browser)
    member = stored()
    assert (member.shows_profession, member.real_name, member.notices) == (False, "", "none")


def test_unchanged_settings_keep_pseudonym_date(browser, alder):
    assert save(browser).status_code == 303
    assert stored().pseudonym_since == alder.pseudonym_since


def test_new_pseudonym_starts_cooldown(browser):
    assert save(browser, pseudonym="  Silver   Birch ").status_code == 303
    assert stored().pseudonym == "Silver Birch"
    assert stored().pseudonym_since == timezone.localdate()
    page = get_text(browser.get(SETTINGS))
    assert "you can change yours once every 90 days" in page
    assert "You can change yours from" in page


def test_pseudonym_is_locked_during_cooldown(browser):
    Member.objects.update(pseudonym_since=timezone.localdate() - timedelta(days=89))
    assert save(browser, pseudonym="Silver Birch", notices="daily").status_code == 303
    assert stored().pseudonym == "Alder"
    assert stored().notices == "daily"


def test_settings_show_end_of_cooldown(browser):
    with time_machine.travel("2026-11-22 12:00:00+00:00", tick=False):
        Member.objects.update(pseudonym_since=timezone.localdate())
        browser = get_client(stored())
        assert "from 20 February 2027." in get_text(browser.get(SETTINGS))


@pytest.mark.database
def test_confusable_pseudonym_is_rejected(browser, subtests):
    create_member(pseudonym="Silver Birch")
    for taken in ("Silver Birch", "silver birch", "SILVER-BIRCH", "Sílver Birch", "S1lver Birch"):
        with subtests.test(taken=taken):
            assert_refused(save(browser, pseudonym=taken), "Choose a different one.")


@pytest.mark.database
def test_invalid_pseudonym_keeps_other_values(browser, subtests):
    for wrong in ("", "A", "x" * 41, "Moderator", "a\x00b", "👩‍⚕️", "Аlder birch"):
        with subtests.test(wrong=wrong):
            answer = save(browser, pseudonym=wrong, real_name="Robin of the hall", notices="weekly")
            assert answer.status_code == 200
            page = answer.content.decode()
            assert 'role="alert"' in page
            assert 'value="Robin of the hall"' in page
            assert re.search(r'<input[^>]*value="weekly"[^>]* checked', page)
            assert (stored().pseudonym, stored().notices) == ("Alder", "none")


@pytest.mark.database
def test_own_pseudonym_can_change_case(browser):
    assert save(browser, pseudonym="ALDER").status_code == 303
    assert stored().pseudonym == "ALDER"


@pytest.mark.parametrize("revealing", ["Robin Redbreast", "Walking Hill", "Rob1n"])
def test_revealing_pseudonym_warns_once(browser, revealing):
    first = save(browser, pseudonym=revealing)
    assert_refused(first, "so someone might guess who you are")
    assert f'name="confirmed_pseudonym" value="{revealing}"' in first.content.decode()
    assert save(browser, pseudonym=revealing, confirmed_pseudonym=revealing).status_code == 303
    assert stored().pseudonym == revealing


def test_other_revealing_pseudonym_warns_again(browser):
    assert_refused(
        save(browser, pseudonym="Robin Two", confirmed_pseudonym="Robin One"),
        "might guess who you are",
    )


def test_pseudonym_revealing_real_name_warns(browser, alder):
    alder.application = ApplicationFactory(approved=True, name="Sorrel")
    alder.save()
    assert_refused(save(browser, pseudonym="Sorrel the Calm"), "might guess who you are")
    assert_refused(
        save(browser, pseudonym="Meadow of old", real_name="Meadow Brown"),
        "might guess who you are",
    )


@pytest.mark.database
def test_settings_report_pseudonym_taken_concurrently(browser, monkeypatch):
    def raise_pseudonym_taken(**kwargs: Any) -> None:
        raise actions.PseudonymTaken

    monkeypatch.setattr(actions, "rename", raise_pseudonym_taken)
    answer = save(browser, pseudonym="Silver Birch", notices="weekly")
    assert_refused(answer, "Choose a different one.")
    assert stored().notices == "none"


def test_undecryptable_name_is_preserved_until_replaced(browser, alder):
    save(browser, real_name="Robin Hill")
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {Member._meta.db_table} SET real_name = 'v1:gone:damaged'")  # noqa: S608
    assert browser.get(SETTINGS).status_code == 200
    assert save(browser, notices="daily").status_code == 303
    assert stored().__dict__["real_name"].stored == "v1:gone:damaged"
    assert save(browser, real_name="Robin").status_code == 303
    assert stored().real_name == "Robin"


def test_settings_hide_profession_option_without_profession(browser):
    Member.objects.update(profession="")
    assert "Show my profession" not in get_text(browser.get(SETTINGS))
    save(browser, shows_profession="on")
    assert stored().shows_profession is False


def test_unknown_notice_choice_is_rejected(browser):
    assert save(browser, notices="hourly").status_code == 200
    assert stored().notices == "none"


def test_settings_change_only_own_member(browser):
    other = create_member(pseudonym="Willow")
    for field in ("member", "user", "pk", "id"):
        save(browser, notices="daily", **{field: str(other.pk)})
    other.refresh_from_db()
    assert (other.pseudonym, other.notices) == ("Willow", "none")
    assert browser.get(f"{SETTINGS}{other.pk}/").status_code == 404
    assert "Willow" not in browser.get(SETTINGS, {"member": other.pk}).content.decode()


def test_settings_require_csrf_token(alder):
    client = Client(enforce_csrf_checks=True)
    client.force_login(alder.user)
    assert save(client, notices="daily").status_code == 403
    assert stored().notices == "none"
