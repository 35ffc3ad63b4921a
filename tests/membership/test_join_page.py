"""The join page: its words, open and closed."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.test.utils.form_data import rich_text

from membership.models import JoinPage
from tests.factories import draft, publish
from tests.html import assert_one_first_heading, assert_valid
from tests.membership.editing import form
from tests.membership.editing import publish as publish_by_hand

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


def test_it_says_who_can_join_and_what_happens_next(join, client):
    page = read(client)
    for words in ("You would be welcome.", "Anybody who works or trains.", "within a week."):
        assert words in page


def test_while_it_is_open_nothing_says_that_it_is_closed(join, client):
    assert "Sign-up opens soon." not in read(client)


def test_while_it_is_closed_it_says_so_and_still_tells_who_can_join(join, client):
    join.closed = True
    join.save_revision().publish()
    page = read(client)
    assert "Sign-up opens soon." in page
    assert "Anybody who works or trains." in page
    # Who has applied before still finds the way to their application.
    assert "Have your link sent again" in page


def test_closed_without_words_shows_no_empty_box(join, client):
    join.closed, join.closed_text = True, ""
    join.save_revision().publish()
    assert 'role="note"' not in read(client)


def test_its_words_are_found_and_describe_it(join, client):
    assert '<meta name="description" content="You would be welcome.">' in read(client)
    assert join.body_text == "Anybody who works or trains. We write within a week."


@pytest.mark.parametrize("name", ["who_can_join", "what_happens_next"])
def test_it_is_not_published_before_it_says_what_people_need(home, name):
    page = draft(home, JoinPage, title="Join")
    for field, words in PAGE_TEXT.items():
        setattr(page, field, None if field == name else words)
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert set(refused.value.error_dict) == {name}


def test_a_half_filled_one_is_saved_and_previewed(home, visit, editor):
    client = visit(editor)
    nothing = dict.fromkeys(("introduction", "who_can_join", "what_happens_next"), "null")
    half = form(title="Join", closed="on", closed_text=rich_text(""), **nothing)
    assert client.post(f"/admin/pages/add/membership/joinpage/{home.pk}/", half).status_code == 302
    page = JoinPage.objects.get()
    preview = f"/admin/pages/{page.pk}/edit/preview/"
    assert client.post(preview, half).json()["is_valid"]
    shown = client.get(f"{preview}?mode=").content.decode()
    assert "<h1>Join</h1>" in shown
    assert_valid(shown)


def test_an_editor_publishes_it(home, visit, editor):
    words = {name: rich_text(text) for name, text in PAGE_TEXT.items() if text.startswith("<p>")}
    address = f"/admin/pages/add/membership/joinpage/{home.pk}/"
    publish_by_hand(visit(editor), address, **words)
    assert "Anybody who works or trains." in read(visit(None))


def test_a_page_of_which_nothing_is_known_yet_can_be_shown(home, rf):
    shown = JoinPage(title="Nothing yet").make_preview_request(rf.get("/"))
    assert shown.status_code == 200
    assert_valid(shown.rendered_content)
