"""*My data*: the page to read and the file to keep, made at once from what is stored."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Comment, Page
from wagtail.users.models import UserProfile

from core.models import CustomImage
from core.personal_data import (
    SectionDefinition,
    get_personal_data,
    registry,
)
from encryption import EncryptedValue
from home.models import StandardPage
from mailqueue.models import QueuedMail
from membership.models import Application, Member
from privacy.models import AccessLog
from tests.core.queued_emails import SUBJECT, WORDS, make_mail
from tests.factories import ImageFactory, SuperuserFactory, UserFactory, draft, publish
from tests.html import assert_one_first_heading, assert_valid
from tests.users.person import Person, later
from users.models import EmailChange, Rescue, User

pytestmark = pytest.mark.django_db
DATA, FILE = "/account/data/", "/account/data/my-data.json"
PEOPLE = (User, Member, Application)


# --- The page and the file ------------------------------------------------------------------------


@pytest.fixture
def ada(home: object) -> Person:
    person = Person(UserFactory(email="ada@example.org", first_name="Ada", groups=["Editors"]))
    person.sign_in()
    return person


def read(person: Person) -> str:
    response = person.browser.get(DATA)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def download(person: Person) -> dict[str, list[dict]]:
    """The sections of the file, by their titles."""
    data = json.loads(person.browser.post(FILE).content)
    return {section["title"]: section["rows"] for section in data["sections"]}


def test_the_page_is_there_at_once_and_can_be_read(ada: Person) -> None:
    response = ada.browser.get(DATA)
    page = response.content.decode()
    assert_valid(page)
    assert_one_first_heading(page)
    for words in ("ada@example.org", ada.user.reference, "Editors", "Everything we keep about you"):
        assert words in page
    assert response.headers["Cache-Control"] == "private, no-store"
    assert '<meta name="robots" content="noindex">' in page
    assert "Leave this site quickly" in page


def test_whoever_is_no_member_is_not_told_that_they_are_one(ada: Person) -> None:
    assert "it says that you are a member" not in read(ada)


@pytest.mark.database
def test_the_file_holds_what_the_page_holds(ada: Person) -> None:
    response = ada.browser.post(FILE)
    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["Content-Disposition"] == 'attachment; filename="my-data.json"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cache-Control"] == "private, no-store"
    [account] = download(ada)["Your account"]
    assert account["E-mail address"] == "ada@example.org"
    assert datetime.fromisoformat(account["Account made"]) == ada.user.date_joined.replace(
        microsecond=ada.user.date_joined.microsecond // 1000 * 1000
    )
    assert {section.title for section in registry.get_sections()} == set(download(ada))


def test_no_link_from_elsewhere_leaves_a_file_behind(ada: Person) -> None:
    response = ada.browser.get(FILE)
    assert (response.status_code, response.headers["Location"]) == (302, DATA)
    ada.browser.handler.enforce_csrf_checks = True
    assert ada.browser.post(FILE).status_code == 403


@pytest.mark.parametrize("path", [DATA, FILE])
def test_strangers_are_sent_to_sign_in(home: object, client: object, path: str) -> None:
    for ask in (client.get, client.post):
        response = ask(path)
        assert response.headers["Location"] == f"/account/login/?next={path}"
        assert "no-store" in response.headers["Cache-Control"]


def test_who_signed_in_a_while_ago_shows_again_that_it_is_them(
    ada: Person, subtests: pytest.Subtests
) -> None:
    for path in (DATA, FILE):
        with subtests.test(path=path), later(3600):
            for ask in (ada.browser.get, ada.browser.post):
                response = ask(path)
                assert response.status_code == 302
                assert response.headers["Location"].startswith("/account/second-step/")
                assert b"ada@" not in response.content


def test_who_has_a_second_step_shows_it_first(ada: Person) -> None:
    ada.add_app()
    elsewhere = Person(ada.user)
    elsewhere.browser.force_login(ada.user, backend="django.contrib.auth.backends.ModelBackend")
    assert elsewhere.browser.get(DATA).status_code == 302
    assert "Codes from an app" in read(ada)


def test_secrets_are_named_and_never_shown(ada: Person) -> None:
    ada.add_app()
    EmailChange.make(user=ada.user, new_email="new@example.org")
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
    assert "Set. We keep a mark of it that cannot be read back." in page
    assert "Kept, and never shown." in page
    assert "new@example.org" in page
    assert "on 1 browser" in page
    for secret in secrets:
        assert secret
        assert secret not in page
        assert secret not in file


def test_somebody_without_a_password_is_told_so() -> None:
    user = UserFactory()
    user.set_unusable_password()
    told = {section.title: section.rows for section in get_personal_data(user)}
    assert told["How you sign in"] == [{"Password": "None."}]


def test_every_address_and_every_right_is_told(ada: Person) -> None:
    EmailAddress.objects.create(user=ada.user, email="ada@elsewhere.example", verified=True)
    rows = download(ada)["Your account"]
    assert rows[1] == {"Another e-mail address": "ada@elsewhere.example", "Confirmed": True}
    root = {section.title: section.rows for section in get_personal_data(SuperuserFactory())}
    assert root["Your account"][0]["Rights of your own"] == ["Superuser", "Staff"]


def test_somebody_who_is_let_in_again_reads_of_it(ada: Person) -> None:
    Rescue.objects.create(user=ada.user, by=UserFactory(first_name="Hazel"), digest="d" * 64)
    page = read(ada)
    assert "Way back in, without password and second step" in page
    assert "Hazel" not in page
    assert "d" * 64 not in page


# --- Mails and looks ------------------------------------------------------------------------------


def test_mails_on_their_way_are_told_but_not_their_links(ada: Person) -> None:
    make_mail("Ada@example.org")
    others = {"subject": "For others", "body": ""}
    QueuedMail.objects.create(recipient="other@example.org", message=others)
    page = read(ada)
    assert SUBJECT in page
    assert WORDS not in page
    assert "For others" not in page


@pytest.mark.database
def test_what_cannot_be_opened_is_told_in_its_place(ada: Person) -> None:
    stored = make_mail("ada@example.org").__dict__["message"].stored
    QueuedMail.objects.update(message=EncryptedValue(f"{stored[:-6]}AAAAAA"))
    page = read(ada)
    assert "cannot be read at present" in page
    assert SUBJECT not in page
    assert "ada@example.org" in page


@pytest.mark.database
def test_own_looks_are_told_without_those_who_were_looked_at(ada: Person) -> None:
    AccessLog.objects.record(
        user=ada.user, action="listed", kind="application", references=["2222-2222", "3333-3333"]
    )
    AccessLog.objects.record(
        user=UserFactory(), action="opened", kind="application", references=["4444-4444"]
    )
    [row] = download(ada)["What you looked at for the team"]
    assert (row["You"], row["How many"]) == ("saw in the list", "2 applications")
    assert "2222-2222" not in read(ada)


# --- Work in the admin ----------------------------------------------------------------------------


@pytest.mark.database
def test_work_in_the_admin_is_told(ada: Person, home: Page) -> None:
    page = publish(home, StandardPage, title="About us", owner=ada.user)
    page.save_revision(user=ada.user, log_action=True)
    ImageFactory(title="A heron", uploaded_by_user=ada.user)
    Comment.objects.create(page=page, user=ada.user, text="Is that so?", contentpath="title")
    rows = download(ada)["What you did in the admin"]
    told = {(row["What"], row.get("Which")) for row in rows}
    assert told >= {
        ("You began a page", "About us"),
        ("You saved a version", "About us"),
        ("Picture you added", "A heron"),
        ("You commented", "Is that so?"),
        ("Log: Edit", "About us"),
    }
    assert "A heron" in read(ada)


def test_how_the_admin_is_set_up_is_told(ada: Person) -> None:
    UserProfile.objects.create(user=ada.user, theme="dark", dismissibles={"b": True, "a": True})
    [row] = download(ada)["How you set up the admin"]
    assert (row["Admin theme"], row["Dismissibles"]) == ("dark", ["a", "b"])
    assert "Admin theme" in read(ada)


def test_what_others_did_is_not_told(ada: Person, home: Page) -> None:
    other = UserFactory(groups=["Editors"], first_name="Hazel")
    page = draft(home, StandardPage, title="A draft of Hazel's", owner=other)
    page.save_revision(user=other)
    Comment.objects.create(page=page, user=other, text="Whisper", contentpath="", resolved_by=None)
    assert "Hazel" not in read(ada)
    assert download(ada)["What you did in the admin"] == []


def test_the_title_of_a_page_that_is_closed_to_them_now_is_not_told(home: Page) -> None:
    somebody = Person(UserFactory())
    somebody.sign_in()
    page = draft(home, StandardPage, title="As it was", owner=somebody.user)
    Page.objects.filter(pk=page.pk).update(title="Called otherwise since")
    assert "Called otherwise since" not in read(somebody)
    assert "a page that is not open to you now" in read(somebody)


@pytest.mark.database
def test_many_rows_are_folded(ada: Person) -> None:
    for number in range(12):
        ImageFactory(title=f"Picture {number}", uploaded_by_user=ada.user)
    page = read(ada)
    assert "<summary>7 more" in page
    assert "Picture 11" in page


@pytest.mark.database
def test_the_number_of_queries_does_not_grow(ada: Person, home: Page) -> None:
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
def test_odd_letters_break_neither_page_nor_file(
    ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd = SectionDefinition("Odd <b>", lambda user: [{"Said <i>": "\ud83d <script>\0"}])
    monkeypatch.setattr(registry, "_sections", {odd.title: odd})
    page = ada.browser.get(DATA).content.decode()
    assert_valid(page)
    assert "<script>\0" not in page
    assert download(ada)["Odd <b>"] == [{"Said <i>": "\ud83d <script>\0"}]


def test_sessions_that_are_over_are_not_counted(ada: Person) -> None:
    Session.objects.update(expire_date=datetime.now(tz=UTC) - timedelta(days=1))
    told = {section.title: section.rows for section in get_personal_data(ada.user)}
    assert told["Where you are signed in"] == []
