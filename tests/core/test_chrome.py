"""Menus, footer, helplines and site text, as set by editors."""

import json

import pytest
from django.contrib.auth.models import AnonymousUser
from wagtail.models import Page, PageViewRestriction

from core.models import Helpline, NavigationSettings, OrganisationSettings, SiteTextSettings
from core.navigation import chrome, snapshot
from home.models import StandardPage
from tests.factories import ImageFactory, draft, publish, restrict_to_members

pytestmark = pytest.mark.django_db


@pytest.fixture
def about(home):
    return publish(home, StandardPage, title="About", slug="about")


@pytest.fixture
def private(home):
    page = publish(home, StandardPage, title="Among us", slug="among-us")
    restrict_to_members(page)
    return page


def link(page=None, label="", url="", **more):
    return {"label": label, "page": page and Page.objects.get(pk=page.pk), "url": url, **more}


def set_menu(*items):
    navigation = NavigationSettings.load()
    navigation.main_menu = [("item", {"children": [], **item}) for item in items]
    navigation.save()
    return NavigationSettings.objects.get()


def set_footer(*links):
    navigation = NavigationSettings.load()
    navigation.footer_columns = [("column", {"heading": "How we work", "links": list(links)})]
    navigation.save()


def menu(user=None):
    return chrome.get_site_chrome(user)["menu"]


def labels(user=None):
    return [item["label"] for item in menu(user)]


def test_menu_has_two_levels(about, home):
    news = publish(home, StandardPage, title="News", slug="news")
    set_menu(
        link(
            about,
            children=[
                link(news, "What is new"),
                link(url="https://example.org/", label="Elsewhere"),
            ],
        )
    )
    assert menu() == [
        {
            "label": "About",
            "href": "/about/",
            "children": [
                {"label": "What is new", "href": "/news/"},
                {"label": "Elsewhere", "href": "https://example.org/"},
            ],
        }
    ]


def test_menu_omits_incomplete_items(about):
    set_menu(link(), link(label="Only a word"), link(url="https://example.org/"), link(about))
    assert labels() == ["About"]


def test_menu_omits_incomplete_children(about):
    set_menu(link(about, children=[link(), link(label="Only a word")]))
    assert menu()[0]["children"] == []


def test_menu_prefers_page_to_url_and_label_to_title(about):
    set_menu(link(about, "Us", "https://example.org/"))
    assert menu() == [{"label": "Us", "href": "/about/", "children": []}]


def test_menu_omits_unpublished_pages(home, about):
    coming = draft(home, StandardPage, title="Coming")
    set_menu(link(coming, "Coming", "https://example.org/"), link(about))
    assert labels() == ["About"]


def test_menu_survives_deleted_page(about, home):
    deleted_page = publish(home, StandardPage, title="Gone")
    set_menu(link(about), link(deleted_page, "Gone"))
    Page.objects.get(pk=deleted_page.pk).delete()
    assert labels() == ["About"]


def test_menu_shows_private_pages_to_their_readers_only(about, private, member, editor, superuser):
    set_menu(link(about), link(private))
    set_footer(link(private))
    for user in (None, AnonymousUser(), editor):
        assert labels(user) == ["About"]
        assert chrome.get_site_chrome(user)["footer"] == []
    for person in (member, superuser):
        assert labels(person) == ["About", "Among us"]
        assert chrome.get_site_chrome(person)["footer"][0]["links"][0]["href"] == "/among-us/"


def test_links_are_filtered_by_user(about, private, member):
    navigation = NavigationSettings.load()
    navigation.join_page_id, navigation.contact_page_id = about.pk, private.pk
    navigation.save()
    assert chrome.get_site_chrome(None)["links"] == {"join": "/about/"}
    assert chrome.get_site_chrome(member)["links"] == {"join": "/about/", "contact": "/among-us/"}


def test_snapshot_saves_queries_for_anonymous_users(about, django_assert_num_queries):
    set_menu(link(about))
    snapshot.write_snapshot()
    with django_assert_num_queries(0):
        assert labels() == ["About"]


def test_snapshot_contains_public_content_only(private, settings):
    set_menu(link(private))
    snapshot.write_snapshot()
    assert "mong us" not in (settings.DATA_DIR / "site-chrome.json").read_text()


def saves(model, **fields):
    def change():
        settings_row = model.load()
        for name, value in fields.items():
            setattr(settings_row, name, value)
        settings_row.save()

    return change


CHANGES = [
    (saves(OrganisationSettings, strapline="New words"), "New words"),
    (saves(SiteTextSettings, not_found_heading="New words"), "New words"),
    (saves(NavigationSettings, privacy_promise="New words"), "New words"),
    (
        lambda: Helpline.objects.create(name="New line", number="0", review_by="2026-01-01"),
        "New line",
    ),
]


@pytest.mark.parametrize(("change", "text"), CHANGES)
def test_snapshot_is_renewed_on_change(warm, change, text, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        change()
        assert snapshot.read_snapshot() is None
    assert text in json.dumps(snapshot.read_snapshot())


def turns_private(page):
    restrict_to_members(page)


def is_unpublished(page):
    page.unpublish()


def is_deleted(page):
    Page.objects.get(pk=page.pk).delete()


@pytest.mark.parametrize("change", [turns_private, is_unpublished, is_deleted])
def test_snapshot_is_discarded_when_page_turns_private(
    about, change, django_capture_on_commit_callbacks
):
    set_menu(link(about))
    snapshot.write_snapshot()
    with django_capture_on_commit_callbacks(execute=True):
        change(about)
        assert snapshot.read_snapshot() is None
        assert labels() == []
    assert snapshot.read_snapshot()["menu"] == []


def test_snapshot_contains_published_and_moved_pages(
    home, private, django_capture_on_commit_callbacks
):
    set_menu(link(private))
    with django_capture_on_commit_callbacks(execute=True):
        PageViewRestriction.objects.all().delete()
    assert snapshot.read_snapshot()["menu"][0]["href"] == "/among-us/"
    with django_capture_on_commit_callbacks(execute=True):
        page = StandardPage.objects.get(pk=private.pk)
        page.slug = "together"
        page.save_revision().publish()
    assert snapshot.read_snapshot()["menu"][0]["href"] == "/together/"


def test_snapshot_is_renewed_when_restriction_loses_group(private, member, warm):
    PageViewRestriction.objects.get().groups.clear()
    assert snapshot.read_snapshot() is None


def test_broken_snapshot_is_ignored(warm, settings):
    (settings.DATA_DIR / "site-chrome.json").write_text("{half")
    assert snapshot.read_snapshot() is None
    assert chrome.get_site_chrome(None)["organisation"]["name"] == "in2gr8mentalhealth"


def test_logo_is_small_rendition(home, client):
    saves(OrganisationSettings, logo=ImageFactory())()
    logo = chrome.get_site_chrome(None)["organisation"]["logo"]
    assert logo["url"].startswith("/media/images/")
    assert f'<img src="{logo["url"]}"' in client.get("/").content.decode()


def test_pages_survive_missing_logo_file(home, client):
    image = ImageFactory()
    image.file.storage.delete(image.file.name)
    saves(OrganisationSettings, logo=image)()
    assert client.get("/").status_code == 200


def test_page_shows_menu_footer_and_privacy_promise(about, client):
    set_menu(link(about, "Who we are", children=[link(about, "Further in")]))
    set_footer(link(about, "Small print"))
    saves(NavigationSettings, privacy_promise="No cookies.\nNo trackers.")()
    page = client.get("/").content.decode()
    for text in ("Who we are", "Further in", "How we work", "Small print"):
        assert text in page
    assert "No cookies.<br>No trackers." in page


def test_privacy_promise_is_hidden_where_false(home, client, visit, member):
    saves(NavigationSettings, privacy_promise="No cookies.")()
    assert "No cookies." in client.get("/").content.decode()
    assert "No cookies." not in client.get("/account/login/").content.decode()
    assert "No cookies." not in visit(member).get("/").content.decode()


def test_privacy_promise_is_hidden_from_visitors_with_cookie(home, client):
    saves(NavigationSettings, privacy_promise="No cookies.")()
    client.get("/account/login/")
    assert "No cookies." not in client.get("/").content.decode()


def test_form_shows_its_own_privacy_promise(home, client):
    saves(NavigationSettings, form_privacy_promise="One cookie.\nGone <soon>.")()
    beside = client.get("/account/password/reset/").content.decode()
    assert "One cookie.<br>Gone &lt;soon&gt;." in beside
    assert "One cookie." not in client.get("/").content.decode()


def test_login_form_hides_promise_about_one_cookie(home, client):
    saves(NavigationSettings, form_privacy_promise="One cookie.")()
    assert "One cookie." not in client.get("/account/login/").content.decode()


def test_helplines_heading_is_editable(home, client):
    Helpline.objects.create(name="At any hour", number="0", review_by="2027-01-01")
    saves(SiteTextSettings, urgent_help_heading="Somebody to ring")()
    assert "<h2>Somebody to ring</h2>" in client.get("/").content.decode()


def test_helplines_heading_is_hidden_without_helplines(home, client):
    assert not Helpline.objects.exists()
    assert SiteTextSettings.load().urgent_help_heading not in client.get("/").content.decode()


def test_sign_in_link_has_next_url(about, client, subtests):
    cases = [
        ("/", "/account/login/"),
        ("/about/", "/account/login/?next=/about/"),
        ("/search/?q=rest", "/account/login/?next=/search/"),
        ("/account/password/reset/", "/account/login/"),
        ("/no%22%26such/", "/account/login/?next=/no%22%26such/"),
    ]
    for path, link in cases:
        with subtests.test(path=path, link=link):
            assert client.get(path).content.decode().count(f'href="{link}"') >= 2


def test_header_marks_current_page_and_links_admin_for_staff(about, client, visit, editor, member):
    set_menu(link(about))
    assert client.get("/about/").content.decode().count('"/about/" aria-current="page"') == 2
    assert 'href="/admin/">Admin' in visit(editor).get("/about/").content.decode()
    for person in (None, member):
        assert 'href="/admin/"' not in visit(person).get("/about/").content.decode()
