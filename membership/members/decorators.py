"""Who comes into the members' pages, and where everybody else is led."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from membership.members.consents import get_outstanding_consents
from membership.models import ConsentText, Member
from users.mfa.decorators import login_required_never_cached

MemberView = Callable[[HttpRequest, Member], HttpResponseBase]


def get_member(request: HttpRequest) -> Member | None:
    """The member who asks; None for those who have no membership of their own."""
    member = Member.objects.filter(user=request.user.pk).first()
    if member:
        member.user = request.user  # type: ignore[assignment]
    return member


def must_consent_first(member: Member, texts: list[ConsentText]) -> bool:
    """Whether *wordings* must be answered before anything else; a break is an answer."""
    return bool(texts) and member.state != Member.State.BREAK


def member_required(view: MemberView) -> Callable[..., HttpResponseBase]:
    """*view* is given the member who asks: somebody who is let in, and whoever else is led home.

    People without a membership of their own, staff among them, are refused.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        member = get_member(request)
        if member is None:
            raise PermissionDenied
        if not member.has_access:
            return redirect("members_home")
        return view(request, member)

    return login_required_never_cached(wrapped)


def consented_member_required(view: MemberView) -> Callable[..., HttpResponseBase]:
    """As :func:`member_required`, but first come the words that have to be agreed to."""

    @wraps(view)
    def wrapped(request: HttpRequest, member: Member) -> HttpResponseBase:
        if must_consent_first(member, get_outstanding_consents(member)):
            return redirect("member_consents")
        return view(request, member)

    return member_required(wrapped)
