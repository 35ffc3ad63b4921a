"""Resource pages: content, and documents that are private."""

import datetime
import re
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from wagtail.models import Collection, CollectionViewRestriction, Page

from core.models import NavigationSettings, SiteTextSettings
from home.models import StandardPage
from resources.models import ResourceIndexPage, ResourcePage, add_one_year
from tests.events.html import assert_valid, in_order
from tests.factories import DocumentFactory, MemberFactory, publish, restrict_to_members
from tests.resources.conftest import Add


def read(client: Client, page: ResourcePage) -> str:
    response = client.get(page.url)
    assert response.status_code == 200
    return response.content.decode()


def test_page_shows_source_audience_and_check_date(client: Client, add: Add) -> None:
    resource = add(
        source_url="https://www.gov.uk/access-to-work",
        published_year=2024,
        nation="Scotland",
        topics=("rights",),
        professions=("nursing",),
        stages=("qualified",),
        picture_credit="Drawn by Larch",
    )
    page = read(client, resource)
    assert '<a href="https://www.gov.uk/access-to-work" rel="noreferrer">GOV.UK</a>' in page
    for text in ("2024", "Scotland", "Qualified", "Drawn by Larch", "3 October 2026"):
        assert text in page
    assert '<a href="/resources/?topic=rights">Rights</a>' in page
    assert '<a href="/resources/?profession=nursing">Nursing</a>' in page


def test_content_note_precedes_the_body(client: Client, add: Add) -> None:
    resource = add(notes=("burnout",), body=[("rich_text", "<p>The body begins.</p>")])
    page = read(client, resource)
    assert page.index("Content note: burnout.") < page.index("The body begins.")


def test_page_links_to_its_document(client: Client, add: Add) -> None:
    document = DocumentFactory(title="Rights in short")
    page = read(client, add(document=document))
    assert f'<a href="{document.url}">Rights in short</a>' in page


def test_private_document_is_linked_for_members_only(client: Client, add: Add) -> None:
    collection = Collection.get_first_root_node().add_child(name="Private")
    CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.LOGIN
    )
    resource = add(document=DocumentFactory(title="For members", collection=collection))
    assert "For members" not in read(client, resource)
    client.force_login(MemberFactory())
    assert "For members" in read(client, resource)


def test_page_renders_after_its_document_is_deleted(client: Client, add: Add) -> None:
    resource = add(document=DocumentFactory(title="Gone soon"))
    resource.document.delete()
    assert "Gone soon" not in read(client, resource)


def test_page_links_to_contact_page_for_corrections(client: Client, add: Add, home: Page) -> None:
    resource = add()
    assert "Is something on this page wrong or out of date?" in read(client, resource)
    navigation = NavigationSettings.load()
    navigation.contact_page = publish(home, StandardPage, title="Contact", slug="contact")
    navigation.save()
    site_text = SiteTextSettings.load()
    site_text.resource_feedback = "Anything amiss?"
    site_text.save()
    assert '<a href="/contact/">Anything amiss?</a>' in read(client, resource)


def test_helpline_page_links_to_phone_url(client: Client, add: Add) -> None:
    resource = add(kind="helpline", phone="85258", phone_url="sms:85258", hours="Day and night.")
    page = read(client, resource)
    assert re.search(r'<a class="phone-number" href="sms:85258">.*85258</a>', page)


def test_private_resource_redirects_anonymous_users_to_login(client: Client, add: Add) -> None:
    resource = add("For members", summary="Only ours.")
    restrict_to_members(resource)
    response = client.get(resource.url)
    assert response.status_code == 302
    assert b"Only ours." not in response.content
    client.force_login(MemberFactory())
    assert "Only ours." in read(client, resource)


@pytest.mark.database
def test_unknown_resource_is_not_found(
    client: Client, index: Page, subtests: pytest.Subtests
) -> None:
    for slug in ("empty_fields", "a%00b", "x" * 3000, "%F0%9F%8C%B1"):
        with subtests.test(slug=slug):
            assert client.get(f"/resources/{slug}/").status_code == 404


def test_half_filled_draft_can_be_previewed(index: ResourceIndexPage) -> None:
    resource = ResourcePage(title="Begun", checked_on=None)
    resource.set_url_path(index)
    assert resource.make_preview_request().status_code == 200


def test_preview_shows_unsaved_terms(client: Client, add: Add) -> None:
    resource = add(topics=("rights",))
    resource.selected_stages = ["retired"]
    resource.title = "A new title"
    page = resource.make_preview_request().rendered_content
    assert "Retired" in page
    assert "A new title" in page


def test_listing_and_page_render_with_empty_fields(client: Client, add: Add) -> None:
    resource = add("Bare")
    empty_fields = {
        "summary": "",
        "source_name": "",
        "kind": "",
        "checked_on": None,
        "review_by": None,
    }
    ResourcePage.objects.filter(pk=resource.pk).update(**empty_fields)
    assert "Bare" in read(client, resource)
    assert "Bare" in client.get("/resources/").content.decode()


def test_review_date_defaults_to_one_year_after_check(add: Add) -> None:
    assert add().review_by == datetime.date(2027, 10, 3)
    sooner = datetime.date(2026, 12, 1)
    assert add("Sooner", review_by=sooner).review_by == sooner


def test_add_one_year_to_29_february() -> None:
    assert add_one_year(datetime.date(2028, 2, 29)) == datetime.date(2029, 2, 28)


@pytest.mark.database
def test_due_for_review(add: Add) -> None:
    due = add("Due", review_by=datetime.date(2026, 11, 1))
    add("Not yet", review_by=datetime.date(2026, 11, 3))
    assert list(ResourcePage.objects.due_for_review(datetime.date(2026, 11, 2))) == [due]


def test_phone_url_refuses_javascript(add: Add) -> None:
    resource = add(kind="helpline", phone="1")
    resource.phone_url = "javascript:alert(1)"
    with pytest.raises(Exception, match="Enter tel: or sms:"):
        resource.full_clean()


def test_pages_are_valid_html(client: Client, add: Add, warm: Any) -> None:
    resource = add(
        topics=("rights",),
        stages=("trainee",),
        notes=("burnout",),
        phone="116 123",
        document=DocumentFactory(),
    )
    add("A line", kind="helpline", phone="116 123")
    assert_valid(read(client, resource))
    assert_valid(client.get("/resources/?topic=rights").content.decode())
    assert_valid(client.get("/resources/?stage=retired").content.decode())


@pytest.mark.database
def test_page_needs_at_most_ten_queries(client: Client, add: Add, warm: Any) -> None:
    resource = add(topics=("a", "b", "c"), professions=("d", "e"), notes=("f", "g"))
    read(client, resource)
    with CaptureQueriesContext(connection) as queries:
        read(client, resource)
    assert len(queries) <= 10


def test_readers_get_no_cookie(client: Client, add: Add) -> None:
    assert not client.get(add().url).cookies
    assert not client.get("/resources/").cookies


def test_get_document_refuses_anonymous_users(add: Add) -> None:
    assert add().get_document(AnonymousUser()) is None


def test_index_without_filters_has_an_empty_selection(add: Add, index: ResourceIndexPage) -> None:
    add()
    request = RequestFactory().get("/resources/")
    request.user = AnonymousUser()
    assert index.get_context(request)["facets"].selection.selected == {}


def test_helpline_number_comes_first(client: Client, add: Add) -> None:
    resource = add(
        kind="helpline",
        phone="116 123",
        notes=("burnout",),
        body=[("rich_text", "<p>The body begins.</p>")],
    )
    page = read(client, resource)
    assert in_order(page, "116 123", "Content note: burnout.", "The body begins.", "Last checked")
