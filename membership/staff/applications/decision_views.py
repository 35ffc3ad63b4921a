"""Views of actions on one application: each confirms on GET and performs on POST.

They show its reference, profession and stage only. Texts that are not submitted yet are stored
nowhere except in the page itself.
"""

from typing import Any, ClassVar

from django.forms import Media
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from wagtail.admin import messages

from formats.dates import format_local_time
from mailqueue.models import EmailTemplateSettings
from mailqueue.rendering import EmailMessageContent
from membership.actions import AlreadyDecided, NoOtherReviewer, decide, recuse, undo_decision
from membership.actions.decisions import DECISION_LOG_ACTIONS
from membership.http import redirect_303
from membership.models import (
    ONBOARDING_VALID_FOR,
    ApplicationDecision,
    ApplicationTextSettings,
)
from membership.staff.admin import STYLESHEET
from membership.staff.applications.decision_forms import (
    ApproveForm,
    AskForm,
    ConfirmForm,
    DeclineForm,
    RecusalForm,
)
from membership.staff.applications.timeline import (
    ACTION_LABELS,
    DecisionTimeline,
    get_available_actions,
)
from membership.staff.applications.views import (
    ApplicationInstanceView,
    get_action_url,
    get_fallback_url,
)

DecisionType = ApplicationDecision.DecisionType
NO_OTHER_REVIEWER = (
    "Nobody else can decide on this application. Ask the site operator to add someone to the "
    "membership team, and leave the application until then."
)
RECUSED = "You have handed over the application. You can no longer see it."
UNDONE = "Undone. The applicant was not told."
ALREADY_UNDONE = "This has already been undone."
NOTHING_TO_UNDO = (
    "There is nothing to undo. It has already been undone, or the applicant has been told."
)
TOO_LATE = "You can no longer undo this because the applicant has been told."


class ApplicationActionView(ApplicationInstanceView):
    """A page that confirms and performs one action. *action* is the last part of the URL name."""

    action = ""
    explanation = ""
    form_class: ClassVar[type[ConfirmForm]] = ConfirmForm
    template_name = "membership/staff/applications/confirm_action.html"
    media = Media(css={"all": [STYLESHEET]})

    @property
    def label(self) -> str:
        return ACTION_LABELS[self.action]

    def get_page_title(self) -> str:
        return self.label

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.action not in get_available_actions(self.instance):
            return self.refuse()
        return self.render_form(self.form_class(application=self.instance, user=self.user))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.action not in get_available_actions(self.instance):
            return self.refuse()
        form = self.form_class(request.POST, application=self.instance, user=self.user)
        if request.POST.get("step") == "change" or not form.is_valid():
            return self.render_form(form)
        return self.perform(form)

    def perform(self, form: ConfirmForm) -> HttpResponse:
        """Perform the action, add a message and redirect."""
        raise NotImplementedError

    def render_form(self, form: ConfirmForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form, back_url=self.back_url))

    def refuse(self) -> HttpResponse:
        """The response if the action is not available any more, such as after another decision."""
        decisions = self.instance.decisions.filter(kind__in=DECISION_LOG_ACTIONS)
        return self.handle_already_decided(AlreadyDecided(decisions.newest_first().first()))

    def handle_already_decided(self, error: AlreadyDecided) -> HttpResponse:
        messages.warning(self.request, error.message)
        return redirect_303(self.back_url)

    @property
    def back_url(self) -> str:
        return get_action_url("inspect", self.instance)


class DecisionView(ApplicationActionView):
    """Base class for approving, declining and asking."""

    kind = ""

    def perform(self, form: ConfirmForm) -> HttpResponse:
        try:
            decision = decide(
                application=self.instance, by=self.user, kind=self.kind, **form.cleaned_data
            )
        except AlreadyDecided as error:
            return self.handle_already_decided(error)
        return self.confirm(decision)

    def handle_already_decided(self, error: AlreadyDecided) -> HttpResponse:
        """Confirm the user's own identical decision: the form was submitted twice."""
        decision = error.decision
        done = (self.user.pk, self.kind)
        is_own = decision and decision.can_be_undone and (decision.by_id, decision.kind) == done
        return (
            self.confirm(decision) if decision and is_own else super().handle_already_decided(error)
        )

    def confirm(self, decision: ApplicationDecision) -> HttpResponse:
        until = format_local_time(decision.undo_until)
        message = f"Saved. The applicant will be told at {until}. You can undo it until then."
        button = messages.button(get_action_url("undo", self.instance), "Undo")
        messages.success(self.request, message, buttons=[button])
        return redirect_303(self.back_url)


class ApproveView(DecisionView):
    action, kind = "approve", DecisionType.APPROVED
    form_class = ApproveForm
    explanation = (
        "The applicant will get a neutral email in 10 minutes. They use the link in it to choose "
        "a pseudonym and become a member."
    )


class PreviewedDecisionView(DecisionView):
    """Shows a preview of what the applicant will read; only a second POST stores the decision."""

    button = "Preview"
    text_before_field = ""
    text_after_fields: tuple[str, ...] = ()
    heading_field = ""

    def perform(self, form: ConfirmForm) -> HttpResponse:
        return (
            super().perform(form)
            if self.request.POST.get("step") == "send"
            else self.render_preview(form)
        )

    def render_preview(self, form: ConfirmForm) -> HttpResponse:
        text_settings = ApplicationTextSettings.load()
        context = self.get_context_data(
            values=form.cleaned_data,
            email=render_decision_email(),
            heading=getattr(text_settings, self.heading_field),
            before=getattr(text_settings, self.text_before_field),
            after=[getattr(text_settings, name) for name in self.text_after_fields],
            back_url=self.back_url,
        )
        return TemplateResponse(
            self.request, "membership/staff/applications/email_preview.html", context
        )


def render_decision_email() -> EmailMessageContent:
    """The email that the applicant will get, with an example link."""
    link = EmailTemplateSettings.TEMPLATES["application_update"].placeholders["link"][1]
    return EmailTemplateSettings.load().render(
        "application_update", link=link, days=ONBOARDING_VALID_FOR.days
    )


class DeclineView(PreviewedDecisionView):
    action, kind = "decline", DecisionType.DECLINED
    form_class = DeclineForm
    heading_field, text_before_field = "declined_heading", "declined_text"
    text_after_fields = ("ask_again_text", "support_text")
    explanation = (
        "The applicant will get a neutral email in 10 minutes. The link in it opens a page with "
        "your message, how to apply again and where else to find support."
    )


class AskView(PreviewedDecisionView):
    action, kind = "ask", DecisionType.ASKED
    form_class = AskForm
    heading_field, text_before_field = "asked_heading", "asked_text"
    explanation = (
        "The applicant will get a neutral email in 10 minutes. The link in it opens a page where "
        "they can read and answer your question. Ask only for what you need to decide."
    )


class RecuseView(ApplicationActionView):
    action = "recuse"
    form_class = RecusalForm
    template_name = "membership/staff/applications/recusal.html"
    explanation = (
        "Hand over this application if you know the person or someone else should decide. You do "
        "not need to give a reason. You will no longer be able to find, read or export it. You "
        "cannot undo this."
    )

    def perform(self, form: ConfirmForm) -> HttpResponse:
        try:
            recuse(application=self.instance, by=self.user, to=form.cleaned_data["to"])
        except NoOtherReviewer:
            messages.warning(self.request, NO_OTHER_REVIEWER)
            return redirect_303(self.back_url)
        except AlreadyDecided as error:
            return self.handle_already_decided(error)
        messages.success(self.request, RECUSED)
        return redirect_303(get_fallback_url(self.user))

    def render_form(self, form: ConfirmForm) -> HttpResponse:
        context = self.get_context_data(
            form=form, back_url=self.back_url, no_other_reviewer=NO_OTHER_REVIEWER
        )
        return self.render_to_response(context)


class UndoView(ApplicationInstanceView):
    """Undo the pending decision, which the applicant has not been emailed about."""

    page_title = "Undo"
    template_name = "membership/staff/applications/undo.html"
    media = Media(css={"all": [STYLESHEET]})

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        timeline, back_url = (
            DecisionTimeline(self.instance),
            get_action_url("inspect", self.instance),
        )
        if timeline.pending is None:
            messages.info(request, NOTHING_TO_UNDO)
            return redirect(back_url)
        return self.render_to_response(self.get_context_data(timeline=timeline, back_url=back_url))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        decision = self.instance.pending_decision
        requested = request.POST.get("decision", "")
        if (
            decision
            and str(decision.pk) == requested
            and undo_decision(decision=decision, by=self.user)
        ):
            messages.success(request, UNDONE)
        else:
            messages.warning(request, self._explain_failure(requested))
        return redirect_303(get_action_url("inspect", self.instance))

    def _explain_failure(self, requested: str) -> str:
        """The message for a decision that is final, or deleted because it was undone."""
        remaining = {str(pk) for pk in self.instance.decisions.values_list("pk", flat=True)}
        return TOO_LATE if requested in remaining else ALREADY_UNDONE
