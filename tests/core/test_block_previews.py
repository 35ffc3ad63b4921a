"""Block previews in the block picker look like the block on a page."""

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


def test_body_block_preview_has_column_width(preview, subtests):
    for name in BODY:
        with subtests.test(name=name):
            main = MAIN.search(preview(BODY[name]))[1]
            assert SHOWN.sub("", main)
            assert 'class="body-text' in main


def test_section_preview_has_full_width(preview, subtests):
    for name in SECTIONS:
        with subtests.test(name=name):
            main = MAIN.search(preview(SECTIONS[name]))[1]
            assert SHOWN.sub("", main)
            assert 'class="body-text' not in main


def test_empty_block_preview_shows_note(preview):
    assert "There is nothing to preview yet" in preview(BODY["image"])
    assert "There is nothing to preview yet" in preview(SECTIONS["latest_news"])
    assert "There is nothing to preview yet" not in preview(BODY["quote"])


def test_block_preview_uses_admin_theme(preview, editor, subtests):
    cases = [("dark", ' data-theme="dark"'), ("light", ' data-theme="light"'), ("system", "")]
    for chosen, attribute in cases:
        with subtests.test(chosen=chosen, attribute=attribute):
            UserProfile.objects.update_or_create(user=editor, defaults={"theme": chosen})
            assert f'<html lang="en-GB"{attribute}>' in preview(BODY["quote"])


def test_block_preview_without_profile_uses_system_theme(preview):
    assert '<html lang="en-GB">' in preview(BODY["quote"])
