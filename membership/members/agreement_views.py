"""What members are asked to agree to, when it is worded anew."""

from contextlib import suppress

from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from core.responses import SeeOther
from membership import actions
from membership.members.agreement import wordings_for
from membership.members.doors import for_members
from membership.members.forms import AgreementForm
from membership.models import ConsentText, Member, MemberWordingSettings


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def agreement(request: HttpRequest, member: Member) -> HttpResponse:
    """Every wording that is still to be agreed to. Both answers are all right."""
    wordings = wordings_for(member)
    if not wordings:
        return redirect(_way_on(request))
    if request.POST.get("step") == "decline":
        actions.decline_agreement(member=member)
        return SeeOther("members_home")
    words = MemberWordingSettings.load(request)
    sent = request.POST if request.method == "POST" else None
    form = AgreementForm(sent, wordings=wordings, words=words)
    if not form.is_valid():
        return _asked(request, member, form, words)
    _agree(member, wordings)
    return SeeOther(_way_on(request))


def _agree(member: Member, wordings: list[ConsentText]) -> None:
    # Pressed twice at once, it is stored by the quicker.
    with suppress(IntegrityError):
        actions.agree(member=member, texts=wordings)
    actions.come_back(member=member)


def _way_on(request: HttpRequest) -> str:
    """Where they were going when they were asked; home, unless that is a path of this site."""
    asked = request.GET.get("next", "")
    is_ours = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if is_ours else reverse("members_home")


def _asked(
    request: HttpRequest, member: Member, form: AgreementForm, words: MemberWordingSettings
) -> HttpResponse:
    context = {
        "heading": words.agree_heading,
        "words": words,
        "member": member,
        "form": form,
        "admitted": True,
    }
    return render(request, "membership/members/agree.html", context)
