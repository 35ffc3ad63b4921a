"""Entering an application that came by letter or telephone, in the words of the join page."""

from typing import Any

from django.db import transaction
from django.forms import Media
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin import messages
from wagtail_modeladmin.views import WMABaseView

from core.http import redirect_303
from membership.actions import record_paper_application
from membership.joining.draft import Start
from membership.models import Application, ConsentText, JoinPage, SubmittedFormToken
from membership.team.applications.filters import visible_to
from membership.team.applications.paper_forms import EntryForm, entry_form_for
from membership.team.applications.permissions import can_inspect
from membership.team.applications.views import INDEX_URL, PAPER_APPLICATION_URL, STYLE, address_of

CHANGED = (
    "While you were writing, the words that people agree to have changed. Please look whether "
    "they have agreed to what stands here now."
)
THERE_IS_ONE = (
    "There is an application from this address that is not decided. Entering this one takes its "
    "place, and erases it: tick below if that is right."
)
ENTERED_BEFORE = "This was entered already: the button was pressed twice."


class EnterApplication(WMABaseView):
    """It waits at once: whoever enters it has the sender's letter, or their voice."""

    page_title = "Enter an application"
    template_name = "membership/admin/paper_application.html"
    media = Media(css={"all": [STYLE]})

    @cached_property
    def page(self) -> JoinPage | None:
        """The join page; the open one, where there are several."""
        return JoinPage.objects.published().order_by("closed", "path").first()

    @cached_property
    def consent(self) -> ConsentText | None:
        """What people agree to now. Kept, so that it can be named by what is entered."""
        kind = ConsentText.ConsentType.APPLICATION
        return ConsentText.objects.keep(kind, self.page.consent_wording) if self.page else None

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._ask(entry_form_for(self.page)() if self.page else None)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.page is None:
            return self._ask(None)
        start = Start.signed(request.POST.get("start", ""))
        form = entry_form_for(self.page)(request.POST, start=start)
        if not form.is_valid():
            return self._ask(form)
        if self.consent is None or request.POST.get("consent") != str(self.consent.pk):
            return self._ask(form, note=CHANGED)
        asks = self._takes_a_place(form) and not form.cleaned_data["replaces"]
        # Unless the first press of this very button has taken the place. Looked at in this order,
        # since both are stored at the same moment.
        if asks and not SubmittedFormToken.objects.filter(digest=form.start.digest).exists():
            return self._ask(form, note=THERE_IS_ONE, asks_to_replace=True)
        return self._enter(form)

    def _enter(self, form: EntryForm) -> HttpResponse:
        application = self._entered(form)
        if application is None:
            messages.info(self.request, ENTERED_BEFORE)
            return redirect_303(INDEX_URL)
        messages.success(self.request, f"Entered as {application.reference}.")
        can_read = can_inspect(self.request.user)
        return redirect_303(address_of("inspect", application) if can_read else INDEX_URL)

    @transaction.atomic
    def _entered(self, form: EntryForm) -> Application | None:
        """The new application; None where this very form was sent before."""
        if not SubmittedFormToken.objects.get_or_create(digest=form.start.digest)[1]:
            return None
        return record_paper_application(by=self.request.user, **form.entry)

    def _takes_a_place(self, form: EntryForm) -> bool:
        there = visible_to(self.request.user).undecided()
        return there.from_email(form.cleaned_data["email"]).exists()

    def _ask(self, form: EntryForm | None, **context: Any) -> HttpResponse:
        context |= {"consent": self.consent, "page": self.page}
        addresses = {"address": reverse(PAPER_APPLICATION_URL), "list_address": reverse(INDEX_URL)}
        return self.render_to_response(self.get_context_data(form=form, **addresses, **context))
