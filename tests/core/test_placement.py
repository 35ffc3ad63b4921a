"""Allowed parent and child page types, and reserved slugs."""

import pytest
from django.apps import apps
from wagtail.models import Page, get_page_models

from core.forms import RESERVED_SLUGS
from home.models import HomePage, StandardPage
from tests.factories import draft, make_home, publish

pytestmark = pytest.mark.django_db

# Allowed child page types. All others are refused.
PLACES = {
    "home.HomePage": {
        "home.StandardPage",
        "news.NewsIndexPage",
        "events.MeetingIndexPage",
        "resources.ResourceIndexPage",
        "membership.JoinPage",
    },
    "home.StandardPage": {"home.StandardPage"},
    "news.NewsIndexPage": {"news.NewsPage"},
    "news.NewsPage": set(),
    "events.MeetingIndexPage": {"events.MeetingPage"},
    "events.MeetingPage": set(),
    "resources.ResourceIndexPage": {"resources.ResourcePage"},
    "resources.ResourcePage": set(),
    "membership.JoinPage": set(),
}


def test_table_lists_every_page_type():
    assert {model._meta.label for model in get_page_models() if model.is_creatable} == set(PLACES)


def test_page_types_restrict_children(subtests):
    for parent in PLACES:
        with subtests.test(parent=parent):
            allowed = {
                model._meta.label for model in apps.get_model(parent).creatable_subpage_models()
            }
            assert allowed == PLACES[parent]


def test_root_has_one_home_page(bare_site):
    root = Page.objects.get(depth=1)
    at_root = {model._meta.label for model in Page.creatable_subpage_models()}
    assert at_root == {"home.HomePage"}
    assert HomePage.can_create_at(root)
    make_home()
    assert not HomePage.can_create_at(Page.objects.get(depth=1))


def publish_below(home, label):
    """Create a page of each type, with the parents that it needs."""
    if label == "home.HomePage":
        return home
    parents = [parent for parent, below in PLACES.items() if label in below]
    parent = home if "home.HomePage" in parents else publish_below(home, parents[0])
    return draft(parent, apps.get_model(label))


def test_admin_refuses_invalid_parents(home, visit, superuser, subtests):
    for parent in PLACES:
        with subtests.test(parent=parent):
            page, client = publish_below(home, parent), visit(superuser)
            for child in PLACES:
                app, name = child.lower().split(".")
                response = client.get(f"/admin/pages/add/{app}/{name}/{page.pk}/")
                assert (response.status_code == 200) is (child in PLACES[parent]), child


def test_add_page_offers_valid_types(home, visit, superuser, subtests):
    for parent in PLACES:
        with subtests.test(parent=parent):
            page = publish_below(home, parent)
            answer = visit(superuser).get(f"/admin/pages/{page.pk}/add_subpage/", follow=True)
            for child in PLACES:
                address = f"/admin/pages/add/{child.lower().replace('.', '/')}/{page.pk}/"
                offered = address in answer.content.decode() or answer.redirect_chain[:1] == [
                    (address, 302)
                ]
                assert offered is (child in PLACES[parent]), child


def test_move_refuses_invalid_parents(home, visit, superuser):
    join = publish_below(home, "membership.JoinPage")
    about = publish(home, StandardPage, title="About", slug="about")
    client = visit(superuser)
    client.post(f"/admin/pages/{join.pk}/move/{about.pk}/confirm/")
    assert Page.objects.get(pk=join.pk).get_parent().pk == home.pk


def add(client, parent, slug):
    form = {
        "title": "A page",
        "slug": slug,
        "introduction": "null",
        "body-count": "0",
        "action-publish": "publish",
    }
    return client.post(f"/admin/pages/add/home/standardpage/{parent.pk}/", form)


def test_reserved_slugs_are_refused_below_home(home, visit, editor):
    client = visit(editor)
    for slug in RESERVED_SLUGS:
        refused = add(client, home, slug)
        assert (
            f"You cannot use /{slug}/ because the site already uses this web address."
            in refused.content.decode()
        )
    assert not StandardPage.objects.exists()


def test_reserved_slugs_are_free_deeper(home, visit, editor):
    about, client = publish(home, StandardPage, title="About", slug="about"), visit(editor)
    for slug in ("admin", "media", "search"):
        assert add(client, about, slug).status_code == 302
        assert client.get(f"/about/{slug}/").status_code == 200


def test_every_fixed_url_is_reserved():
    from config.urls import urlpatterns

    patterns = [str(entry.pattern) for entry in urlpatterns]
    # The URLs of the application steps start with the join page's URL, which is a page.
    first = {pattern.strip("^").split("/")[0] for pattern in patterns} - {"", "join"}
    assert {part for part in first if "." not in part} <= RESERVED_SLUGS


def test_existing_page_can_be_edited_with_free_slug(home, visit, editor):
    about = publish(home, StandardPage, title="About", slug="about")
    form = {"title": "Us", "slug": "about", "introduction": "null", "body-count": "0"}
    assert visit(editor).post(f"/admin/pages/{about.pk}/edit/", form).status_code == 302
