"""Views of images and documents check visibility and set cache headers."""

from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile

from core.models import CustomDocument, CustomImage
from tests.factories import DocumentFactory, ImageFactory, MemberFactory, UserFactory
from tests.html import content_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def rendition(home):
    return ImageFactory().get_rendition("width-32|format-png")


@pytest.fixture
def private_rendition(home, members_only):
    return ImageFactory(collection=members_only).get_rendition("width-32|format-png")


@pytest.fixture
def document(home):
    return DocumentFactory(title="Words")


@pytest.fixture
def private_document(home, members_only):
    return DocumentFactory(title="Hidden words", collection=members_only)


def get_anonymous_users():
    return [None, AnonymousUser(), MemberFactory(is_active=False), UserFactory(groups=["Editors"])]


@pytest.mark.parametrize(
    ("factory", "model"), [(ImageFactory, CustomImage), (DocumentFactory, CustomDocument)]
)
def test_collection_restriction_covers_child_collections(factory, model, members_only, superuser):
    within = members_only.add_child(name="Further in")
    public, hidden, deeper = factory(), factory(collection=members_only), factory(collection=within)
    for user in get_anonymous_users():
        assert set(model.objects.visible_to(user)) == {public}
    for person in (MemberFactory(), superuser):
        assert set(model.objects.visible_to(person)) == {public, hidden, deeper}


def test_serve_rendition_caches_public_image(rendition, client):
    response = client.get(rendition.url)
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.headers["Content-Type"] == "image/png"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert content_of(response).startswith(b"\x89PNG")
    assert not response.cookies


def test_serve_rendition_returns_404_to_anonymous_users(private_rendition, visit):
    for person in (None, UserFactory(groups=["Membership team"]), UserFactory()):
        response = visit(person).get(private_rendition.url)
        assert response.status_code == 404
        assert private_rendition.image.title not in response.content.decode()


def test_serve_rendition_shows_private_image_to_members_uncached(private_rendition, visit, member):
    response = visit(member).get(private_rendition.url)
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "private, no-store"
    assert content_of(response)


def test_serve_rendition_shows_private_image_to_editors(private_rendition, visit, editor):
    response = visit(editor).get(private_rendition.url)
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "private, no-store"
    assert content_of(response)


def test_serve_rendition_is_uncached_for_logged_in_users(rendition, visit, member):
    response = visit(member).get(rendition.url)
    assert response.headers["Cache-Control"] == "private, no-store"
    assert content_of(response)


def test_serve_rendition_hides_image_that_turned_private(rendition, members_only, client):
    CustomImage.objects.filter(pk=rendition.image_id).update(collection=members_only)
    assert client.get(rendition.url).status_code == 404


def test_serve_rendition_refuses_other_names(rendition, client, subtests):
    original = Path(rendition.image.file.name).name
    cases = [
        "nothing.png",
        "../private/original_images/{original}",
        "../../private/original_images/{original}",
        "%2e%2e/%2e%2e/private/original_images/{original}",
        "..%2f..%2fsite.sqlite3",
        "/etc/passwd",
        "{original}",
        "{original}%00.png",
        "images/{rendition}",
        "{rendition}/",
        "\\..\\{rendition}",
        "x" * 3000,
    ]
    for name in cases:
        with subtests.test(name=name):
            name = name.format(original=original, rendition=Path(rendition.file.name).name)
            assert client.get(f"/media/images/{name}").status_code == 404


def test_originals_and_documents_have_no_media_url(rendition, document, client):
    for file in (rendition.image.file, document.file):
        with pytest.raises(NotImplementedError):
            file.url  # noqa: B018
        assert client.get(f"/media/{file.name}").status_code == 404
        assert client.get(f"/media/images/{Path(file.name).name}").status_code == 404
        assert not (django_settings.MEDIA_ROOT / file.name).exists()


def test_serve_rendition_returns_404_for_missing_file(rendition, client):
    rendition.file.storage.delete(rendition.file.name)
    assert client.get(rendition.url).status_code == 404


def test_serve_rendition_allows_safe_methods_only(rendition, client):
    assert client.post(rendition.url).status_code == 405
    assert client.delete(rendition.url).status_code == 405


def test_serve_document_sends_attachment(document, client):
    response = client.get(document.url)
    assert response.status_code == 200
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'"
    assert response.headers["Cache-Control"] == "no-cache"
    assert content_of(response) == b"A few plain words."
    assert not response.cookies


def test_serve_document_shows_only_pdf_inline(home, client, subtests):
    for name in ("a.pdf", "a.txt", "a.csv", "a.docx", "a.odt", "a.pptx", "a.xlsx", "a.html", "a"):
        with subtests.test(name=name):
            document = DocumentFactory(file=ContentFile(b"<script></script>", name=name))
            response = client.get(document.url)
            content_of(response)
            shown = response.headers["Content-Disposition"].partition(";")[0]
            assert shown == ("inline" if name == "a.pdf" else "attachment")
            assert response.headers["X-Content-Type-Options"] == "nosniff"
            assert response.headers["Content-Security-Policy"] == "default-src 'none'"


def test_serve_document_redirects_anonymous_users_to_login(private_document, client):
    response = client.get(private_document.url)
    assert response.headers["Location"] == f"/account/login/?next={private_document.url}"
    assert response.headers["Cache-Control"] == "private, no-store"


def test_serve_document_refuses_users_of_other_groups(private_document, visit, editor):
    response = visit(editor).get(private_document.url)
    assert response.status_code == 403
    assert "Hidden words" not in response.content.decode()


def test_serve_document_shows_private_document_to_members_uncached(private_document, visit, member):
    response = visit(member).get(private_document.url)
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "private, no-store"
    assert content_of(response)


@pytest.mark.database
def test_serve_document_refuses_other_urls(document, client, subtests):
    cases = [
        "/documents/{pk}/other.txt",
        "/documents/{pk}/",
        "/documents/99999999999999999999999/words.txt",
        "/documents/0/words.txt",
        "/documents/{pk}/%00",
        "/documents/authenticate_with_password/1/",
    ]
    for url in cases:
        with subtests.test(url=url):
            assert client.get(url.format(pk=document.pk)).status_code == 404


def test_serve_document_returns_404_for_missing_file(document, client):
    document.file.storage.delete(document.file.name)
    assert client.get(document.url).status_code == 404


def test_document_kind_is_file_extension(document):
    assert document.kind == "TXT"
