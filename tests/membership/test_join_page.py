"""The join page while sign-up is open and closed."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.test.utils.form_data import rich_text

from membership.models import JoinPage
from tests.factories import draft, publish
from tests.html import assert_one_first_heading, assert_valid
from tests.membership.editing import form
from tests.membership.editing import publish as publish_in_admin

pytestmark = pytest.mark.django_db
PAGE_TEXT = {
    "title": "Join us",
    "slug": "join",
    "introduction": "<p>You would be welcome.</p>",
    "who_can_join": "<p>Anybody who works or trains.</p>",
    "what_happens_next": "<p>We write within a week.</p>",
    "closed_text": "<p>Sign-up opens soon.</p>",
}


@pytest.fixture
def join(home):
    return publish(home, JoinPage, **PAGE_TEXT)


def read(client):
    response = client.get("/join/")
    assert response.status_code == 200
    assert not response.cookies
    page = response.content.decode()
    assert_valid(page)
    assert_one_first_heading(page)
    return page


def test_join_page_shows_its_text(join, client):
    page = read(client)
    for text in ("You would be welcome.", "Anybody who works or trains.", "within a week."):
        assert text in page


def test_open_join_page_hides_closed_text(join, client):
    assert "Sign-up opens soon." not in read(client)


def test_closed_join_page_shows_closed_text_and_information(join, client):
    join.closed = True
    join.save_revision().publish()
    page = read(client)
    assert "Sign-up opens soon." in page
    assert "Anybody who works or trains." in page
    # Applicants still find the page that resends their link.
    assert "Get a new link" in page


def test_closed_join_page_without_text_shows_no_note(join, client):
    join.closed, join.closed_text = True, ""
    join.save_revision().publish()
    assert 'role="note"' not in read(client)


def test_join_page_text_is_searchable_and_describes_page(join, client):
    assert '<meta name="description" content="You would be welcome.">' in read(client)
    assert join.body_text == "Anybody who works or trains. We write within a week."


@pytest.mark.parametrize("name", ["who_can_join", "what_happens_next"])
def test_join_page_requires_text_to_publish(home, name):
    page = draft(home, JoinPage, title="Join")
    for field, text in PAGE_TEXT.items():
        setattr(page, field, None if field == name else text)
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert set(refused.value.error_dict) == {name}


def test_incomplete_draft_is_saved_and_previewed(home, visit, editor):
    client = visit(editor)
    empty_fields = dict.fromkeys(("introduction", "who_can_join", "what_happens_next"), "null")
    half = form(title="Join", closed="on", closed_text=rich_text(""), **empty_fields)
    assert client.post(f"/admin/pages/add/membership/joinpage/{home.pk}/", half).status_code == 302
    page = JoinPage.objects.get()
    preview = f"/admin/pages/{page.pk}/edit/preview/"
    assert client.post(preview, half).json()["is_valid"]
    shown = client.get(f"{preview}?mode=").content.decode()
    assert "<h1>Join</h1>" in shown
    assert_valid(shown)


def test_editor_publishes_join_page(home, visit, editor):
    fields = {name: rich_text(text) for name, text in PAGE_TEXT.items() if text.startswith("<p>")}
    address = f"/admin/pages/add/membership/joinpage/{home.pk}/"
    publish_in_admin(visit(editor), address, **fields)
    assert "Anybody who works or trains." in read(visit(None))


def test_empty_join_page_renders(home, rf):
    shown = JoinPage(title="Nothing yet").make_preview_request(rf.get("/"))
    assert shown.status_code == 200
    assert_valid(shown.rendered_content)
