"""How the team's pages show members."""

from django.utils.formats import date_format
from django.utils.text import capfirst

from membership.models import Member

DAY = "j M Y"


def format_state(member: Member) -> str:
    """The state of *member*, with the date on which a suspension or the membership ends."""
    label = capfirst(member.get_state_display())
    if member.state == Member.State.SUSPENDED and member.suspended_until:
        return f"{label}, until {date_format(member.suspended_until, DAY)}"
    if member.state == Member.State.ENDING and member.ends_on:
        return f"{label}, on {date_format(member.ends_on, DAY)}"
    return label
