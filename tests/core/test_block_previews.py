"""What the picker shows of a block: the real thing, in the place that it has on a page."""

import re

import pytest
from wagtail.users.models import UserProfile

from core.blocks import BodyStreamBlock
from home.blocks import HomeStreamBlock

pytestmark = pytest.mark.django_db
BODY = BodyStreamBlock().child_blocks
SECTIONS = HomeStreamBlock().child_blocks
MAIN = re.compile(r"<main>(.*)</main>", re.DOTALL)
SHOWN = re.compile(r"<(?:[^>]*)>|\s")


@pytest.fixture
def preview(home, visit, editor):
    """The preview of a block, on a site without content."""
    browser = visit(editor)

    def of(block):
        response = browser.get(f"/admin/block-preview/?id={block.definition_prefix}")
        assert response.status_code == 200
        return response.content.decode()

    return of


def test_a_block_of_a_body_is_shown_in_a_column(preview, subtests):
    for name in BODY:
        with subtests.test(name=name):
            main = MAIN.search(preview(BODY[name]))[1]
            assert SHOWN.sub("", main)
            assert 'class="essay' in main


def test_a_section_is_shown_as_wide_as_the_window(preview, subtests):
    for name in SECTIONS:
        with subtests.test(name=name):
            main = MAIN.search(preview(SECTIONS[name]))[1]
            assert SHOWN.sub("", main)
            assert 'class="essay' not in main


def test_a_block_that_has_nothing_to_show_yet_says_so(preview):
    assert "Nothing to show yet" in preview(BODY["image"])
    assert "Nothing to show yet" in preview(SECTIONS["latest_news"])
    assert "Nothing to show yet" not in preview(BODY["quote"])


def test_a_preview_wears_the_theme_that_the_editor_chose(preview, editor, subtests):
    cases = [("dark", ' data-theme="dark"'), ("light", ' data-theme="light"'), ("system", "")]
    for chosen, attribute in cases:
        with subtests.test(chosen=chosen, attribute=attribute):
            UserProfile.objects.update_or_create(user=editor, defaults={"theme": chosen})
            assert f'<html lang="en-GB"{attribute}>' in preview(BODY["quote"])


def test_an_editor_without_a_profile_sees_what_the_device_wishes(preview):
    assert '<html lang="en-GB">' in preview(BODY["quote"])
