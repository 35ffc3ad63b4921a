"""Access logging, URLs and redirects shared by the admin pages of members."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from wagtail.admin import messages

from membership.models import Member
from membership.staff.members.permissions import can_list
from privacy.models import AccessLog

View = Callable[..., HttpResponse]
INDEX_URL = "members_modeladmin_index"
STYLESHEET = "css/admin_applications.css"
DELETED_MESSAGE = "This member no longer exists. Everything about them has been deleted."
DAY = "j M Y"


def log_access(request: HttpRequest, action: str, members: Iterable[Member]) -> None:
    """Record in the access log that the current user sees *members*. Call it before rendering."""
    AccessLog.objects.record(
        user=request.user,  # type: ignore[arg-type]
        action=action,
        kind="member",
        references=[member.user.reference for member in members],
    )


def get_action_url(action: str, member: Member) -> str:
    return reverse(f"members_modeladmin_{action}", args=[member.pk])


def format_state(member: Member) -> str:
    """The state of *member*, with the date on which a suspension or the membership ends."""
    label = capfirst(member.get_state_display())
    if member.state == Member.State.SUSPENDED and member.suspended_until:
        return f"{label}, until {date_format(member.suspended_until, DAY)}"
    if member.state == Member.State.ENDING and member.ends_on:
        return f"{label}, on {date_format(member.ends_on, DAY)}"
    return label


def redirect_when_deleted(view: View) -> View:
    """Redirect with a message instead of a 404, if the member was erased in the meantime."""

    @wraps(view)
    def wrapped(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, **kwargs)
        except Http404:
            messages.info(request, DELETED_MESSAGE)
            return redirect(INDEX_URL if can_list(request.user) else "wagtailadmin_home")

    return wrapped
