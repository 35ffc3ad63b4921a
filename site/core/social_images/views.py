"""Cards as others fetch them: only of pages that a stranger may see, and only as they are now."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from core.models import BasePage
from core.querysets import get_pages
from core.response_headers import CORP_CROSS_ORIGIN
from core.social_images.cache import get_png
from core.social_images.social_image import SocialImage, get_social_image

# Seconds. An address changes with what is printed, so a card could be kept for ever. But a page
# that is public today may be private tomorrow, and then its title should not linger in caches that
# we cannot empty. Those who show links fetch a card once, so a longer time would spare us little.
CACHE_SECONDS = 60 * 60


@require_safe
def social_image(request: HttpRequest, page_pk: str, digest: str) -> HttpResponse:
    """The card of that page; 404, for staff as well, wherever a stranger sees no such page.

    What is printed comes from the page alone, and any digest but its own is 404: nobody can have
    words of theirs drawn, nor a card drawn twice.
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
