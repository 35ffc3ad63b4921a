"""The style guide shows all components and blocks, and is only available to developers."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

from core.blocks import BodyStreamBlock
from home.blocks import HomeStreamBlock
from styleguide.examples import GROUPS
from styleguide.views import make_ids_unique
from tests.factories import ImageFactory
from tests.html import assert_one_first_heading, assert_valid, loaded_from

pytestmark = pytest.mark.django_db
SLUGS = [group.slug for group in GROUPS]
COMPONENTS = settings.ROOT / "templates" / "components"
# Printed in the head element, so not visible.
NOT_VISIBLE = {"components/social_meta.html"}


@pytest.fixture
def styleguide(client, home, settings):
    """The style guide of a site without content."""
    settings.ROOT_URLCONF = "tests.styleguide.styleguide_urls"
    return client


def test_each_page_is_valid_and_loads_no_external_resource(styleguide, subtests):
    for slug in ("", *(f"{slug}/" for slug in SLUGS)):
        with subtests.test(slug=slug):
            response = styleguide.get(f"/components/{slug}")
            page = response.content.decode()
            assert response.status_code == 200
            assert_valid(page)
            assert_one_first_heading(page)
            assert loaded_from(page) == set()
            assert "<script>alert" not in page
            assert ">None<" not in page


def test_every_component_has_an_example(styleguide):
    """A new component needs an example: see CONTRIBUTING.md, "How to add"."""
    ImageFactory()
    shown = {
        template.name
        for slug in SLUGS
        for template in styleguide.get(f"/components/{slug}/").templates
    }
    components = {f"components/{path.name}" for path in COMPONENTS.glob("*.html")}
    assert components - shown - NOT_VISIBLE == set()


def test_every_block_has_an_example(styleguide):
    for slug, stream in {"blocks": BodyStreamBlock(), "sections": HomeStreamBlock()}.items():
        page = styleguide.get(f"/components/{slug}/").content.decode()
        for block in stream.child_blocks.values():
            assert f": {block.label}, " in page, block.label


def test_hostile_text_is_escaped_in_blocks(styleguide):
    page = styleguide.get("/components/blocks/").content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<img src=x" not in page


def test_unknown_group_is_404(styleguide):
    assert styleguide.get("/components/nothing/").status_code == 404


def test_make_ids_unique_suffixes_ids_and_references():
    html = '<p id="a"><a href="#a" aria-describedby="a b">x</a><label for="a">y</label></p>'
    assert make_ids_unique(html, 2) == (
        '<p id="a-2"><a href="#a-2" aria-describedby="a-2 b">x</a><label for="a-2">y</label></p>'
    )


def test_style_guide_is_404_without_debug(client, home):
    assert client.get("/components/").status_code == 404
    assert client.get("/components/blocks/").status_code == 404


@pytest.mark.parametrize(("name", "is_there"), [("local", False), ("dev", True)])
def test_style_guide_is_imported_in_dev_settings_only(name, is_there, tmp_path):
    ask = "print('styleguide' in sys.modules)"
    code = f"import django, sys; django.setup(); import config.urls; {ask}"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": os.pathsep.join([str(settings.ROOT / "site"), str(settings.ROOT)]),
            "DJANGO_SETTINGS_MODULE": f"config.settings.{name}",
            "DATA_DIR": str(tmp_path),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == str(is_there), done.stderr
