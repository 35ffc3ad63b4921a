"""The members admin: list, search and detail page; each access is logged."""

from datetime import date
from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from membership import actions
from membership.models import ConsentText, Member
from membership.staff.members import dashboard as member_dashboard
from membership.staff.permissions import LIST_MEMBERS, MANAGE_MEMBERS
from privacy.models import AccessLog
from tests.factories import ConsentTextFactory, MemberFactory, UserFactory
from tests.html import assert_one_first_heading, assert_valid
from tests.membership.members_admin import (
    ACTIONS,
    LIST,
    SEARCH,
    get_action_url,
    make_alder,
    read,
    search,
    user_without_permission,
)
from tests.membership.team import get_access_log

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture
def alder(home: Any) -> Member:
    return make_alder()


# --- The list -------------------------------------------------------------------------------------


def test_list_hides_name_and_email(team: Client, alder: Member) -> None:
    Member.objects.update(joined_on=date(2026, 11, 6))
    page = read(team)
    assert_valid(team.get(LIST).content.decode())
    assert_one_first_heading(page)
    for text in ("Alder", "Nursing", "Active", "6 Nov 2026", get_action_url("inspect", alder)):
        assert text in page
    assert "zebedee" not in page.lower()
    assert get_access_log()[0] == ("listed", alder.user.reference)
    assert AccessLog.objects.first().kind == "member"


def test_list_does_not_select_private_fields(team: Client, alder: Member) -> None:
    with CaptureQueriesContext(connection) as seen:
        read(team)
    sql = " ".join(query["sql"] for query in seen if '"membership_member"' in query["sql"])
    assert "pseudonym" in sql
    for name in ("real_name", "ending_reason", '"users_user"."email"', '"users_user"."password"'):
        assert name not in sql


def test_list_filters_by_state(team: Client, alder: Member) -> None:
    MemberFactory(pseudonym="Birch")
    Member.objects.filter(pseudonym="Birch").update(
        state="suspended", suspended_until=date(2030, 1, 7)
    )
    page = read(team, f"{LIST}?state=suspended")
    assert "Birch" in page
    assert "Suspended, until 7 Jan 2030" in page
    assert "Alder" not in page
    assert get_access_log()[0][1] == Member.objects.get(pseudonym="Birch").user.reference
    assert "No matching members." in read(team, f"{LIST}?state=ending")
    for odd in ("nothing", "%00", "active%20"):
        assert "Alder" in read(team, f"{LIST}?state={odd}")


def test_list_ignores_unknown_query_parameters(
    team: Client, alder: Member, subtests: pytest.Subtests
) -> None:
    MemberFactory(pseudonym="Birch")
    cases = ["q=Alder", "o=1", "user__email__startswith=z", "real_name__isnull=0", "p=abc", "p=99"]
    for query in cases:
        with subtests.test(query=query):
            page = read(team, f"{LIST}?{query}")
            assert "Alder" in page
            assert "Birch" in page


def test_list_needs_constant_queries(team: Client, alder: Member) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            read(team)
        return len(seen)

    queries()
    before = queries()
    MemberFactory.create_batch(12)
    assert queries() == before


def test_empty_list_shows_message(team: Client, home: Any) -> None:
    assert "There are no members yet." in read(team)


# --- Search ---------------------------------------------------------------------------------------


def test_search_finds_pseudonym_and_exact_email(
    team: Client, alder: Member, subtests: pytest.Subtests
) -> None:
    MemberFactory(pseudonym="Birch")
    cases = [
        "Alder",
        "alder",
        " ALDER ",
        "A1der",
        "Аlder",
        "zebedee@example.org",
        "Zebedee@Example.org ",
    ]
    for text in cases:
        with subtests.test(text=text), transaction.atomic():
            page = search(team, text)
            assert "1 member found." in page
            assert "Alder" in page
            assert "Birch" not in page
            assert get_access_log() == [("searched", alder.user.reference)]
            transaction.set_rollback(True)


def test_search_finds_reference(team: Client, alder: Member) -> None:
    assert "1 member found." in search(team, alder.user.reference)


def test_search_ignores_partial_values(
    team: Client, alder: Member, subtests: pytest.Subtests
) -> None:
    cases = ["Ald", "zebedee", "example.org", "@example.org", "%", "\x00", "😀", "@" * 9999, "-"]
    for text in cases:
        with subtests.test(text=text), transaction.atomic():
            assert "No results." in search(team, text)
            assert get_access_log() == [("searched", "")]
            transaction.set_rollback(True)


def test_empty_search_redirects_to_list(team: Client, alder: Member) -> None:
    assert team.post(SEARCH, {"query": " "}).headers["Location"] == LIST
    assert team.get(SEARCH).headers["Location"] == LIST


# --- Detail page ----------------------------------------------------------------------------------


def test_detail_hides_name_and_email(team: Client, alder: Member) -> None:
    actions.agree(member=alder, texts=[ConsentTextFactory(kind=ConsentText.ConsentType.GUIDELINES)])
    path = get_action_url("inspect", alder)
    page = read(team, path)
    assert_valid(team.get(path).content.decode())
    assert_one_first_heading(page)
    for text in ("Alder", "Active", "Nursing", "The community guidelines", "version"):
        assert text in page
    assert "Zebedee" not in page
    assert "zebedee@example.org" not in page
    assert get_access_log()[0] == ("opened", alder.user.reference)


def test_post_reveals_name_and_email_and_is_logged(team: Client, alder: Member) -> None:
    response = team.post(get_action_url("inspect", alder))
    page = response.content.decode()
    assert_valid(page)
    assert "Zebedee Quince" in page
    assert "zebedee@example.org" in page
    assert response.headers["Cache-Control"] == "private, no-store"
    assert get_access_log() == [("revealed", alder.user.reference)]


def test_detail_without_real_name_says_none(team: Client, home: Any) -> None:
    member = MemberFactory().member
    assert "Not given." in team.post(get_action_url("inspect", member)).content.decode()


def test_detail_marks_unreadable_values(
    team: Client, alder: Member, colleague: Any, settings: Any
) -> None:
    actions.suspend(member=alder, by=colleague, reason="Unkind words")
    settings.FIELD_ENCRYPTION_KEYS = [Fernet.generate_key().decode()]
    page = team.post(get_action_url("inspect", alder)).content.decode()
    assert page.count("its encryption key is missing") >= 2
    assert "zebedee@example.org" in page


def test_deleted_member_redirects_with_message(team: Client, visit: Any, alder: Member) -> None:
    path = get_action_url("inspect", alder)
    alder.user.delete()
    response = team.get(path, follow=True)
    assert response.redirect_chain == [(LIST, 302)]
    assert "This member no longer exists." in response.content.decode()
    for action in ACTIONS:
        assert team.post(f"{LIST}{action}/999999/").headers["Location"] == LIST
    assert visit(user_without_permission(LIST_MEMBERS)).get(path).headers["Location"] == "/admin/"


def test_actions_require_manage_permission(visit: Any, alder: Member) -> None:
    page = read(visit(user_without_permission(MANAGE_MEMBERS)), get_action_url("inspect", alder))
    assert get_action_url("suspend", alder) not in page
    assert f'href="{LIST}"' not in read(
        visit(user_without_permission(LIST_MEMBERS)), get_action_url("inspect", alder)
    )


# --- Menu and dashboard ---------------------------------------------------------------------------


def test_menu_and_dashboard_require_list_permission(home: Any, visit: Any) -> None:
    assert ">Members</a>" in read(visit(UserFactory(groups=["Membership team"])), "/admin/")
    for person in (user_without_permission(LIST_MEMBERS), UserFactory(groups=["Editors"])):
        page = read(visit(person), "/admin/")
        assert ">Members</a>" not in page
        assert f'"{LIST}"' not in page


def test_dashboard_counts_members(home: Any, colleague: Any) -> None:
    assert member_dashboard.describe_members() == "There are no members yet."
    first = MemberFactory().member
    assert member_dashboard.describe_members() == "1 member."
    second = MemberFactory().member
    actions.suspend(member=first, by=colleague, reason="x")
    actions.end_membership(member=second, by=colleague, reason="x")
    MemberFactory()
    assert member_dashboard.describe_members() == "3 members, 1 suspended, 1 ending."
