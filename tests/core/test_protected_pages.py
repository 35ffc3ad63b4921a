"""Pages that the site links to cannot be removed or made private while selected in the settings."""

import pytest
from django.db import transaction
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction

from core.models import NavigationSettings
from home.models import StandardPage
from tests.factories import publish

pytestmark = pytest.mark.django_db
PROTECTED = "every page links to “Urgent help”. First choose another page"


@pytest.fixture
def client(client, superuser):
    client.force_login(superuser)
    return client


@pytest.fixture
def care(home):
    return publish(home, StandardPage, title="Care", slug="care")


@pytest.fixture
def help_page(care):
    """Selected in the settings, one level further down."""
    page = publish(care, StandardPage, title="Urgent help", slug="urgent-help")
    navigation = NavigationSettings.load()
    navigation.urgent_help_page_id = page.pk
    navigation.save()
    return page


def addresses(*pages):
    for page in pages:
        yield f"/admin/pages/{page.pk}/{{action}}/"
        yield f"/admin/bulk/wagtailcore/page/{{action}}/?id={page.pk}"


def test_protected_pages_and_ancestors_cannot_be_removed(client, home, care, help_page, subtests):
    for action in ("delete", "unpublish"):
        with subtests.test(action=action):
            for address in addresses(help_page, care, home):
                address = address.format(action=action)
                assert PROTECTED in client.post(address, follow=True).content.decode(), address
            for page in (help_page, care, home):
                assert Page.objects.get(pk=page.pk).live


@pytest.mark.parametrize("action", ["delete", "unpublish"])
def test_other_pages_can_be_removed(client, care, help_page, home, action):
    other = publish(home, StandardPage, title="Other", slug="other")
    client.post(f"/admin/pages/{other.pk}/{action}/")
    assert not Page.objects.filter(pk=other.pk, live=True).exists()


def test_page_is_released_when_another_is_chosen(client, care, help_page):
    navigation = NavigationSettings.load()
    navigation.urgent_help_page_id = care.pk
    navigation.save()
    client.post(f"/admin/pages/{help_page.pk}/delete/")
    assert not Page.objects.filter(pk=help_page.pk).exists()


def test_every_protected_page_field_protects(client, care, subtests):
    for name in NavigationSettings.PROTECTED_PAGE_FIELDS:
        with subtests.test(name=name), transaction.atomic():
            navigation = NavigationSettings.load()
            setattr(navigation, f"{name}_id", care.pk)
            navigation.save()
            client.post(f"/admin/pages/{care.pk}/delete/")
            assert Page.objects.filter(pk=care.pk).exists()
            transaction.set_rollback(True)


def test_delete_is_refused_before_confirmation(client, help_page):
    answer = client.get(f"/admin/pages/{help_page.pk}/delete/", follow=True)
    assert PROTECTED in answer.content.decode()
    assert answer.redirect_chain == [(f"/admin/pages/{help_page.pk}/edit/", 302)]


@pytest.mark.parametrize("is_protected", [True, False])
def test_protected_page_cannot_expire(help_page, care, superuser, is_protected):
    page = help_page if is_protected else publish(care, StandardPage, title="Other")
    form_class = StandardPage.get_edit_handler().get_form_class()
    form = form_class(
        {
            "expire_at": "2100-01-01 10:00",
            "title": page.title,
            "slug": page.slug,
            "body-count": "0",
        },
        instance=page,
        parent_page=care,
        for_user=superuser,
    )
    assert ("expire_at" in form.errors) is is_protected


def test_bulk_action_with_protected_page_changes_nothing(client, home, help_page):
    other = publish(home, StandardPage, title="Other", slug="other")
    address = f"/admin/bulk/wagtailcore/page/delete/?id={other.pk}&id={help_page.pk}"
    assert PROTECTED in client.post(address, follow=True).content.decode()
    assert Page.objects.filter(pk=other.pk).exists()


def test_protected_pages_and_ancestors_cannot_be_made_private(client, care, help_page):
    for page in (help_page, care):
        address = reverse("wagtailadmin_pages:set_privacy", args=[page.pk])
        answer = client.post(address, {"restriction_type": "login"})
        assert "You cannot make this page private" in answer.json()["html"]
    assert not PageViewRestriction.objects.exists()


def test_other_pages_can_be_made_private(client, home, help_page):
    page = publish(home, StandardPage, title="Notes")
    address = reverse("wagtailadmin_pages:set_privacy", args=[page.pk])
    client.post(address, {"restriction_type": "login"})
    assert PageViewRestriction.objects.get().page_id == page.pk
