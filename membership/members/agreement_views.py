"""What members are asked to agree to, when it is worded anew."""

from contextlib import suppress

from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from core.http import redirect_303
from membership import actions
from membership.members.agreement import wordings_for
from membership.members.doors import for_members
from membership.members.forms import AgreementForm
from membership.models import ConsentText, Member, MemberTextSettings


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def agreement(request: HttpRequest, member: Member) -> HttpResponse:
    """Every wording that is still to be agreed to. Both answers are all right."""
    wordings = wordings_for(member)
    if not wordings:
        return redirect("members_home")
    if request.POST.get("step") == "decline":
        actions.decline_consents(member=member)
        return redirect_303("members_home")
    words = MemberTextSettings.load(request)
    sent = request.POST if request.method == "POST" else None
    form = AgreementForm(sent, wordings=wordings, words=words)
    return _agreed(member, wordings) if form.is_valid() else _asked(request, member, form, words)


def _agreed(member: Member, wordings: list[ConsentText]) -> HttpResponse:
    # Pressed twice at once, it is stored by the quicker.
    with suppress(IntegrityError):
        actions.agree(member=member, texts=wordings)
    actions.end_break(member=member)
    return redirect_303("members_home")


def _asked(
    request: HttpRequest, member: Member, form: AgreementForm, words: MemberTextSettings
) -> HttpResponse:
    context = {
        "heading": words.consent_heading,
        "words": words,
        "member": member,
        "form": form,
        "admitted": True,
    }
    return render(request, "membership/members/agree.html", context)
