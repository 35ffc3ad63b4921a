"""Links of buttons and cards depend on the visibility of their page."""

import uuid

import pytest
from django.core.exceptions import ValidationError
from django.test import RequestFactory
from wagtail.models import Page

from core.blocks import BodyStreamBlock
from core.blocks.links import ButtonBlock, LinkBlock
from core.validators import validate_contact_url
from home.models import StandardPage
from tests.factories import draft, publish, restrict_to_members

pytestmark = pytest.mark.django_db


def render(block, value):
    return block.render(value, {"request": RequestFactory().get("/"), "site_chrome": {}})


def stream(*values):
    return [{"type": name, "value": value, "id": str(uuid.uuid4())} for name, value in values]


def button(**values):
    return ButtonBlock().to_python({"label": "", "page": None, "url": "", **values})


def test_link_uses_page_url_and_title(home):
    about = publish(home, StandardPage, title="About us", slug="about")
    value = button(page=about.pk, url="https://example.org/")
    assert (value.href, value.get_label(None)) == ("/about/", "About us")
    assert 'href="/about/"' in render(ButtonBlock(), value)


@pytest.mark.parametrize("kind", ["button", "link_cards"])
def test_link_hides_title_of_private_page(home, visit, member, kind):
    private = publish(home, StandardPage, title="Among us", slug="among-us")
    restrict_to_members(private)
    link = {"label": "", "title": "", "text": "", "page": private.pk, "url": ""}
    value = link if kind == "button" else {"cards": [link]}
    body = BodyStreamBlock().to_python(stream((kind, value)))
    publish(home, StandardPage, title="Ways", slug="ways", body=body)
    assert "Among us" not in visit(None).get("/ways/").content.decode()
    assert "Among us" in visit(member).get("/ways/").content.decode()


def test_link_with_own_label_leads_to_login(home):
    private = publish(home, StandardPage, title="Among us", slug="among-us")
    restrict_to_members(private)
    value = button(page=private.pk, label="For members")
    shown = render(ButtonBlock(), value)
    assert 'href="/account/login/">For members' in shown
    assert "among-us" not in shown


def test_link_to_unpublished_page_is_omitted(home):
    coming = draft(home, StandardPage, title="Coming", slug="coming")
    value = button(page=coming.pk, label="Soon", url="https://example.org/")
    assert render(ButtonBlock(), value).strip() == ""


def test_link_to_deleted_page_is_omitted(home):
    deleted_page = publish(home, StandardPage, title="Gone", slug="deleted_page")
    Page.objects.get(pk=deleted_page.pk).delete()
    assert render(ButtonBlock(), button(page=deleted_page.pk, label="Gone")).strip() == ""


def test_validate_contact_url_refuses_scripts(subtests):
    cases = ["javascript:alert(1)", "data:text/html,x", "//evil.example", "about", "https://[half"]
    for address in cases:
        with subtests.test(address=address):
            with pytest.raises(ValidationError):
                validate_contact_url(address)
            with pytest.raises(ValidationError):
                LinkBlock().clean(LinkBlock().to_python({"label": "x", "url": address}))


def test_validate_contact_url_accepts_web_and_telephone(subtests):
    for address in ("https://example.org/", "tel:116123", "sms:85258", "mailto:a@example.org"):
        with subtests.test(address=address):
            assert validate_contact_url(address) is None
