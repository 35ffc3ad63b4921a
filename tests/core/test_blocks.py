"""StreamField blocks of page bodies: complete, partly filled in and empty."""

import re
import uuid

import pytest
from django.test import RequestFactory
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from core.blocks import BodyStreamBlock
from home.blocks import HomeStreamBlock
from home.models import HomePage, StandardPage
from tests.factories import DocumentFactory, ImageFactory, publish
from tests.html import assert_valid, loaded_from

pytestmark = pytest.mark.django_db
BODY = StandardPage.body.field.stream_block.child_blocks
SECTIONS = HomePage.sections.field.stream_block.child_blocks
EVERY = {f"body-{name}": block for name, block in BODY.items()}
EVERY |= {f"home-{name}": block for name, block in SECTIONS.items()}
EMPTY_ELEMENT = re.compile(r"<(h\d|a|li|p|figcaption|dt|summary|button|caption)\b[^>]*>\s*</\1>")


def build_empty_value(block, leaf):
    """The stored value of *block* without any input."""
    if isinstance(block, blocks.ChooserBlock | blocks.IntegerBlock | ImageBlock):
        return None
    if isinstance(block, blocks.StructBlock):
        return {name: build_empty_value(child, leaf) for name, child in block.child_blocks.items()}
    if isinstance(block, blocks.ListBlock):
        return [
            {
                "type": "item",
                "value": build_empty_value(block.child_block, leaf),
                "id": str(uuid.uuid4()),
            }
        ]
    return leaf


def render(block, value):
    return block.render(value, {"request": RequestFactory().get("/"), "site_chrome": {}})


def test_block_chooser_shows_previews(visit, editor, subtests):
    browser = visit(editor)
    for name, block in EVERY.items():
        with subtests.test(name):
            assert block.is_previewable
            assert block.get_description()
            assert block.label
            assert block.meta.icon != "placeholder"
            response = browser.get(f"/admin/block-preview/?id={block.definition_prefix}")
            page = response.content.decode()
            assert response.status_code == 200
            assert_valid(page)
            assert loaded_from(page) == set()
            assert "<main" in page
            assert "css/site.css" in page


def test_block_preview_shows_sample_text(visit, editor):
    address = f"/admin/block-preview/?id={BODY['quote'].definition_prefix}"
    assert "We look after each other." in visit(editor).get(address).content.decode()


def test_block_preview_shows_existing_file(visit, editor):
    image, document = ImageFactory(), DocumentFactory(title="Two pages")
    for name, text in [("image", "/media/images/"), ("document", document.title)]:
        address = f"/admin/block-preview/?id={BODY[name].definition_prefix}"
        assert text in visit(editor).get(address).content.decode()
    assert image.pk


def test_block_previews_need_admin_access(visit, member):
    address = f"/admin/block-preview/?id={BODY['quote'].definition_prefix}"
    assert visit(None).get(address).status_code == 302
    assert visit(member).get(address).status_code == 403


def test_empty_block_renders(home, subtests):
    for name, block in EVERY.items():
        hollows = [block.to_python(build_empty_value(block, leaf)) for leaf in (None, "")]
        for value in (*hollows, block.get_default()):
            with subtests.test(name, value=value):
                page = render(block, value)
                assert EMPTY_ELEMENT.search(page) is None
                assert "None" not in page


def test_block_with_missing_values_renders(home, subtests):
    for name, block in EVERY.items():
        if isinstance(block, blocks.StructBlock):
            with subtests.test(name):
                assert render(block, block.to_python({})) is not None


def stream(*values):
    return [{"type": name, "value": value, "id": str(uuid.uuid4())} for name, value in values]


def test_page_of_empty_blocks_is_valid_html(home, client):
    body = stream(*((name, build_empty_value(block, None)) for name, block in BODY.items()))
    publish(
        home, StandardPage, title="Hollow", slug="hollow", body=BodyStreamBlock().to_python(body)
    )
    response = client.get("/hollow/")
    assert response.status_code == 200
    assert_valid(response.content.decode())


def test_home_page_of_empty_sections_is_valid_html(home, client):
    sections = stream(*((name, build_empty_value(block, None)) for name, block in SECTIONS.items()))
    home.sections = HomeStreamBlock().to_python(sections)
    home.save_revision().publish()
    response = client.get("/")
    assert response.status_code == 200
    assert_valid(response.content.decode())


def test_repeated_blocks_have_unique_ids(home, client):
    values = [
        (name, block.get_prep_value(block.get_preview_value())) for name, block in BODY.items()
    ]
    body = BodyStreamBlock().to_python(stream(*values, *values))
    publish(home, StandardPage, title="Full", slug="full", body=body)
    page = client.get("/full/").content.decode()
    assert_valid(page)
    assert loaded_from(page) == set()
    for text in ("What we have learned", "Do I have to speak?", "Larch", "Introductions"):
        assert page.count(text) >= 2


def test_page_survives_deleted_images_and_documents(home, client):
    image, lost, document = ImageFactory(), ImageFactory(), DocumentFactory()
    body = BodyStreamBlock().to_python(
        stream(
            (
                "image",
                {"image": {"image": image.pk, "alt_text": "Two chairs", "decorative": False}},
            ),
            ("image", {"image": {"image": lost.pk, "alt_text": "A window", "decorative": False}}),
            (
                "image_text",
                {"image": {"image": lost.pk, "decorative": True}, "text": "<p>Beside.</p>"},
            ),
            ("people", {"people": [{"name": "Larch", "photo": lost.pk}]}),
            ("document", {"document": document.pk}),
            ("rich_text", f'<p><a linktype="document" id="{document.pk}">Paper</a></p>'),
        )
    )
    publish(home, StandardPage, title="Files", slug="files", body=body)
    before = client.get("/files/").content.decode()
    assert 'alt="Two chairs"' in before
    assert document.title in before
    lost.file.storage.delete(lost.file.name)
    lost.renditions.all().delete()
    image.delete()
    document.delete()
    response = client.get("/files/")
    page = response.content.decode()
    assert response.status_code == 200
    assert "Beside." in page
    assert "Larch" in page
    assert "Two chairs" not in page
    assert_valid(page)


def test_empty_table_cell_is_empty(subtests):
    for empty in (None, ""):
        with subtests.test(empty=empty):
            kinds = [{"type": kind, "heading": kind} for kind in ("text", "number", "rich_text")]
            cells = {
                "columns": kinds,
                "rows": [{"values": [empty, None, empty]}, {"values": ["a", 0, "b"]}],
            }
            page = render(BODY["table"], BODY["table"].to_python({"caption": "C", "table": cells}))
            page = re.sub(r">\s+<", "><", page)
            assert "None" not in page
            assert '<td></td><td class="num"></td>' in page
            assert '<td>a</td><td class="num">0</td>' in page


def test_image_text_block_respects_side(subtests):
    for side in ("left", "right"):
        with subtests.test(side=side):
            block = BODY["image_text"]
            value = block.to_python({"image": None, "text": "<p>Beside.</p>", "side": side})
            assert ("is-reversed" in render(block, value)) is (side == "right")


def test_body_text_feeds_search_and_reading_time(home):
    body = [("rich_text", "<p>One <b>two</b></p>"), ("quote", {"text": "three", "attribution": ""})]
    page = StandardPage(title="T", body=body)
    assert page.body_text.split() == ["One", "two.", "three"]
    assert page.reading_minutes == 1
    assert StandardPage(title="T").body_text == ""
