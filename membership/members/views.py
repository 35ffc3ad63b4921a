"""Views of the members' home, settings and breaks."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe
from wagtail import hooks
from wagtail.admin.ui.components import Component

from membership import actions
from membership.http import redirect_303
from membership.members.dashboard import (
    get_members_only_documents,
    get_members_only_pages,
    get_pages_published_since,
)
from membership.members.decorators import consented_member_required, get_member, must_consent_first
from membership.members.forms import PSEUDONYM_TAKEN, SettingsForm, decrypt_or_none
from membership.models import Member, MemberTextSettings
from membership.welcome import pop_welcome_flag
from users.mfa.authenticators import get_authenticators
from users.mfa.decorators import login_required_never_cached

HOME = "Members’ home"
SETTINGS = "Name and settings"
require_get_or_post = require_http_methods(["GET", "HEAD", "POST"])


# --- Members' home -------------------------------------------------------------------------------
@login_required_never_cached
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The members' home; for suspended and ending members, the reason and the date instead."""
    member = get_member(request)
    if member is None:
        return _render_home_without_membership(request)
    if not member.has_access:
        return _render_closed(request, member)
    texts = actions.get_outstanding_consents(member)
    if must_consent_first(member, texts):
        return redirect("member_consents")
    member.record_visit(timezone.localdate())
    return _render_home(request, member, has_declined=bool(texts and member.declined_on))


def _render_home_without_membership(request: HttpRequest) -> HttpResponse:
    """The home for superusers and users in the group Members who have no membership."""
    user: Any = request.user
    if not (user.is_superuser or user.is_member):
        raise PermissionDenied
    return _render_home(request, None)


def _render_home(request: HttpRequest, member: Member | None, **more: Any) -> HttpResponse:
    text = MemberTextSettings.load(request)
    name = member.pseudonym if member else ""
    return _render(
        request,
        "home",
        heading=text.home_heading.replace("{pseudonym}", name) if member else HOME,
        member=member,
        panels=_get_panels(request),
        news=get_pages_published_since(request, member.previous_visit_on if member else None),
        pages=get_members_only_pages(request),
        documents=get_members_only_documents(request.user),
        **_get_welcome_context(request),
        **more,
    )


def _get_panels(request: HttpRequest) -> list[Component]:
    """Panels that other apps append, with the hook ``construct_members_home_panels``, by order."""
    panels: list[Component] = []
    for add_panels in hooks.get_hooks("construct_members_home_panels"):
        add_panels(request, panels)
    return sorted(panels, key=lambda panel: panel.order)


def _get_welcome_context(request: HttpRequest) -> dict[str, Any]:
    """Once after onboarding: the welcome text, and whether to offer two-step sign-in."""
    if not pop_welcome_flag(request):
        return {}
    mfa_methods = get_authenticators(request.user).primary  # type: ignore[arg-type]
    return {"is_welcome": True, "offers_mfa": not mfa_methods}


def _render_closed(request: HttpRequest, member: Member) -> HttpResponse:
    """The page for suspended and ending members, with the reason and what they can still open."""
    text = MemberTextSettings.load(request)
    if member.state == Member.State.ENDING:
        heading, lead = text.ending_heading, text.ending_text
        reason = decrypt_or_none(member, "ending_reason")
    else:
        heading, lead = text.suspended_heading, text.suspended_text
        reason = decrypt_or_none(member.suspensions.first(), "reason")
    return _render(request, "closed", heading=heading, lead=lead, reason=reason, member=member)


# --- Settings ------------------------------------------------------------------------------------
@consented_member_required
@require_get_or_post
@sensitive_post_parameters()
def settings(request: HttpRequest, member: Member) -> HttpResponse:
    """Pseudonym, real name, shown profession and notices of the current member."""
    text = MemberTextSettings.load(request)
    data = request.POST if request.method == "POST" else None
    form = SettingsForm(data, member=member, text=text)
    if form.is_valid() and _save(form, member):
        return redirect_303(f"{reverse('member_settings')}?saved")
    is_saved = data is None and "saved" in request.GET
    return _render(
        request, "settings", heading=SETTINGS, form=form, member=member, is_saved=is_saved
    )


def _save(form: SettingsForm, member: Member) -> bool:
    """Store the changes. Returns False and stores nothing if the pseudonym was taken since."""
    try:
        if form.new_pseudonym:
            actions.rename(member=member, pseudonym=form.new_pseudonym)
    except actions.PseudonymTaken:
        form.add_error("pseudonym", PSEUDONYM_TAKEN)
        return False
    if form.changes:
        actions.change_settings(member=member, **form.changes)
    return True


# --- Breaks --------------------------------------------------------------------------------------
@consented_member_required
@require_get_or_post
def break_view(request: HttpRequest, member: Member) -> HttpResponse:
    """Take or end a break. Members on a break keep access."""
    if request.method == "POST":
        return _change_break(request, member)
    text = MemberTextSettings.load(request)
    return _render(request, "break", heading=text.break_heading, member=member)


def _change_break(request: HttpRequest, member: Member) -> HttpResponse:
    if request.POST.get("step") == "come back":
        actions.end_break(member=member)
        # The break continues if there are outstanding consents; without any, that page redirects
        # to the members' home.
        return redirect_303("member_consents")
    if request.POST.get("step") == "take":
        actions.take_break(member=member)
    return redirect_303("members_home")


def _render(request: HttpRequest, name: str, **context: Any) -> HttpResponse:
    # "admitted": the page is not public, so it shows the quick exit button.
    defaults = {"text": MemberTextSettings.load(request), "admitted": True}
    return render(request, f"membership/members/{name}.html", {**defaults, **context})
