"""Views of actions on a membership: confirm on GET, perform on POST."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms import Media
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from wagtail.admin import messages
from wagtail_modeladmin.views import InstanceSpecificView

from core.http import redirect_303
from membership import actions
from membership.actions.members import ENDING_GRACE_PERIOD
from membership.models import Member
from membership.team.members.audit import STYLESHEET, format_state, get_action_url, log_access
from membership.team.members.permissions import can_manage_member
from privacy.models import AccessLog

State = Member.State
MAX_REASON_LENGTH = 4000
GRACE_PERIOD = f"{ENDING_GRACE_PERIOD.days} days"
OWN_MEMBERSHIP = "This is your own membership. Please ask a colleague."
RECOVERY_NOT_STARTED = (
    "Nothing was done: it is under way already, or they are of the staff, whom the operator helps."
)
STATE_CHANGED = "Nothing was done: this membership stands otherwise by now. It is: {state}."


class ConfirmForm(forms.Form):
    """A form without fields: submitting it confirms the action."""


class ReasonForm(ConfirmForm):
    reason = forms.CharField(
        label="Why",
        max_length=MAX_REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="The member reads this, word for word. Please be kind and plain, and name "
        "nobody else.",
    )


class SuspendForm(ReasonForm):
    until = forms.DateField(
        label="Let in again on",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="By itself, early on that day. Empty: when the team lets them in again.",
    )

    def clean_until(self) -> date | None:
        until: date | None = self.cleaned_data["until"]
        if until and until <= timezone.localdate():
            raise ValidationError("Please choose a day in the future, or none.")
        return until


class MemberActionView(InstanceSpecificView):
    """A page that confirms and performs one action on a member.

    *action* is the last part of the URL name. The action is available in *allowed_states*.
    """

    action = ""
    label = ""
    question = ""
    success_message = ""
    is_serious = False
    allowed_states: ClassVar[set[str]] = set()
    form_class: ClassVar[type[ConfirmForm]] = ConfirmForm
    template_name = "membership/admin_members/confirm_action.html"
    media = Media(css={"all": [STYLESHEET]})

    def get_page_title(self) -> str:
        return self.label

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not can_manage_member(request.user, self.instance):
            messages.warning(request, OWN_MEMBERSHIP)
            return redirect_303(self.back_url)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.instance.state not in self.allowed_states:
            return self.refuse()
        return self.render_form(self.form_class())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form_class(request.POST)
        if not form.is_valid():
            return self.render_form(form)
        if not self.perform(member=self.instance, by=request.user, **form.cleaned_data):
            return self.refuse()
        messages.success(request, self.success_message)
        return redirect_303(self.back_url)

    def perform(self, **fields: Any) -> bool:
        """Perform the action. Returns False if another user has changed the state first."""
        raise NotImplementedError

    def render_form(self, form: ConfirmForm) -> HttpResponse:
        log_access(self.request, AccessLog.Action.OPENED, [self.instance])
        return self.render_to_response(self.get_context_data(form=form, back_url=self.back_url))

    def refuse(self) -> HttpResponse:
        self.instance.refresh_from_db()
        message = STATE_CHANGED.format(state=format_state(self.instance).lower())
        messages.warning(self.request, message)
        return redirect_303(self.back_url)

    @property
    def back_url(self) -> str:
        return get_action_url("inspect", self.instance)


class SuspendView(MemberActionView):
    action, label = "suspend", "Suspend"
    question = (
        "The members’ pages close at the next click. They can still sign in, read why, and see "
        "what we keep about them. A neutral mail tells them that there is something to read."
    )
    success_message = "Suspended. The members’ pages are closed to them."
    is_serious = True
    allowed_states: ClassVar[set[str]] = {State.ACTIVE, State.BREAK}
    form_class = SuspendForm

    def perform(self, **fields: Any) -> bool:
        return actions.suspend(**fields)


class ReinstateView(MemberActionView):
    action, label = "reinstate", "Let in again"
    question = "The members’ pages open to them at once, and a neutral mail goes out."
    success_message = "Let in again. The members’ pages are open to them."
    allowed_states: ClassVar[set[str]] = {State.SUSPENDED}

    def perform(self, **fields: Any) -> bool:
        return actions.reinstate(**fields)


class EndMembershipView(MemberActionView):
    action, label = "end", "End the membership"
    question = (
        f"The members’ pages close at once, and everything about them is erased in {GRACE_PERIOD}. "
        "Until then they can read why, and you can take it back. Afterwards nothing can be undone."
    )
    success_message = (
        f"Ended. Everything about them is erased in {GRACE_PERIOD}; "
        "until then it can be taken back."
    )
    is_serious = True
    allowed_states: ClassVar[set[str]] = {State.ACTIVE, State.BREAK, State.SUSPENDED}
    form_class = ReasonForm

    def perform(self, **fields: Any) -> bool:
        return actions.end_membership(**fields)


class CancelEndingView(MemberActionView):
    action, label = "cancel_ending", "Take back the ending"
    question = "They are a member as before, and a neutral mail goes out."
    success_message = "Taken back. They are a member as before."
    allowed_states: ClassVar[set[str]] = {State.ENDING}

    def perform(self, **fields: Any) -> bool:
        return actions.cancel_ending(**fields)


class RecoverAccountView(MemberActionView):
    action, label = "recover_account", "Help back in"
    question = (
        "For somebody who has lost both their password and their second step. First make sure that "
        "it is they who ask. A neutral mail goes to the address that we know; for a day they can "
        "stop it by the link in it. Then password and second step are taken away, and a second "
        "mail brings a link for a new password."
    )
    success_message = "A mail is on its way. If nobody stops it, the link follows in a day."
    allowed_states: ClassVar[set[str]] = set(State)

    def perform(self, **fields: Any) -> bool:
        return actions.recover_member_account(**fields)

    def refuse(self) -> HttpResponse:
        messages.warning(self.request, RECOVERY_NOT_STARTED)
        return redirect_303(self.back_url)


ACTION_VIEWS: tuple[type[MemberActionView], ...] = (
    SuspendView,
    ReinstateView,
    EndMembershipView,
    CancelEndingView,
    RecoverAccountView,
)


def get_available_actions(member: Member) -> list[type[MemberActionView]]:
    """The views of the actions that the state of *member* allows."""
    return [view for view in ACTION_VIEWS if member.state in view.allowed_states]
