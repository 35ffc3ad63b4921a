"""Template filters for meetings. Time filters take ``local_start`` or ``local_end``."""

import re
from datetime import datetime

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from events import times
from events.structured_data import build_event

# Ten digits or more, as numbers are commonly written: 020 7946 0000, +44 (0)20 7946 0000.
PHONE_NUMBER = re.compile(r"(?<!\d)\+?\d(?:[ ()-]{0,2}\d){9,14}(?!\d)")
TRUNK_PREFIX = re.compile(r"(?<=\d)\s*\(0\)")

register = template.Library()

register.filter(build_event)


@register.filter
def format_time(moment: datetime | None) -> str:
    return times.format_time(moment) if moment else ""


@register.filter
def format_long_date(moment: datetime | None) -> str:
    return times.format_long_date(moment) if moment else ""


@register.filter
def format_iso(moment: datetime | None) -> str:
    return times.format_iso(moment) if moment else ""


@register.filter
def link_phone_numbers(text: str) -> SafeString:
    """Escape *text* and make each telephone number in it a ``tel:`` link."""
    parts, end = [], 0
    for number in PHONE_NUMBER.finditer(text):
        parts.append((text[end : number.start()], _to_dial_string(number.group()), number.group()))
        end = number.end()
    linked = format_html_join("", '{}<a href="tel:{}">{}</a>', parts)
    return format_html("{}{}", linked, text[end:])


def _to_dial_string(number: str) -> str:
    """Digits to dial, without "(0)", which is used only for calls within the country."""
    return re.sub(r"[^+\d]", "", TRUNK_PREFIX.sub("", number))
