"""Corrections: a mistyped email address, an expired onboarding link."""

from django.http import HttpResponse
from wagtail.admin import messages

from core.http import redirect_303
from encryption import DecryptionError
from membership.actions import AlreadyDecided, correct_email, send_onboarding_link
from membership.models import Application
from membership.team.applications.decision_forms import ConfirmForm, CorrectEmailForm
from membership.team.applications.decision_views import ApplicationActionView
from membership.team.applications.views import DELETED_MESSAGE, get_fallback_url

CORRECTED = "The address is corrected, and a neutral mail with a new link is on its way to it."
SENT = "A neutral mail with a new link is on its way to the applicant."


class CorrectEmailView(ApplicationActionView):
    """Correct the email address of an application. Links sent to the old one stop working."""

    action = "correct_email"
    form_class = CorrectEmailForm
    explanation = (
        "All links that were sent to the present address stop working, and a new one goes to the "
        "right address. If you are not sure, wait until the applicant writes again: whoever reads "
        "that mail can see how the application stands."
    )

    def perform(self, form: ConfirmForm) -> HttpResponse:
        email = form.cleaned_data["email"]
        try:
            correct_email(application=self.instance, by=self.user, email=email)
        except Application.DoesNotExist:
            messages.info(self.request, DELETED_MESSAGE)
            return redirect_303(get_fallback_url(self.user))
        except AlreadyDecided as error:
            return self.handle_already_decided(error)
        messages.success(self.request, CORRECTED)
        return redirect_303(self.back_url)


class SendOnboardingLinkView(ApplicationActionView):
    """Send the onboarding link again to an approved applicant who has not used it."""

    action = "send_link"
    explanation = (
        "The applicant was approved and has not set up their membership. A new neutral mail with "
        "a new link goes to their address, and the older link stops working."
    )

    def perform(self, form: ConfirmForm) -> HttpResponse:
        try:
            is_sent = send_onboarding_link(application=self.instance, by=self.user)
        except DecryptionError as error:
            messages.warning(self.request, f"The address cannot be read. {error}")
            return redirect_303(self.back_url)
        if not is_sent:
            return self.refuse()
        messages.success(self.request, SENT)
        return redirect_303(self.back_url)
