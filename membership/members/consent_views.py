"""The page where members agree to changed consent texts, or decline."""

from contextlib import suppress

from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from membership import actions
from membership.http import redirect_303
from membership.members.decorators import member_required
from membership.members.forms import ConsentForm
from membership.models import ConsentText, Member, MemberTextSettings


@member_required
@require_http_methods(["GET", "HEAD", "POST"])
def consent_view(request: HttpRequest, member: Member) -> HttpResponse:
    """Ask for all outstanding consents. Members who decline are put on a break."""
    texts = actions.get_outstanding_consents(member)
    if not texts:
        return redirect("members_home")
    if request.POST.get("step") == "decline":
        actions.decline_consents(member=member)
        return redirect_303("members_home")
    text = MemberTextSettings.load(request)
    data = request.POST if request.method == "POST" else None
    form = ConsentForm(data, texts=texts, text=text)
    return (
        _save_consents(member, texts)
        if form.is_valid()
        else _render_consent_form(request, member, form, text)
    )


def _save_consents(member: Member, texts: list[ConsentText]) -> HttpResponse:
    # If the form is submitted twice concurrently, the first request stores the consents.
    with suppress(IntegrityError):
        actions.agree(member=member, texts=texts)
    actions.end_break(member=member)
    return redirect_303("members_home")


def _render_consent_form(
    request: HttpRequest, member: Member, form: ConsentForm, text: MemberTextSettings
) -> HttpResponse:
    context = {
        "heading": text.consent_heading,
        "text": text,
        "member": member,
        "form": form,
        "admitted": True,
    }
    return render(request, "membership/members/consents.html", context)
