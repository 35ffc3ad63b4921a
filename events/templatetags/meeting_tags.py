"""Meetings in templates. The filters of time take ``local_start`` or ``local_end``."""

import re
from datetime import datetime

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from events import times

# Ten digits or more, as numbers are printed: 020 7946 0000, +44 (0)20 7946 0000.
NUMBER = re.compile(r"(?<!\d)\+?\d(?:[ ()-]{0,2}\d){9,14}(?!\d)")
TRUNK = re.compile(r"(?<=\d)\s*\(0\)")

register = template.Library()


@register.filter
def clock_time(moment: datetime | None) -> str:
    return times.clock_time(moment) if moment else ""


@register.filter
def long_day(moment: datetime | None) -> str:
    return times.long_day(moment) if moment else ""


@register.filter
def iso(moment: datetime | None) -> str:
    return times.iso(moment) if moment else ""


@register.filter
def call_links(text: str) -> SafeString:
    """*text* with each telephone number in it as a link that calls it."""
    pieces, end = [], 0
    for number in NUMBER.finditer(text):
        pieces.append((text[end : number.start()], _dialled(number.group()), number.group()))
        end = number.end()
    linked = format_html_join("", '{}<a href="tel:{}">{}</a>', pieces)
    return format_html("{}{}", linked, text[end:])


def _dialled(number: str) -> str:
    """What a telephone dials: the nought in brackets is only for calls within a country."""
    return re.sub(r"[^+\d]", "", TRUNK.sub("", number))
