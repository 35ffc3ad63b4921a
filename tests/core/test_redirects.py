"""A moved or renamed page leaves a redirect for users who can see it."""

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from home.models import StandardPage
from tests.factories import UserFactory, draft, publish, restrict_to_members

pytestmark = pytest.mark.django_db


@pytest.fixture
def about(home):
    return publish(home, StandardPage, title="About", slug="about")


@pytest.fixture
def people(about):
    return publish(about, StandardPage, title="People", slug="people")


@pytest.fixture
def writing(home):
    return publish(home, StandardPage, title="Writing", slug="writing")


@pytest.fixture
def rename(django_capture_on_commit_callbacks):
    """Publish a page with another slug; Wagtail creates the redirect on commit."""

    def rename_page(page, slug):
        page = StandardPage.objects.get(pk=page.pk)
        page.slug = slug
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()

    return rename_page


def test_old_url_redirects_to_renamed_page(about, people, client, rename):
    rename(about, "us")
    for old, new in [("/about/", "/us/"), ("/about/people/", "/us/people/")]:
        response = client.get(old)
        assert response.status_code == 301
        assert response.headers["Location"] == new
        assert response.headers["Cache-Control"] == "no-cache"
        assert client.get(old, follow=True).status_code == 200


def test_renaming_in_admin_creates_redirect(
    about, visit, editor, client, django_capture_on_commit_callbacks
):
    form = {"title": "About", "slug": "us", "body-count": "0", "action-publish": "publish"}
    form["introduction"] = "null"
    with django_capture_on_commit_callbacks(execute=True):
        response = visit(editor).post(f"/admin/pages/{about.pk}/edit/", form)
    assert response.status_code == 302
    assert client.get("/about/").headers["Location"] == "/us/"


def test_moving_in_admin_creates_redirect(people, writing, visit, editor, client):
    address = f"/admin/pages/{people.pk}/move/{writing.pk}/confirm/"
    assert visit(editor).post(address).status_code == 302
    assert client.get("/about/people/").headers["Location"] == "/writing/people/"
    assert client.get("/about/people/", follow=True).status_code == 200


def test_page_moved_twice_needs_one_redirect(about, client, rename):
    rename(about, "us")
    rename(about, "we")
    assert client.get("/about/").headers["Location"] == "/we/"
    assert client.get("/us/").headers["Location"] == "/we/"


def test_page_moved_back_causes_no_redirect_loop(about, client, rename):
    rename(about, "us")
    rename(about, "about")
    assert client.get("/about/").status_code == 200
    assert client.get("/us/").headers["Location"] == "/about/"


def test_new_page_at_old_url_is_served(home, about, client, rename):
    rename(about, "us")
    publish(home, StandardPage, title="Another", slug="about")
    assert "Another" in client.get("/about/").content.decode()


def test_old_url_with_query_redirects(about, client, rename):
    rename(about, "us")
    for query in ("?page=abc", "?utm=x&%00=1", "?next=//evil.example"):
        assert client.get(f"/about/{query}").headers["Location"] == "/us/"


@pytest.fixture
def moved_private(home, about, people, rename):
    """A members-only page that was renamed within a private section."""
    restrict_to_members(about)
    rename(people, "what-we-never-say-outside")
    return people


def test_redirect_hides_private_page_from_anonymous_users(moved_private, client):
    response = client.get("/about/people/?page=2")
    assert response.headers["Location"] == "/account/login/?next=/about/people/%3Fpage%3D2"
    assert response.headers["Cache-Control"] == "private, no-store"


def test_redirect_hides_private_page_from_other_groups(moved_private, visit):
    assert visit(UserFactory()).get("/about/people/").status_code == 404


def test_redirect_leads_members_to_private_page(moved_private, visit, member):
    response = visit(member).get("/about/people/")
    assert response.headers["Location"] == "/about/what-we-never-say-outside/"


def test_editor_creates_redirect(home, about, visit, editor, client):
    form = {"old_path": "/old-house/", "redirect_page": about.pk, "is_permanent": "on"}
    assert visit(editor).post("/admin/redirects/add/", form).status_code == 302
    assert client.get("/old-house/").headers["Location"] == "/about/"
    Redirect.objects.create(old_path="/elsewhere", redirect_link="https://example.org/")
    assert client.get("/elsewhere/").headers["Location"] == "https://example.org/"


def test_redirect_to_missing_page_is_404(home, client):
    coming = draft(home, StandardPage, title="Coming", slug="coming")
    Redirect.add_redirect("/soon", coming)
    Redirect.add_redirect("/gone", publish(home, StandardPage, title="Gone", slug="gone-page"))
    Page.objects.get(slug="gone-page").delete()
    strange = Client(raise_request_exception=False)
    for path in ("/soon/", "/gone/"):
        assert strange.get(path, follow=True).status_code == 404
