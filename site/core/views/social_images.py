"""The social image of a page: its texts, its URL, and the view that serves it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from artwork.social_images.cache import get_png
from artwork.social_images.social_image import SocialImage
from core.models import BasePage
from core.navigation.chrome import get_site_chrome
from core.response_headers import CORP_CROSS_ORIGIN
from core.visibility.querysets import get_pages

# Seconds. The URL changes with the content, so an image could be cached for ever. But a public page
# can become private, and its title should not remain in caches that we cannot clear. Sites that
# show link previews fetch an image once, so a longer time would save little.
CACHE_SECONDS = 60 * 60


def get_social_image(page: BasePage) -> SocialImage:
    """The social image of *page* as published. The caller must check that the page is visible."""
    organisation = get_site_chrome(None)["organisation"].get("name", "")
    return SocialImage(
        title=page.social_image_title, label=_get_label(page), organisation=organisation
    )


def get_social_image_url(page: BasePage, social_image: SocialImage) -> str:
    """The path of *social_image*, which changes with its content."""
    return reverse("social_image", args=[page.pk, social_image.digest])


@require_safe
def social_image(request: HttpRequest, page_pk: str, digest: str) -> HttpResponse:
    """The social image of a page; 404 for everyone unless anonymous users can view the page.

    The texts come from the page only, and any other digest is 404, so nobody can have other texts
    rendered, or make the server render an image repeatedly.
    """
    page = _get_public_page(int(page_pk))
    image = get_social_image(page) if page else None
    if page is None or image is None or image.digest != digest:
        raise Http404
    return _build_response(page, image)


def _get_public_page(pk: int) -> BasePage | None:
    page = get_pages().visible_to(None).filter(pk=pk).specific().first()
    return page if isinstance(page, BasePage) and page.get_url() else None


def _build_response(page: BasePage, image: SocialImage) -> HttpResponse:
    headers = {
        "Cache-Control": f"public, max-age={CACHE_SECONDS}",
        "Cross-Origin-Resource-Policy": CORP_CROSS_ORIGIN,
    }
    return HttpResponse(get_png(page.pk, image), content_type="image/png", headers=headers)


def _get_label(page: BasePage) -> str:
    """The type of the page; empty if it is generic or the same as the title."""
    of_choice = getattr(page, "get_kind_display", None)
    label = str(of_choice()) if of_choice else page.type_label
    return "" if label in {BasePage.type_label, page.social_image_title} else label
