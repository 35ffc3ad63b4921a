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

from membership import actions
from membership.actions.members import ENDING_GRACE_PERIOD
from membership.http import redirect_303
from membership.models import Member
from membership.staff.admin import STYLESHEET
from membership.staff.audit import log_access
from membership.staff.members.presenters import format_state
from membership.staff.permissions import can_manage_member
from privacy.models import AccessLog

State = Member.State
MAX_REASON_LENGTH = 4000
GRACE_PERIOD = f"{ENDING_GRACE_PERIOD.days} days"
OWN_MEMBERSHIP = "This is your own membership. Ask a colleague to do this."
RECOVERY_NOT_STARTED = (
    "Nothing was changed. Account recovery has already started, or this is a staff account, which "
    "only the site operator can recover."
)
STATE_CHANGED = "Nothing was changed. This membership is now: {state}."


class ConfirmForm(forms.Form):
    """A form without fields: submitting it confirms the action."""


class ReasonForm(ConfirmForm):
    reason = forms.CharField(
        label="Reason",
        max_length=MAX_REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="The member will see this exactly as you write it. Be kind and clear, and do "
        "not name anyone else.",
        error_messages={
            "required": "Enter a reason",
            "max_length": f"The reason must be {MAX_REASON_LENGTH:,} characters or fewer",
        },
    )


class SuspendForm(ReasonForm):
    until = forms.DateField(
        label="Suspended until",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="The suspension ends automatically on this day. Leave this empty to suspend "
        "until the team lifts it.",
        error_messages={"invalid": "Enter a date, for example 30/11/2026"},
    )

    def clean_until(self) -> date | None:
        until: date | None = self.cleaned_data["until"]
        if until and until <= timezone.localdate():
            raise ValidationError("The date must be in the future")
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
    template_name = "membership/staff/members/confirm_action.html"
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
        log_access(self.request, AccessLog.Action.OPENED, "member", [self.instance.user])
        return self.render_to_response(self.get_context_data(form=form, back_url=self.back_url))

    def refuse(self) -> HttpResponse:
        self.instance.refresh_from_db()
        message = STATE_CHANGED.format(state=format_state(self.instance).lower())
        messages.warning(self.request, message)
        return redirect_303(self.back_url)

    @property
    def back_url(self) -> str:
        return str(self.url_helper.get_action_url("inspect", self.instance.pk))


class SuspendView(MemberActionView):
    action, label = "suspend", "Suspend membership"
    question = (
        "The member will lose access to members’ pages straight away. They can still sign in, see "
        "the reason and see the data we hold about them. They will get a neutral email asking "
        "them to sign in."
    )
    success_message = "Membership suspended. The member can no longer open members’ pages."
    is_serious = True
    allowed_states: ClassVar[set[str]] = {State.ACTIVE, State.BREAK}
    form_class = SuspendForm

    def perform(self, **fields: Any) -> bool:
        return actions.suspend(**fields)


class ReinstateView(MemberActionView):
    action, label = "reinstate", "Lift suspension"
    question = "The member will get access to members’ pages straight away, and a neutral email."
    success_message = "Suspension lifted. The member can open members’ pages again."
    allowed_states: ClassVar[set[str]] = {State.SUSPENDED}

    def perform(self, **fields: Any) -> bool:
        return actions.reinstate(**fields)


class EndMembershipView(MemberActionView):
    action, label = "end", "End membership"
    question = (
        "The member will lose access to members’ pages straight away, and everything about them "
        f"will be deleted in {GRACE_PERIOD}. Until then they can see the reason and you can cancel "
        "the ending. After that it cannot be undone."
    )
    success_message = (
        f"Membership ended. Everything about the member will be deleted in {GRACE_PERIOD}. You "
        "can cancel the ending until then."
    )
    is_serious = True
    allowed_states: ClassVar[set[str]] = {State.ACTIVE, State.BREAK, State.SUSPENDED}
    form_class = ReasonForm

    def perform(self, **fields: Any) -> bool:
        return actions.end_membership(**fields)


class CancelEndingView(MemberActionView):
    action, label = "cancel_ending", "Cancel ending"
    question = "They will be a member as before and will get a neutral email."
    success_message = "Ending cancelled. They are a member as before."
    allowed_states: ClassVar[set[str]] = {State.ENDING}

    def perform(self, **fields: Any) -> bool:
        return actions.cancel_ending(**fields)


class RecoverAccountView(MemberActionView):
    action, label = "recover_account", "Start account recovery"
    question = (
        "Use this for someone who has lost both their password and their two-step sign-in. First "
        "make sure the request really comes from them. They will get a neutral email with a link "
        "to stop the recovery within 24 hours. After that, their password and two-step sign-in "
        "are reset and they get an email with a link to choose a new password."
    )
    success_message = (
        "Account recovery started. An email is being sent. If nobody stops it, a link to choose a "
        "new password will follow in 24 hours."
    )
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
