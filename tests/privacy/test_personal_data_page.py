"""The page "Your data" and its download."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail import hooks
from wagtail.models import Comment, Page
from wagtail.users.models import UserProfile

from core.models import CustomImage
from encryption import EncryptedValue
from home.models import StandardPage
from mailqueue.models import QueuedMail
from membership.models import Application, Member
from privacy import registry
from privacy.models import AccessLog
from privacy.registry import SectionDefinition, get_personal_data
from tests.factories import ImageFactory, SuperuserFactory, UserFactory, draft, publish
from tests.html import assert_one_first_heading, assert_valid
from tests.mailqueue.queued_emails import BODY, SUBJECT, make_mail
from tests.users.account_client import AccountClient, later
from users.models import AccountRecovery, EmailChange, User

pytestmark = pytest.mark.django_db
DATA, FILE = "/account/data/", "/account/data/my-data.json"
PEOPLE = (User, Member, Application)


# --- The page and the file ------------------------------------------------------------------------


@pytest.fixture
def ada(home: object) -> AccountClient:
    person = AccountClient(
        UserFactory(email="ada@example.org", first_name="Ada", groups=["Editors"])
    )
    person.sign_in()
    return person


def read(person: AccountClient) -> str:
    response = person.browser.get(DATA)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def download(person: AccountClient) -> dict[str, list[dict]]:
    """The sections of the file, by title."""
    data = json.loads(person.browser.post(FILE).content)
    return {section["title"]: section["rows"] for section in data["sections"]}


def test_page_shows_account_data(ada: AccountClient) -> None:
    response = ada.browser.get(DATA)
    page = response.content.decode()
    assert_valid(page)
    assert_one_first_heading(page)
    for expected in (
        "ada@example.org",
        ada.user.reference,
        "Editors",
        "Your data",
    ):
        assert expected in page
    assert response.headers["Cache-Control"] == "private, no-store"
    assert '<meta name="robots" content="noindex">' in page
    assert "Leave this site quickly" in page


def test_introduction_for_non_member_mentions_no_membership(ada: AccountClient) -> None:
    assert "it shows that you are a member" not in read(ada)


@pytest.mark.database
def test_file_contains_all_sections(ada: AccountClient) -> None:
    response = ada.browser.post(FILE)
    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["Content-Disposition"] == 'attachment; filename="my-data.json"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cache-Control"] == "private, no-store"
    [account] = download(ada)["Your account"]
    assert account["Email address"] == "ada@example.org"
    assert datetime.fromisoformat(account["Account created"]) == ada.user.date_joined.replace(
        microsecond=ada.user.date_joined.microsecond // 1000 * 1000
    )
    assert {section.title for section in registry.get_sections()} == set(download(ada))


def test_file_requires_post_with_csrf_token(ada: AccountClient) -> None:
    response = ada.browser.get(FILE)
    assert (response.status_code, response.headers["Location"]) == (302, DATA)
    ada.browser.handler.enforce_csrf_checks = True
    assert ada.browser.post(FILE).status_code == 403


@pytest.mark.parametrize("path", [DATA, FILE])
def test_anonymous_users_are_redirected_to_login(home: object, client: object, path: str) -> None:
    for ask in (client.get, client.post):
        response = ask(path)
        assert response.headers["Location"] == f"/account/login/?next={path}"
        assert "no-store" in response.headers["Cache-Control"]


def test_old_login_requires_reauthentication(ada: AccountClient, subtests: pytest.Subtests) -> None:
    for path in (DATA, FILE):
        with subtests.test(path=path), later(3600):
            for ask in (ada.browser.get, ada.browser.post):
                response = ask(path)
                assert response.status_code == 302
                assert response.headers["Location"].startswith("/account/2fa/")
                assert b"ada@" not in response.content


def test_user_with_mfa_must_complete_it(ada: AccountClient) -> None:
    ada.add_totp()
    other_browser = AccountClient(ada.user)
    other_browser.browser.force_login(ada.user, backend="django.contrib.auth.backends.ModelBackend")
    assert other_browser.browser.get(DATA).status_code == 302
    assert "Authenticator app" in read(ada)


def test_secrets_are_mentioned_but_not_shown(ada: AccountClient) -> None:
    ada.add_totp()
    EmailChange.create_with_tokens(user=ada.user, new_email="new@example.org")
    ada.user.refresh_from_db()
    row = ada.user.authenticator_set.get(type="totp")
    change = ada.user.email_changes.get()
    secrets = [
        ada.user.password,
        row.data["secret"],
        ada.browser.session.session_key,
        *Session.objects.values_list("session_data", flat=True),
        change.old_digest,
        change.new_digest,
    ]
    page, file = ada.browser.get(DATA).content.decode(), ada.browser.post(FILE).content.decode()
    assert "Set. We store it in a form that cannot be turned back into your password." in page
    assert "Stored, but never shown." in page
    assert "new@example.org" in page
    assert "in 1 browser" in page
    for secret in secrets:
        assert secret
        assert secret not in page
        assert secret not in file


def test_user_without_password_is_described() -> None:
    user = UserFactory()
    user.set_unusable_password()
    sections = {section.title: section.rows for section in get_personal_data(user)}
    assert sections["Sign-in and security"] == [{"Password": "Not set."}]


def test_all_email_addresses_and_rights_are_listed(ada: AccountClient) -> None:
    EmailAddress.objects.create(user=ada.user, email="ada@elsewhere.example", verified=True)
    rows = download(ada)["Your account"]
    assert rows[1] == {"Other email address": "ada@elsewhere.example", "Confirmed": True}
    root = {section.title: section.rows for section in get_personal_data(SuperuserFactory())}
    assert root["Your account"][0]["Individual permissions"] == ["Superuser", "Staff"]


def test_pending_account_recovery_is_listed(ada: AccountClient) -> None:
    AccountRecovery.objects.create(
        user=ada.user, by=UserFactory(first_name="Hazel"), digest="d" * 64
    )
    page = read(ada)
    assert "Started by someone in the membership team" in page
    assert "Hazel" not in page
    assert "d" * 64 not in page


# --- Emails and access log ------------------------------------------------------------------------


def test_queued_emails_are_listed_without_content(ada: AccountClient) -> None:
    make_mail("Ada@example.org")
    others = {"subject": "For others", "body": ""}
    QueuedMail.objects.create(recipient="other@example.org", message=others)
    page = read(ada)
    assert SUBJECT in page
    assert BODY not in page
    assert "For others" not in page


@pytest.mark.database
def test_undecryptable_email_shows_placeholder(ada: AccountClient) -> None:
    stored = make_mail("ada@example.org").__dict__["message"].stored
    QueuedMail.objects.update(message=EncryptedValue(f"{stored[:-6]}AAAAAA"))
    page = read(ada)
    assert "its encryption key is missing" in page
    assert SUBJECT not in page
    assert "ada@example.org" in page


@pytest.mark.database
def test_own_access_log_shows_no_references(ada: AccountClient) -> None:
    AccessLog.objects.record(
        user=ada.user, action="listed", kind="application", references=["2222-2222", "3333-3333"]
    )
    AccessLog.objects.record(
        user=UserFactory(), action="opened", kind="application", references=["4444-4444"]
    )
    [row] = download(ada)["Records you opened for the team"]
    assert (row["Action"], row["Number of records"]) == ("viewed in a list", "2 applications")
    assert "2222-2222" not in read(ada)


# --- Work in the admin ----------------------------------------------------------------------------


@pytest.mark.database
def test_staff_activity_is_listed(ada: AccountClient, home: Page) -> None:
    page = publish(home, StandardPage, title="About us", owner=ada.user)
    page.save_revision(user=ada.user, log_action=True)
    ImageFactory(title="A heron", uploaded_by_user=ada.user)
    Comment.objects.create(page=page, user=ada.user, text="Is that so?", contentpath="title")
    rows = download(ada)["Your activity in the admin"]
    activity = {(row["What"], row.get("Item")) for row in rows}
    assert activity >= {
        ("You created a page", "About us"),
        ("You saved a version", "About us"),
        ("Image you added", "A heron"),
        ("You commented", "Is that so?"),
        ("Log: Edit", "About us"),
    }
    assert "A heron" in read(ada)


def test_admin_preferences_are_listed(ada: AccountClient) -> None:
    UserProfile.objects.create(user=ada.user, theme="dark", dismissibles={"b": True, "a": True})
    [row] = download(ada)["Your admin preferences"]
    assert (row["Admin theme"], row["Dismissibles"]) == ("dark", ["a", "b"])
    assert "Admin theme" in read(ada)


def test_activity_of_other_users_is_not_listed(ada: AccountClient, home: Page) -> None:
    other = UserFactory(groups=["Editors"], first_name="Hazel")
    page = draft(home, StandardPage, title="A draft of Hazel's", owner=other)
    page.save_revision(user=other)
    Comment.objects.create(page=page, user=other, text="Whisper", contentpath="", resolved_by=None)
    assert "Hazel" not in read(ada)
    assert download(ada)["Your activity in the admin"] == []


def test_title_of_inaccessible_page_is_hidden(home: Page) -> None:
    person = AccountClient(UserFactory())
    person.sign_in()
    page = draft(home, StandardPage, title="As it was", owner=person.user)
    Page.objects.filter(pk=page.pk).update(title="Called otherwise since")
    assert "Called otherwise since" not in read(person)
    assert "a page you no longer have access to" in read(person)


@pytest.mark.database
def test_page_folds_many_rows(ada: AccountClient) -> None:
    for number in range(12):
        ImageFactory(title=f"Picture {number}", uploaded_by_user=ada.user)
    page = read(ada)
    assert "<summary>7 more" in page
    assert "Picture 11" in page


@pytest.mark.database
def test_query_count_is_constant(ada: AccountClient, home: Page) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert ada.browser.get(DATA).status_code == 200
        return len(seen)

    def add(count: int) -> None:
        for number in range(count):
            page = publish(home, StandardPage, title=f"About {number}", owner=ada.user)
            page.save_revision(user=ada.user, log_action=True)
            make_mail("ada@example.org")
            AccessLog.objects.record(user=ada.user, action="listed", kind="x", references=[])

    add(1)
    queries()
    before = queries()
    add(10)
    assert queries() == before
    assert CustomImage.objects.count() == 0


@pytest.mark.database
def test_unprintable_characters_are_handled(ada: AccountClient) -> None:
    odd = SectionDefinition("Odd <b>", lambda user: [{"Said <i>": "\ud83d <script>\0"}])
    with hooks.register_temporarily(registry.SECTIONS_HOOK, lambda: [odd]):
        page = ada.browser.get(DATA).content.decode()
        assert download(ada)["Odd <b>"] == [{"Said <i>": "\ud83d <script>\0"}]
    assert_valid(page)
    assert "Odd &lt;b&gt;" in page
    assert "<script>\0" not in page


def test_expired_sessions_are_not_counted(ada: AccountClient) -> None:
    Session.objects.update(expire_date=datetime.now(tz=UTC) - timedelta(days=1))
    sections = {section.title: section.rows for section in get_personal_data(ada.user)}
    assert sections["Where you are signed in"] == []
