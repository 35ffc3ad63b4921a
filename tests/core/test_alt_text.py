"""Images need alt text, or must be marked as decorative, before publishing."""

from typing import Any

import pytest
from django.urls import reverse
from wagtail.images.forms import get_image_form
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from core.models import CustomImage
from home.models import HomePage, StandardPage
from tests.factories import ImageFactory

pytestmark = pytest.mark.django_db
PICTURE_BLOCKS = ["image", "image_text"]


def test_default_alt_text_is_description_never_title(home: Any) -> None:
    assert ImageFactory(title="IMG_2041").default_alt_text == ""
    assert ImageFactory(title="x", description="Two chairs").default_alt_text == "Two chairs"


def test_image_form_asks_for_description_credit_and_licence(superuser: Any) -> None:
    form = get_image_form(CustomImage)(user=superuser)
    assert form.fields["description"].label == "Alt text"
    assert "cannot see" in form.fields["description"].help_text
    assert "Readers do not see it" in form.fields["title"].help_text
    assert form.fields["credit"].help_text
    assert form.fields["licence"].help_text


def home_form(**fields: Any) -> dict[str, Any]:
    written = {"title": "Home", "slug": "front", "heading": "You belong here."}
    return nested_form_data({**written, "sections": streamfield([]), **fields})


def save_home(client: Any, home: HomePage, **fields: Any) -> Any:
    return client.post(reverse("wagtailadmin_pages:edit", args=(home.pk,)), home_form(**fields))


def test_home_page_image_requires_alt_text_to_publish(
    home: HomePage, visit: Any, superuser: Any
) -> None:
    client, picture = visit(superuser), {"image": ImageFactory().pk}
    response = save_home(client, home, **picture, **{"action-publish": "1"})
    assert set(response.context["form"].errors) == {"image_alt"}
    home.refresh_from_db()
    assert home.image is None


@pytest.mark.parametrize("more", [{"image_alt": "Two chairs"}, {"image_decorative": "on"}])
def test_home_page_image_is_published_with_alt_text_or_as_decoration(
    home: HomePage, visit: Any, superuser: Any, more: dict[str, str]
) -> None:
    image = ImageFactory(title="IMG_2041")
    save_home(visit(superuser), home, image=image.pk, **more, **{"action-publish": "1"})
    home.refresh_from_db()
    assert home.image == image
    page = visit(None).get("/").content.decode()
    assert f'alt="{more.get("image_alt", "")}"' in page
    assert "IMG_2041" not in page


def test_home_page_draft_needs_no_alt_text(home: HomePage, visit: Any, superuser: Any) -> None:
    image = ImageFactory()
    save_home(visit(superuser), home, image=image.pk)
    draft = HomePage.objects.get(pk=home.pk).get_latest_revision_as_object()
    assert draft.image == image
    assert not draft.image_decorative


def body_with(block: str, **more: Any) -> dict[str, Any]:
    picture = {"image": ImageFactory().pk, "alt_text": "", **more}
    others = (
        {"caption": ""} if block == "image" else {"text": rich_text("<p>T</p>"), "side": "left"}
    )
    return streamfield([(block, {"image": picture, **others})])


def add_page(client: Any, home: HomePage, body: dict[str, Any], **action: str) -> Any:
    address = reverse("wagtailadmin_pages:add", args=("home", "standardpage", home.pk))
    written = {"title": "P", "slug": "p", "introduction": rich_text(""), "body": body}
    return client.post(address, nested_form_data({**written, **action}))


@pytest.mark.parametrize("block", PICTURE_BLOCKS)
def test_image_block_requires_alt_text_to_publish(
    home: HomePage, visit: Any, superuser: Any, block: str
) -> None:
    publish = {"action-publish": "1"}
    response = add_page(visit(superuser), home, body_with(block), **publish)
    assert set(response.context["form"].errors) == {"body"}
    assert not StandardPage.objects.exists()
    add_page(visit(superuser), home, body_with(block, decorative="on"), **publish)
    assert StandardPage.objects.get().live


@pytest.mark.parametrize("block", PICTURE_BLOCKS)
def test_draft_with_image_block_needs_no_alt_text(
    home: HomePage, visit: Any, superuser: Any, block: str
) -> None:
    add_page(visit(superuser), home, body_with(block))
    assert not StandardPage.objects.get().live
