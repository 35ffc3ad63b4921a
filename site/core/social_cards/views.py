"""Cards as others fetch them: only of pages that a stranger may see, and only as they are now."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from core.models import BasePage
from core.querysets import get_pages
from core.response_headers import EVERYBODY
from core.social_cards.card import Card, card_of
from core.social_cards.store import png_of

# Seconds. An address changes with what is printed, so a card could be kept for ever. But a page
# that is public today may be private tomorrow, and then its title should not linger in caches that
# we cannot empty. Those who show links fetch a card once, so a longer time would spare us little.
AN_HOUR = 60 * 60


@require_safe
def social_card(request: HttpRequest, page_pk: str, digest: str) -> HttpResponse:
    """The card of that page; 404, for staff as well, wherever a stranger sees no such page.

    What is printed comes from the page alone, and any digest but its own is 404: nobody can have
    words of theirs drawn, nor a card drawn twice.
    """
    page = _public_page(int(page_pk))
    card = card_of(page) if page else None
    if page is None or card is None or card.digest != digest:
        raise Http404
    return _answer(page, card)


def _public_page(pk: int) -> BasePage | None:
    page = get_pages().visible_to(None).filter(pk=pk).specific().first()
    return page if isinstance(page, BasePage) and page.get_url() else None


def _answer(page: BasePage, card: Card) -> HttpResponse:
    headers = {
        "Cache-Control": f"public, max-age={AN_HOUR}",
        "Cross-Origin-Resource-Policy": EVERYBODY,
    }
    return HttpResponse(png_of(page.pk, card), content_type="image/png", headers=headers)
