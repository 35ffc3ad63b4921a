"""Drawings of thread in templates (core.artwork)."""

from itertools import count

from django import template
from django.utils.safestring import SafeString, mark_safe

from core import artwork
from core.artwork.patterns import ID_PLACEHOLDER
from core.caching import cached_for_request

register = template.Library()


@register.simple_tag
def generated_cover(title: str, size: str = "card") -> SafeString:
    """A picture drawn from *title*: "card" (8:5), "line" (small), "frieze" (wide). Decoration."""
    return _with_unique_ids(artwork.draw_cover(str(title), size))


@register.simple_tag
def hero_venn(lived: str = "", both: str = "", trained: str = "", text: str = "") -> SafeString:
    """The two circles with a word at each part; *text* is read aloud in their place."""
    return _with_unique_ids(artwork.draw_venn(lived=lived, both=both, trained=trained, text=text))


@register.simple_tag
def not_found_art() -> SafeString:
    """Two circles that have drifted apart, for places that are not there."""
    return _with_unique_ids(artwork.draw_not_found())


@register.simple_tag
def logo_mark() -> SafeString:
    """The two circles, small and bare, beside a quote or in an empty place."""
    return _with_unique_ids(artwork.draw_logo_mark())


@register.simple_tag
def divider() -> SafeString:
    """Two braided threads, as wide as their place: where a new part begins."""
    return _with_unique_ids(artwork.draw_divider())


def _with_unique_ids(drawing: str) -> SafeString:
    """*drawing* with ids that no other on the page has, and the same ones next time."""
    number = next(cached_for_request("drawings on this page", count))
    return mark_safe(drawing.replace(ID_PLACEHOLDER, str(number)))  # noqa: S308
