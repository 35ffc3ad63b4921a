"""Template tags for the SVG artwork (artwork.svg)."""

from itertools import count

from django import template
from django.utils.safestring import SafeString, mark_safe

from artwork import svg as artwork
from artwork.svg.patterns import ID_PLACEHOLDER
from core.caching import cached_for_request

register = template.Library()


@register.simple_tag
def generated_cover(title: str, size: str = "card") -> SafeString:
    """A decorative cover generated from *title*.

    *size* is "card" (8:5), "line" (small) or "frieze" (wide).
    """
    return _with_unique_ids(artwork.draw_cover(str(title), size))


@register.simple_tag
def hero_venn(lived: str = "", both: str = "", trained: str = "", text: str = "") -> SafeString:
    """Venn diagram of two circles with a label for each part; *text* is its accessible name."""
    return _with_unique_ids(artwork.draw_venn(lived=lived, both=both, trained=trained, text=text))


@register.simple_tag
def not_found_art() -> SafeString:
    """The two circles of the logo, separated, for error pages."""
    return _with_unique_ids(artwork.draw_not_found())


@register.simple_tag
def logo_mark() -> SafeString:
    """The two circles of the logo, small, for quotes, messages and empty states."""
    return _with_unique_ids(artwork.draw_logo_mark())


@register.simple_tag
def divider() -> SafeString:
    """A divider between sections: two interlaced waves, as wide as their container."""
    return _with_unique_ids(artwork.draw_divider())


def _with_unique_ids(drawing: str) -> SafeString:
    """*drawing* with ids that are unique on the page, and the same on each request."""
    number = next(cached_for_request("drawings on this page", count))
    return mark_safe(drawing.replace(ID_PLACEHOLDER, str(number)))  # noqa: S308
