"""The home page and standard pages: complete, incomplete, and with many pages."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, streamfield

from core.models import (
    BasePage,
    ContentPage,
    IntroPage,
    NavigationSettings,
    OrganisationSettings,
)
from core.navigation import snapshot
from home.models import HomePage, StandardPage
from tests.factories import ImageFactory, draft, publish
from tests.html import assert_one_first_heading, assert_valid

pytestmark = pytest.mark.django_db


@pytest.fixture
def about(home):
    return publish(
        home,
        StandardPage,
        title="About us",
        slug="about",
        introduction="<p>Who <b>we</b> are.</p>",
        body=[("heading", {"text": "Both chairs", "level": "h2"}), ("rich_text", "<p>A body.</p>")],
    )


def read(client, path):
    response = client.get(path)
    assert response.status_code == 200
    page = response.content.decode()
    assert_valid(page)
    assert_one_first_heading(page)
    return page


def test_standard_page_shows_title_introduction_and_body(about, client):
    page = read(client, "/about/")
    for text in ("<h1>About us</h1>", "Who <b>we</b> are.", ">Both chairs</h2>", "A body."):
        assert text in page


def test_page_models_share_base_classes():
    assert issubclass(StandardPage, ContentPage)
    assert issubclass(StandardPage, IntroPage)
    assert issubclass(HomePage, BasePage)


def test_home_page_shows_heading_and_hero_links(home, about, client):
    home.heading, home.introduction = "You belong here.", "Two or three sentences."
    home.primary_link, home.primary_link_label = about.page_ptr, "How to join"
    home.secondary_link, home.secondary_link_label = about.page_ptr, "Read on"
    home.save_revision().publish()
    page = read(client, "/")
    assert "<h1>You belong here.</h1>" in page
    assert '<a class="btn" href="/about/">How to join</a>' in page
    assert '<a class="arrow-link" href="/about/">Read on' in page


def test_hero_link_to_unpublished_page_is_hidden(home, client):
    home.primary_link, home.primary_link_label = draft(home, StandardPage).page_ptr, "Not out yet"
    home.save_revision().publish()
    assert "Not out yet" not in read(client, "/")


def test_hero_link_without_label_is_hidden(home, about, client):
    home.primary_link, home.primary_link_label = about.page_ptr, ""
    home.save_revision().publish()
    assert '<a class="btn"' not in read(client, "/")


def test_home_page_image_replaces_venn_diagram(home, client):
    assert 'class="hero-venn"' in read(client, "/")
    home.image, home.image_alt = ImageFactory(), "A room with two chairs"
    home.save_revision().publish()
    page = read(client, "/")
    assert 'alt="A room with two chairs"' in page
    home.image_decorative = True
    home.save_revision().publish()
    assert "two chairs" not in read(client, "/")
    home.image.delete()
    assert 'class="hero-venn"' in read(client, "/")


def test_home_page_renders_without_image_file(home, client):
    home.image = ImageFactory()
    home.save_revision().publish()
    home.image.file.storage.delete(home.image.file.name)
    assert 'class="hero-venn"' in read(client, "/")


def headings(*texts):
    return [("heading", {"text": text, "level": "h2"}) for text in texts]


def test_long_page_has_table_of_contents(about, client):
    inner = ("heading", {"text": "Inside a part", "level": "h3"})
    about.body = [*headings("When", "Where"), inner, *headings("When", "", "Why & how")]
    about.save_revision().publish()
    page = read(client, "/about/")
    links = re.findall(r'<a href="#(part-[^"]*)">([^<]*)</a>', page)
    assert [text for _, text in links] == ["When", "Where", "When", "Why &amp; how"]
    assert len({name for name, _ in links}) == 4
    assert all(f'<h2 id="{name}">{text}</h2>' in page for name, text in links)


def test_short_page_has_no_table_of_contents(about, client):
    about.body = headings("When", "Where")
    about.save_revision().publish()
    assert 'class="contents"' not in read(client, "/about/")


def test_only_the_contact_page_shows_contact_details(about, client):
    organisation = OrganisationSettings.load()
    organisation.contact_email = "us@example.org"
    organisation.contact_address = "A road\nA town"
    organisation.save()
    assert "us@example.org" not in read(client, "/about/").partition("<main")[2]
    navigation = NavigationSettings.load()
    navigation.contact_page = about.page_ptr
    navigation.save()
    page = read(client, "/about/")
    assert 'href="mailto:us@example.org"' in page
    assert "A road<br>A town" in page


def test_contact_page_without_details_has_no_empty_box(about, client):
    navigation = NavigationSettings.load()
    navigation.contact_page = about.page_ptr
    navigation.save()
    assert 'class="promise"' not in read(client, "/about/")


def form(**fields):
    return nested_form_data(
        {"title": "Half", "slug": "half", "introduction": "null", "body": streamfield([])} | fields
    )


INCOMPLETE_BODIES = [
    streamfield([("quote", {"text": "", "attribution": ""})]),
    streamfield([("heading", {"text": "", "level": "h2"}), ("rich_text", "null")]),
    streamfield([("button", {"label": "Only words", "page": "", "url": ""})]),
    streamfield([("document", {"document": "", "description": ""})]),
]


@pytest.mark.parametrize("body", INCOMPLETE_BODIES)
def test_half_filled_page_is_saved_and_previewed(home, visit, editor, body):
    client = visit(editor)
    address = f"/admin/pages/add/home/standardpage/{home.pk}/"
    assert client.post(address, form(body=body)).status_code == 302
    page = Page.objects.get(slug="half")
    preview = f"/admin/pages/{page.pk}/edit/preview/"
    assert client.post(preview, form(body=body)).json()["is_valid"]
    shown = client.get(f"{preview}?mode=").content.decode()
    assert "<h1>Half</h1>" in shown
    assert_valid(shown)
    assert not page.live


def test_form_requires_a_title(home, visit, editor):
    response = visit(editor).post(f"/admin/pages/add/home/standardpage/{home.pk}/", form(title=""))
    assert response.status_code == 200
    assert not Page.objects.filter(slug="half").exists()


def test_empty_pages_can_be_previewed(home, rf, subtests):
    for model in (HomePage, StandardPage):
        with subtests.test(model=model):
            request = model(title="Nothing yet").make_preview_request(rf.get("/"))
            assert request.status_code == 200
            assert_valid(request.rendered_content)


def test_draft_has_no_url_and_is_in_no_menu(home, visit, superuser):
    draft(home, StandardPage, title="Secret plan", slug="plan")
    assert visit(None).get("/plan/").status_code == 404
    assert visit(superuser).get("/plan/").status_code == 404
    assert "Secret plan" not in visit(None).get("/").content.decode()


def get_breadcrumb_urls(client, path):
    """The URLs in the breadcrumb of that page."""
    page = read(client, path)
    return re.findall(
        r'href="([^"]*)"', page.partition('class="breadcrumb"')[2].partition("</nav>")[0]
    )


def test_breadcrumb_lists_published_ancestors(about, visit):
    inner = publish(about, StandardPage, title="Inner", slug="inner")
    publish(inner, StandardPage, title="Innermost", slug="innermost")
    assert get_breadcrumb_urls(visit(None), "/about/inner/innermost/") == [
        "/",
        "/about/",
        "/about/inner/",
    ]
    StandardPage.objects.get(pk=inner.pk).unpublish()
    assert ">Inner<" not in read(visit(None), "/about/inner/innermost/")


def test_title_element_uses_seo_title(about, client):
    about.seo_title = "About the community"
    about.save_revision().publish()
    assert "<title>About the community – in2gr8mentalhealth</title>" in read(client, "/about/")


def queries_for(client, path):
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


@pytest.mark.database
def test_page_query_counts_are_constant(home, about, client):
    for number in range(4):
        publish(home, StandardPage, title=f"Early {number}")
    snapshot.write_snapshot()
    few = {path: queries_for(client, path) for path in ("/", "/about/")}
    parent = Page.objects.get(pk=about.pk)
    for number in range(195):
        parent.add_child(instance=StandardPage(title=f"Page {number}", slug=f"page-{number}"))
    assert {path: queries_for(client, path) for path in few} == few
    assert few["/"] <= 8
    assert few["/about/"] <= 10


def test_userbar_is_shown_to_editors_only(about, visit, editor, member):
    assert "wagtail-userbar" in visit(editor).get("/about/").content.decode()
    for person in (None, member):
        assert "wagtail-userbar" not in visit(person).get("/about/").content.decode()
