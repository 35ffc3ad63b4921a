"""Before members' pages and documents, wherever they stand: where a membership rests, or words
wait to be agreed to, its member is led there first."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail import hooks
from wagtail.models import Page

from core.models import CustomDocument
from core.visibility import barred_collection_ids, may_see, rules_over
from membership.members.agreement import wordings_for
from membership.members.doors import asks_first, member_of
from membership.models import Member
from users.models import User

# Before core's hooks, which say no more than that something is closed.
EARLY = -2


@hooks.register("before_serve_page", order=EARLY)
def ask_before_a_page(page: Page, request: HttpRequest, *serve_args: Any) -> HttpResponse | None:
    """Of pages that strangers see, members are asked nothing."""
    if not request.user.is_authenticated or not rules_over(page):
        return None
    return _first(request, is_open=may_see(request.user, page))


@hooks.register("before_serve_document", order=EARLY)
def ask_before_a_document(document: CustomDocument, request: HttpRequest) -> HttpResponse | None:
    place = document.collection_id
    if not request.user.is_authenticated or place not in barred_collection_ids(None):
        return None
    return _first(request, is_open=place not in barred_collection_ids(request.user))


def asks_on_signing_in(user: User) -> str | None:
    """Where the words stand that *user* has to answer first; None where there are none."""
    member = Member.objects.filter(user=user).first()
    if member is None or not member.is_let_in or not asks_first(member, wordings_for(member)):
        return None
    return reverse("member_agreement")


def _first(request: HttpRequest, *, is_open: bool) -> HttpResponse | None:
    member = member_of(request)
    if member is None:
        return None
    if not is_open:
        # Their home says why, and until when; members who are let in simply may not see this.
        return None if member.is_let_in else redirect("members_home")
    if not asks_first(member, wordings_for(member)):
        return None
    way_back = urlencode({"next": request.get_full_path()})
    return redirect(f"{reverse('member_agreement')}?{way_back}")
