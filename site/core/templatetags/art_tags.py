"""Drawings of thread in templates (core.art)."""

from itertools import count

from django import template
from django.utils.safestring import SafeString, mark_safe

from core import art
from core.art.threads import KEY
from core.request_memo import remember

register = template.Library()


@register.simple_tag(name="art")
def picture(title: str, shape: str = "card") -> SafeString:
    """A picture drawn from *title*: "card" (8:5), "line" (small), "frieze" (wide). Decoration."""
    return _numbered(art.draw(str(title), shape))


@register.simple_tag
def weave(lived: str = "", both: str = "", trained: str = "", text: str = "") -> SafeString:
    """The two circles with a word at each part; *text* is read aloud in their place."""
    return _numbered(art.draw_weave(lived=lived, both=both, trained=trained, text=text))


@register.simple_tag
def weave_apart() -> SafeString:
    """Two circles that have drifted apart, for places that are not there."""
    return _numbered(art.draw_apart())


@register.simple_tag
def knot() -> SafeString:
    """The two circles, small and bare, beside a quote or in an empty place."""
    return _numbered(art.draw_knot())


@register.simple_tag
def braid() -> SafeString:
    """Two braided threads, as wide as their place: where a new part begins."""
    return _numbered(art.draw_braid())


def _numbered(drawing: str) -> SafeString:
    """*drawing* with ids that no other on the page has, and the same ones next time."""
    number = next(remember("drawings on this page", count))
    return mark_safe(drawing.replace(KEY, str(number)))  # noqa: S308
