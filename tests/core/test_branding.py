"""The admin's branding, a dashboard that depends on permissions, and no external resources."""

import colorsys
import re

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, Permission

from core.models import NavigationSettings, OrganisationSettings, SiteTextSettings
from core.navigation import snapshot
from events.models import MeetingIndexPage, MeetingPage
from news.models import NewsIndexPage, NewsPage
from resources.models import ResourceIndexPage, ResourcePage
from tests.factories import UserFactory, publish
from tests.html import loaded_from

pytestmark = pytest.mark.django_db
LINK_TITLES = (
    "Write an article",
    "Announce a meeting",
    "Add a resource",
    "Edit site text",
)
ACCOUNT = "Your account"


@pytest.fixture
def site(home):
    """A home page with the three index pages."""
    for model in (NewsIndexPage, MeetingIndexPage, ResourceIndexPage):
        publish(home, model, title=model._meta.verbose_name)
    return home


def dashboard(browser):
    return browser.get("/admin/").content.decode()


def test_admin_shows_logo_and_name(site, visit, editor):
    OrganisationSettings.objects.update_or_create(defaults={"name": "Another community"})
    snapshot.write_snapshot()
    page = dashboard(visit(editor))
    assert "<title>Dashboard - Another community</title>" in " ".join(page.split())
    assert "icons.svg#mark" in page
    assert "favicon.svg" in page
    assert "css/admin.css" in page
    assert "wagtailadmin/images/favicon" not in page


def test_admin_loads_nothing_from_other_hosts(site, visit, superuser):
    browser = visit(superuser)
    text = SiteTextSettings.load().pk
    for path in (
        "",
        f"pages/{site.pk}/edit/",
        "images/",
        "images/chooser/",
        f"settings/core/sitetextsettings/{text}/",
        "users/",
        "reports/site-history/",
        "account/",
    ):
        response = browser.get(f"/admin/{path}")
        assert response.status_code == 200, path
        assert loaded_from(response.content.decode()) == set(), path


def test_dashboard_offers_links_for_editors(site, visit, editor):
    page = dashboard(visit(editor))
    for title in LINK_TITLES:
        assert title in page
    assert ACCOUNT not in page


def test_quick_links_lead_to_forms(site, visit, editor, subtests):
    cases = [
        (NewsIndexPage, NewsPage),
        (MeetingIndexPage, MeetingPage),
        (ResourceIndexPage, ResourcePage),
    ]
    for index, model in cases:
        with subtests.test(index=index, model=model):
            parent = index.objects.get().pk
            address = f"/admin/pages/add/{model._meta.app_label}/{model._meta.model_name}/{parent}/"
            browser = visit(editor)
            assert f'href="{address}"' in dashboard(browser)
            assert browser.get(address).status_code == 200


def test_quick_link_needs_parent_page(home, visit, editor):
    page = dashboard(visit(editor))
    assert not [title for title in LINK_TITLES[:3] if title in page]
    assert LINK_TITLES[3] in page


def test_dashboard_offers_account_to_staff_without_permissions(site, visit):
    page = dashboard(visit(UserFactory(groups=["Moderators"])))
    assert not [title for title in LINK_TITLES if title in page]
    assert ACCOUNT in page


def test_dashboard_offers_membership_team_no_pages(site, visit):
    page = dashboard(visit(UserFactory(groups=["Membership team"])))
    assert not [title for title in LINK_TITLES if title in page]


def test_dashboard_offers_site_text_with_its_permission(site, visit):
    text_editor = Group.objects.create(name="Words")
    for model in (SiteTextSettings, NavigationSettings):
        name = f"change_{model._meta.model_name}"
        text_editor.permissions.add(Permission.objects.get(codename=name))
    text_editor.permissions.add(Permission.objects.get(codename="access_admin"))
    page = dashboard(visit(UserFactory(groups=["Words"])))
    assert LINK_TITLES[3] in page
    assert not [title for title in LINK_TITLES[:3] if title in page]


MENU = re.compile(r'"label": "([^"]+)"|&quot;label&quot;: &quot;(.*?)&quot;')


def labels_in_menu(page):
    return [first or second for first, second in MENU.findall(page)]


def test_admin_menu_links_each_listing(site, visit, editor):
    browser = visit(editor)
    labels = labels_in_menu(dashboard(browser))
    order = [labels.index(name) for name in ("News", "Meetings", "Resources")]
    assert order == sorted(order)
    publish(NewsIndexPage.objects.get(), NewsPage, title="A kettle", summary="One.")
    assert "A kettle" in browser.get("/admin/news/").content.decode()
    assert browser.get("/admin/resource-list/").status_code == 200


def test_admin_menu_hides_listings_from_staff_without_permissions(site, visit):
    labels = labels_in_menu(dashboard(visit(UserFactory(groups=["Moderators"]))))
    assert labels
    assert not {"News", "Meetings", "Resources"} & set(labels)


def test_help_menu_has_no_badge(site, visit, editor):
    page = dashboard(visit(editor))
    assert "whats-new" not in page
    assert "Editor Guide" in page


def test_site_text_fields_have_labels():
    """Labels are set explicitly: Django would derive them from the field's name."""
    fields = [field for field in SiteTextSettings._meta.local_fields if field.name != "id"]
    raw = [f.name for f in fields if f.verbose_name == f.name.replace("_", " ")]
    assert raw == []


def hue_saturation_lightness(colour):
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    return [round(hue * 360, 1), round(saturation * 100, 1), round(lightness * 100, 1)]


def test_admin_colours_match_site(subtests):
    css = settings.STATICFILES_DIRS[0] / "css"
    for theirs, ours in (("primary", "deep"), ("secondary", "primary")):
        with subtests.test(theirs=theirs, ours=ours):
            tokens, admin = ((css / name).read_text() for name in ("tokens.css", "admin.css"))
            colour = re.search(rf"--{ours}: (#\w+);", tokens)[1]
            found = re.findall(
                rf"--w-color-{theirs}-(?:hue|saturation|lightness): ([\d.]+)", admin
            )[:3]
            assert [float(number) for number in found] == hue_saturation_lightness(colour)
