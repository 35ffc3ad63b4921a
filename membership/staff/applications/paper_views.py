"""The page where the team enters an application that came by letter or telephone."""

from typing import Any

from django.db import transaction
from django.forms import Media
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin import messages
from wagtail_modeladmin.views import WMABaseView

from membership.actions import record_paper_application
from membership.applications.form_state import FormToken
from membership.http import redirect_303
from membership.models import Application, ConsentText, JoinPage, SubmittedFormToken
from membership.staff.admin import STYLESHEET
from membership.staff.applications.filters import visible_to
from membership.staff.applications.paper_forms import PaperApplicationForm, get_paper_form_class
from membership.staff.applications.views import (
    INDEX_URL,
    PAPER_APPLICATION_URL,
    get_action_url,
)
from membership.staff.permissions import can_inspect_applications

CONSENT_CHANGED = (
    "The text people agree to changed while you were filling in this form. Check that the person "
    "agreed to the text shown now."
)
APPLICATION_EXISTS = (
    "There is already an undecided application from this email address. If you add this one, the "
    "existing one will be deleted. Tick the box below to confirm."
)
ALREADY_ENTERED = "This application has already been added."


class PaperApplicationView(WMABaseView):
    """Enter a paper application. It needs no confirmation, as the team has a letter or a call."""

    page_title = "Add a paper or phone application"
    template_name = "membership/staff/applications/paper_application.html"
    media = Media(css={"all": [STYLESHEET]})

    @cached_property
    def page(self) -> JoinPage | None:
        """A published join page, an open one if possible, or None."""
        return JoinPage.objects.published().order_by("closed", "path").first()

    @cached_property
    def consent(self) -> ConsentText | None:
        """The current consent text, stored as a version so that the application can refer to it."""
        kind = ConsentText.ConsentType.APPLICATION
        return (
            ConsentText.objects.get_or_create_version(kind, self.page.consent_text)
            if self.page
            else None
        )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._render_form(get_paper_form_class(self.page)() if self.page else None)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.page is None:
            return self._render_form(None)
        token = FormToken.from_signed(request.POST.get("start", ""))
        form = get_paper_form_class(self.page)(request.POST, token=token)
        if not form.is_valid():
            return self._render_form(form)
        if self.consent is None or request.POST.get("consent") != str(self.consent.pk):
            return self._render_form(form, message=CONSENT_CHANGED)
        needs_confirmation = self._replaces_application(form) and not form.cleaned_data["replaces"]
        # No confirmation if this form was submitted twice: the existing application is then the one
        # from the first request. Check the token last, as both are stored in one transaction.
        if (
            needs_confirmation
            and not SubmittedFormToken.objects.filter(digest=form.token.digest).exists()
        ):
            return self._render_form(form, message=APPLICATION_EXISTS, asks_to_replace=True)
        return self._save(form)

    def _save(self, form: PaperApplicationForm) -> HttpResponse:
        application = self._create_application(form)
        if application is None:
            messages.info(self.request, ALREADY_ENTERED)
            return redirect_303(INDEX_URL)
        message = f"Application added. Reference: {application.reference}."
        messages.success(self.request, message)
        can_read = can_inspect_applications(self.request.user)
        return redirect_303(get_action_url("inspect", application) if can_read else INDEX_URL)

    @transaction.atomic
    def _create_application(self, form: PaperApplicationForm) -> Application | None:
        """Create the application, or return None if this form was submitted before."""
        if not SubmittedFormToken.objects.get_or_create(digest=form.token.digest)[1]:
            return None
        return record_paper_application(by=self.request.user, **form.application_fields)

    def _replaces_application(self, form: PaperApplicationForm) -> bool:
        applications = visible_to(self.request.user).undecided()
        return applications.from_email(form.cleaned_data["email"]).exists()

    def _render_form(self, form: PaperApplicationForm | None, **context: Any) -> HttpResponse:
        context |= {"consent": self.consent, "page": self.page}
        urls = {"form_url": reverse(PAPER_APPLICATION_URL), "list_url": reverse(INDEX_URL)}
        return self.render_to_response(self.get_context_data(form=form, **urls, **context))
