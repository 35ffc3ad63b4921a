"""Access to single objects by primary key or token: applications, passkeys, files, collections."""

from datetime import timedelta
from itertools import product

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction

from core.models import CustomDocument, CustomImage
from membership.models import Application, ApplicationToken, hash_token
from privacy.models import AccessLog
from tests.factories import ApplicationFactory, UserFactory
from tests.security.access.conftest import Files, Site, is_forbidden, undo_changes
from tests.users.account_client import MFA_URL, AccountClient

pytestmark = pytest.mark.django_db
NOT_EDITING_FILES = ["section", "membership_team", "moderator"]


# --- Applications ---------------------------------------------------------------------------------
def application_with_link(token: str) -> Application:
    application = ApplicationFactory(waiting=True)
    tomorrow = timezone.now() + timedelta(days=1)
    ApplicationToken.objects.create(
        digest=hash_token(token), application=application, expires_at=tomorrow
    )
    return application


@pytest.fixture
def applications(site: Site) -> dict[str, Application]:
    return {token: application_with_link(token) for token in ("robins-secret", "wrens-secret")}


def test_status_link_shows_only_its_application(site: Site, applications: dict[str, Application]):
    for role, (token, application) in product(
        ("anonymous", "member", "membership_team"), applications.items()
    ):
        page = site.browser(role).get(f"/join/application/{token}/").content.decode()
        shown = {it.reference for it in applications.values() if it.reference in page}
        assert shown == {application.reference}, role


def test_status_link_withdraws_only_its_application(
    site: Site, applications: dict[str, Application]
):
    Client().post("/join/application/robins-secret/", {"step": "withdraw"})
    assert list(Application.objects.all()) == [applications["wrens-secret"]]


def test_status_link_ignores_pk_reference_and_digest(
    site: Site, applications: dict[str, Application]
):
    application = applications["robins-secret"]
    for guess in (application.pk, application.reference, hash_token("robins-secret")):
        url = f"/join/application/{guess}/"
        assert Client().get(url).status_code == 404
        Client().post(url, {"step": "withdraw"})
    assert Application.objects.count() == 2


def test_applications_refuse_former_members_and_section_editors(
    site: Site, applications: dict[str, Application]
):
    pages = ("", "search/", "export/", f"inspect/{applications['robins-secret'].pk}/")
    sent = {"query": "Robin", "format": "csv", "reason": "I would like to know"}
    opened = {
        (role, page)
        for role, page in product(("suspended", "section"), pages)
        if not is_forbidden(site.browser(role), f"/admin/applications/{page}", sent)
    }
    assert opened == set()
    assert not AccessLog.objects.exists()


# --- Authenticators -------------------------------------------------------------------------------
@pytest.fixture
def wren(site: Site) -> AccountClient:
    """A user with a passkey and recovery codes."""
    person = AccountClient(UserFactory(groups=["Editors"]))
    person.sign_in()
    person.add_passkey(name="Wren's phone")
    return person


@pytest.fixture
def robin(site: Site) -> AccountClient:
    """Another staff user with a passkey, who has just authenticated."""
    person = AccountClient(UserFactory(groups=["Editors"]))
    person.sign_in()
    person.add_passkey(name="Robin's phone")
    return person


def get_passkey(person: AccountClient) -> Authenticator:
    return Authenticator.objects.get(user=person.user, type=Authenticator.Type.WEBAUTHN)


def test_passkey_views_refuse_other_users_passkeys(wren: AccountClient, robin: AccountClient):
    for action in ("name", "remove"):
        url = f"{MFA_URL}passkeys/{get_passkey(wren).pk}/{action}/"
        assert robin.browser.get(url).status_code == 404
        assert robin.browser.post(url, {"name": "Mine now"}).status_code == 404
        assert get_passkey(wren).wrap().name == "Wren's phone"


def test_passkey_view_renames_own_passkey(robin: AccountClient):
    url = f"{MFA_URL}passkeys/{get_passkey(robin).pk}/name/"
    assert robin.browser.post(url, {"name": "Old phone"}).status_code == 302
    assert get_passkey(robin).wrap().name == "Old phone"


def test_recovery_code_views_refuse_other_users_codes(wren: AccountClient, robin: AccountClient):
    codes = wren.get_recovery_codes()
    assert len(codes) == 10
    for page in ("", "codes/", "codes/recovery-codes.txt"):
        assert [code for code in codes if code in robin.get_page(page)] == []
    robin.browser.post(f"{MFA_URL}codes/new/")
    assert wren.get_recovery_codes() == codes


# --- Images and documents -------------------------------------------------------------------------
IMAGE_URLS = """
{pk}/ {pk}/delete/ {pk}/generate_url/ {pk}/generate_url/output/ {pk}/preview/width-400/
{pk}/preview/original/ usage/{pk}/ multiple/{pk}/ multiple/{pk}/delete/ chooser/chosen/{pk}/
chooser/{pk}/select_format/
""".split()
DOCUMENT_URLS = """
edit/{pk}/ delete/{pk}/ usage/{pk}/ multiple/{pk}/ multiple/{pk}/delete/ chooser/chosen/{pk}/
""".split()


def test_image_views_refuse_roles_without_permission(site: Site, files: Files):
    failures = set()
    for role, url in product(NOT_EDITING_FILES, IMAGE_URLS):
        path = f"/admin/images/{url.format(pk=files.picture.pk)}"
        with undo_changes():
            closed = is_forbidden(site.browser(role), path, {"title": "Mine", "alt_text": "Mine"})
            titles = list(CustomImage.objects.values_list("title", flat=True))
        if not closed or titles != ["Quiet lake"]:
            failures.add((role, url))
    assert failures == set()


def test_document_views_refuse_roles_without_permission(site: Site, files: Files):
    failures = set()
    for role, url in product(NOT_EDITING_FILES, DOCUMENT_URLS):
        path = f"/admin/documents/{url.format(pk=files.document.pk)}"
        with undo_changes():
            closed = is_forbidden(site.browser(role), path, {"title": "Mine"})
            titles = list(CustomDocument.objects.values_list("title", flat=True))
        if not closed or titles != ["Train times"]:
            failures.add((role, url))
    assert failures == set()


def test_bulk_actions_refuse_files_without_permission(site: Site, files: Files):
    objects = {"image": files.picture, "document": files.document}
    sent = {"tags": "mine", "collection": Collection.get_first_root_node().pk}
    failures = set()
    for role, action, (kind, obj) in product(
        NOT_EDITING_FILES, ("delete", "add_tags", "add_to_collection"), objects.items()
    ):
        url = f"/admin/bulk/core/custom{kind}/{action}/?id={obj.pk}"
        with undo_changes():
            browser = site.browser(role)
            answers = (browser.get(url), browser.post(url, sent))
            now = type(obj).objects.filter(pk=obj.pk, collection=files.collection).first()
            is_changed = now is None or now.tags.exists()
        if is_changed or any(obj.title in answer.content.decode() for answer in answers):
            failures.add((role, action, kind))
    assert failures == set()


CHOOSER_URLS = [
    "images/chooser/chosen-multiple/?id={picture}",
    "images/chooser/results/?q=Quiet",
    "images/chooser/?collection_id={collection}",
    "documents/chooser/chosen-multiple/?id={document}",
    "documents/chooser/results/?q=Train",
    "documents/chooser/?collection_id={collection}",
]


def test_choosers_hide_files_and_collections_without_permission(site: Site, files: Files):
    pks = {name: getattr(files, name).pk for name in ("picture", "document", "collection")}
    named = set()
    for role, url in product(NOT_EDITING_FILES, CHOOSER_URLS):
        page = site.browser(role).get(f"/admin/{url.format(**pks)}").content.decode()
        if any(name in page for name in ("Quiet lake", "Train times", "Attic")):
            named.add((role, url))
    assert named == set()


def test_choosers_show_files_to_editors(site: Site, files: Files):
    """The URLs above show the titles to users with permission."""
    browser, picture = site.browser("editor"), files.picture.pk
    assert browser.get(f"/admin/images/{picture}/").status_code == 200
    for url in ("images/chooser/chosen-multiple/", "bulk/core/customimage/delete/"):
        page = browser.get(f"/admin/{url}?id={picture}").content.decode()
        assert "Quiet lake" in page, url


def test_collection_views_refuse_roles_without_permission(site: Site, files: Files):
    failures, sent = set(), {"name": "Mine", "restriction_type": "none"}
    named = Collection.objects.filter(pk=files.collection.pk, name="Attic")
    restricted = CollectionViewRestriction.objects.filter(collection=files.collection)
    for role, action in product(NOT_EDITING_FILES, ("", "delete/", "privacy/")):
        url = f"/admin/collections/{files.collection.pk}/{action}"
        with undo_changes():
            closed = is_forbidden(site.browser(role), url, sent)
            if not (closed and named.exists() and restricted.exists()):
                failures.add((role, action))
    assert failures == set()
