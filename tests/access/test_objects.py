"""Single things by number: another's application, passkey, file, account; settings, workflows."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction

from core.models import AccessLog, CustomDocument, CustomImage
from membership.models import Application, ApplicationLink, digest_of
from tests.access.conftest import Files, Site, assert_refused
from tests.factories import ApplicationFactory, UserFactory
from tests.users.person import STEP, Person

NOT_EDITING_FILES = ["section", "secretary", "moderator"]


# --- Applications ---------------------------------------------------------------------------------
def application_with_link(token: str) -> Application:
    application = ApplicationFactory(waiting=True)
    tomorrow = timezone.now() + timedelta(days=1)
    ApplicationLink.objects.create(
        digest=digest_of(token), application=application, expires_at=tomorrow
    )
    return application


@pytest.fixture
def two(site: Site) -> dict[str, Application]:
    return {token: application_with_link(token) for token in ("robins-secret", "wrens-secret")}


@pytest.mark.parametrize("role", ["stranger", "member", "secretary"])
def test_each_link_shows_its_own_application_and_no_other(
    site: Site, two: dict[str, Application], role: str
):
    for token, application in two.items():
        page = site.browser(role).get(f"/join/application/{token}/").content.decode()
        assert {it.reference for it in two.values() if it.reference in page} == {
            application.reference
        }


def test_each_link_withdraws_its_own_application_and_no_other(
    site: Site, two: dict[str, Application]
):
    Client().post("/join/application/robins-secret/", {"step": "withdraw"})
    assert list(Application.objects.all()) == [two["wrens-secret"]]


def test_what_stands_for_an_application_elsewhere_is_no_link(
    site: Site, two: dict[str, Application]
):
    application = two["robins-secret"]
    for guess in (application.pk, application.reference, digest_of("robins-secret")):
        address = f"/join/application/{guess}/"
        assert Client().get(address).status_code == 404
        Client().post(address, {"step": "withdraw"})
    assert Application.objects.count() == 2


@pytest.mark.parametrize("role", ["suspended", "section"])
@pytest.mark.parametrize("page", ["", "search/", "export/", "inspect/{pk}/"])
def test_applications_are_closed_to_former_members_and_editors_of_a_section(
    site: Site, two: dict[str, Application], role: str, page: str
):
    address = f"/admin/applications/{page.format(pk=two['robins-secret'].pk)}"
    sent = {"words": "Robin", "format": "csv", "reason": "I would like to know"}
    assert_refused(site.browser(role), address, sent)
    assert not AccessLog.objects.exists()


# --- How somebody signs in ------------------------------------------------------------------------
@pytest.fixture
def wren(site: Site) -> Person:
    """Somebody with a passkey, and so with recovery codes."""
    person = Person(UserFactory(groups=["Editors"]))
    person.sign_in()
    person.add_passkey(name="Wren's phone")
    return person


@pytest.fixture
def robin(site: Site) -> Person:
    """Somebody else of the staff, with one of their own, who has just shown that it is them."""
    person = Person(UserFactory(groups=["Editors"]))
    person.sign_in()
    person.add_passkey(name="Robin's phone")
    return person


def passkey_of(person: Person) -> Authenticator:
    return Authenticator.objects.get(user=person.user, type=Authenticator.Type.WEBAUTHN)


@pytest.mark.parametrize("way", ["name", "remove"])
def test_anothers_passkey_is_neither_named_nor_removed(wren: Person, robin: Person, way: str):
    address = f"{STEP}passkeys/{passkey_of(wren).pk}/{way}/"
    assert robin.browser.get(address).status_code == 404
    assert robin.browser.post(address, {"name": "Mine now"}).status_code == 404
    assert passkey_of(wren).wrap().name == "Wren's phone"


def test_ones_own_passkey_is_named(robin: Person):
    address = f"{STEP}passkeys/{passkey_of(robin).pk}/name/"
    assert robin.browser.post(address, {"name": "Old phone"}).status_code == 302
    assert passkey_of(robin).wrap().name == "Old phone"


def test_anothers_recovery_codes_are_neither_read_nor_made_anew(wren: Person, robin: Person):
    codes = wren.codes()
    assert len(codes) == 10
    for page in ("", "codes/", "codes/recovery-codes.txt"):
        assert [code for code in codes if code in robin.sees(page)] == []
    robin.browser.post(f"{STEP}codes/new/")
    assert wren.codes() == codes


# --- Pictures and documents -----------------------------------------------------------------------
PICTURE = """
{pk}/ {pk}/delete/ {pk}/generate_url/ {pk}/generate_url/output/ {pk}/preview/width-400/
{pk}/preview/original/ usage/{pk}/ multiple/{pk}/ multiple/{pk}/delete/ chooser/chosen/{pk}/
chooser/{pk}/select_format/
""".split()
DOCUMENT = """
edit/{pk}/ delete/{pk}/ usage/{pk}/ multiple/{pk}/ multiple/{pk}/delete/ chooser/chosen/{pk}/
""".split()


@pytest.mark.parametrize("role", NOT_EDITING_FILES)
@pytest.mark.parametrize("address", PICTURE)
def test_pictures_are_closed_to_who_edits_none(site: Site, files: Files, role: str, address: str):
    path = f"/admin/images/{address.format(pk=files.picture.pk)}"
    assert_refused(site.browser(role), path, {"title": "Mine", "alt_text": "Mine"})
    assert CustomImage.objects.get().title == "Quiet lake"


@pytest.mark.parametrize("role", NOT_EDITING_FILES)
@pytest.mark.parametrize("address", DOCUMENT)
def test_documents_are_closed_to_who_edits_none(site: Site, files: Files, role: str, address: str):
    path = f"/admin/documents/{address.format(pk=files.document.pk)}"
    assert_refused(site.browser(role), path, {"title": "Mine"})
    assert CustomDocument.objects.get().title == "Train times"


@pytest.mark.parametrize("role", NOT_EDITING_FILES)
@pytest.mark.parametrize("action", ["delete", "add_tags", "add_to_collection"])
@pytest.mark.parametrize("kind", ["image", "document"])
def test_many_files_at_once_are_neither_named_nor_changed(
    site: Site, files: Files, role: str, action: str, kind: str
):
    thing = files.picture if kind == "image" else files.document
    address = f"/admin/bulk/core/custom{kind}/{action}/?id={thing.pk}"
    root = Collection.get_first_root_node()
    read = site.browser(role).get(address)
    sent = site.browser(role).post(address, {"tags": "mine", "collection": root.pk})
    thing.refresh_from_db()
    assert (thing.collection, list(thing.tags.all())) == (files.collection, [])
    assert thing.title not in read.content.decode() + sent.content.decode()


@pytest.mark.parametrize("role", NOT_EDITING_FILES)
@pytest.mark.parametrize(
    "address",
    [
        "/admin/images/chooser/chosen-multiple/?id={picture}",
        "/admin/images/chooser/results/?q=Quiet",
        "/admin/images/chooser/?collection_id={collection}",
        "/admin/documents/chooser/chosen-multiple/?id={document}",
        "/admin/documents/chooser/results/?q=Train",
        "/admin/documents/chooser/?collection_id={collection}",
    ],
)
def test_choosing_names_no_file_and_no_collection(
    site: Site, files: Files, role: str, address: str
):
    numbers = {name: getattr(files, name).pk for name in ("picture", "document", "collection")}
    page = site.browser(role).get(address.format(**numbers)).content.decode()
    assert [name for name in ("Quiet lake", "Train times", "Attic") if name in page] == []


def test_whoever_edits_files_is_told_of_them(site: Site, files: Files):
    """So the addresses above would name them, if they could."""
    browser, picture = site.browser("editor"), files.picture.pk
    assert browser.get(f"/admin/images/{picture}/").status_code == 200
    for address in ("images/chooser/chosen-multiple/", "bulk/core/customimage/delete/"):
        page = browser.get(f"/admin/{address}?id={picture}").content.decode()
        assert "Quiet lake" in page, address


@pytest.mark.parametrize("role", NOT_EDITING_FILES)
@pytest.mark.parametrize("way", ["", "delete/", "privacy/"])
def test_collections_are_closed_to_who_edits_none(site: Site, files: Files, role: str, way: str):
    address = f"/admin/collections/{files.collection.pk}/{way}"
    assert_refused(site.browser(role), address, {"name": "Mine", "restriction_type": "none"})
    files.collection.refresh_from_db()
    assert files.collection.name == "Attic"
    assert CollectionViewRestriction.objects.filter(collection=files.collection).exists()
