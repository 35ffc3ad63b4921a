"""Decorators that restrict members' pages, and redirect users without access."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from membership.actions import get_outstanding_consents
from membership.models import ConsentText, Member
from users.mfa.decorators import login_required_never_cached

MemberView = Callable[[HttpRequest, Member], HttpResponseBase]


def get_member(request: HttpRequest) -> Member | None:
    """The member of the current user, or None."""
    member = Member.objects.filter(user=request.user.pk).first()
    if member:
        member.user = request.user  # type: ignore[assignment]
    return member


def must_consent_first(member: Member, texts: list[ConsentText]) -> bool:
    """Whether *member* must agree to *texts* first. Members on a break need not."""
    return bool(texts) and member.state != Member.State.BREAK


def member_required(view: MemberView) -> Callable[..., HttpResponseBase]:
    """Pass the member to *view*; redirect members without access to the members' home.

    Raises PermissionDenied for users without a membership, staff included.
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
    """Like :func:`member_required`, but redirect members with outstanding consents to them."""

    @wraps(view)
    def wrapped(request: HttpRequest, member: Member) -> HttpResponseBase:
        if must_consent_first(member, get_outstanding_consents(member)):
            return redirect("member_consents")
        return view(request, member)

    return member_required(wrapped)
