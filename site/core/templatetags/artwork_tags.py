"""Template tags for the SVG artwork (core.artwork)."""

from itertools import count

from django import template
from django.utils.safestring import SafeString, mark_safe

from core import artwork
from core.artwork.patterns import ID_PLACEHOLDER
from core.caching import cached_for_request

register = template.Library()


@register.simple_tag
def generated_cover(title: str, size: str = "card") -> SafeString:
    """A decorative cover for *title*; *size*: "card" (8:5), "line" (small) or "frieze" (wide)."""
    return _with_unique_ids(artwork.draw_cover(str(title), size))


@register.simple_tag
def hero_venn(lived: str = "", both: str = "", trained: str = "", text: str = "") -> SafeString:
    """The two circles with a label for each part; *text* is their accessible name."""
    return _with_unique_ids(artwork.draw_venn(lived=lived, both=both, trained=trained, text=text))


@register.simple_tag
def not_found_art() -> SafeString:
    """The two circles, separated, for error pages."""
    return _with_unique_ids(artwork.draw_not_found())


@register.simple_tag
def logo_mark() -> SafeString:
    """The two circles, small, beside a quote or an empty state."""
    return _with_unique_ids(artwork.draw_logo_mark())


@register.simple_tag
def divider() -> SafeString:
    """Two interlaced waves, as wide as their container, that divide sections."""
    return _with_unique_ids(artwork.draw_divider())


def _with_unique_ids(drawing: str) -> SafeString:
    """*drawing* with ids that are unique on the page, and stable between requests."""
    number = next(cached_for_request("drawings on this page", count))
    return mark_safe(drawing.replace(ID_PLACEHOLDER, str(number)))  # noqa: S308
