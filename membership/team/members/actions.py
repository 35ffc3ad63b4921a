"""What the team does with a membership: a page that asks (GET), and the act (POST)."""

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
from membership.team.members.audit import STYLE, address_of, note, state_of
from membership.team.members.permissions import can_manage_member
from privacy.models import AccessLog

State = Member.State
LONGEST_REASON = 4000
TWO_WEEKS = f"{ENDING_GRACE_PERIOD.days} days"
OWN = "This is your own membership. Please ask a colleague."
UNDER_WAY = (
    "Nothing was done: it is under way already, or they are of the staff, whom the operator helps."
)
NOT_NOW = "Nothing was done: this membership stands otherwise by now. It is: {state}."


class ActForm(forms.Form):
    """Nothing but yes."""


class ReasonForm(ActForm):
    reason = forms.CharField(
        label="Why",
        max_length=LONGEST_REASON,
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


class ActOnMember(InstanceSpecificView):
    """One act. *action*: the name of its address; *before*: the states in which it fits."""

    action = ""
    label = ""
    question = ""
    done = ""
    is_serious = False
    before: ClassVar[set[str]] = set()
    form_class: ClassVar[type[ActForm]] = ActForm
    template_name = "membership/admin_members/confirm_action.html"
    media = Media(css={"all": [STYLE]})

    def get_page_title(self) -> str:
        return self.label

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not can_manage_member(request.user, self.instance):
            messages.warning(request, OWN)
            return redirect_303(self.back)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.instance.state not in self.before:
            return self.not_now()
        return self.ask(self.form_class())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form_class(request.POST)
        if not form.is_valid():
            return self.ask(form)
        if not self.act(member=self.instance, by=request.user, **form.cleaned_data):
            return self.not_now()
        messages.success(request, self.done)
        return redirect_303(self.back)

    def act(self, **fields: Any) -> bool:
        """Whether it was done: somebody else may have been first."""
        raise NotImplementedError

    def ask(self, form: ActForm) -> HttpResponse:
        note(self.request, AccessLog.Action.OPENED, [self.instance])
        return self.render_to_response(self.get_context_data(form=form, back=self.back))

    def not_now(self) -> HttpResponse:
        self.instance.refresh_from_db()
        words = NOT_NOW.format(state=state_of(self.instance).lower())
        messages.warning(self.request, words)
        return redirect_303(self.back)

    @property
    def back(self) -> str:
        return address_of("inspect", self.instance)


class Suspend(ActOnMember):
    action, label = "suspend", "Suspend"
    question = (
        "The members’ pages close at the next click. They can still sign in, read why, and see "
        "what we keep about them. A neutral mail tells them that there is something to read."
    )
    done = "Suspended. The members’ pages are closed to them."
    is_serious = True
    before: ClassVar[set[str]] = {State.ACTIVE, State.BREAK}
    form_class = SuspendForm

    def act(self, **fields: Any) -> bool:
        return actions.suspend(**fields)


class LetIn(ActOnMember):
    action, label = "reinstate", "Let in again"
    question = "The members’ pages open to them at once, and a neutral mail goes out."
    done = "Let in again. The members’ pages are open to them."
    before: ClassVar[set[str]] = {State.SUSPENDED}

    def act(self, **fields: Any) -> bool:
        return actions.reinstate(**fields)


class End(ActOnMember):
    action, label = "end", "End the membership"
    question = (
        f"The members’ pages close at once, and everything about them is erased in {TWO_WEEKS}. "
        "Until then they can read why, and you can take it back. Afterwards nothing can be undone."
    )
    done = (
        f"Ended. Everything about them is erased in {TWO_WEEKS}; until then it can be taken back."
    )
    is_serious = True
    before: ClassVar[set[str]] = {State.ACTIVE, State.BREAK, State.SUSPENDED}
    form_class = ReasonForm

    def act(self, **fields: Any) -> bool:
        return actions.end_membership(**fields)


class Keep(ActOnMember):
    action, label = "cancel_ending", "Take back the ending"
    question = "They are a member as before, and a neutral mail goes out."
    done = "Taken back. They are a member as before."
    before: ClassVar[set[str]] = {State.ENDING}

    def act(self, **fields: Any) -> bool:
        return actions.cancel_ending(**fields)


class HelpBackIn(ActOnMember):
    action, label = "recover_account", "Help back in"
    question = (
        "For somebody who has lost both their password and their second step. First make sure that "
        "it is they who ask. A neutral mail goes to the address that we know; for a day they can "
        "stop it by the link in it. Then password and second step are taken away, and a second "
        "mail brings a link for a new password."
    )
    done = "A mail is on its way. If nobody stops it, the link follows in a day."
    before: ClassVar[set[str]] = set(State)

    def act(self, **fields: Any) -> bool:
        return actions.recover_member_account(**fields)

    def not_now(self) -> HttpResponse:
        messages.warning(self.request, UNDER_WAY)
        return redirect_303(self.back)


ACTS: tuple[type[ActOnMember], ...] = (Suspend, LetIn, End, Keep, HelpBackIn)


def get_available_actions(member: Member) -> list[type[ActOnMember]]:
    """What can be done as it stands."""
    return [act for act in ACTS if member.state in act.before]
