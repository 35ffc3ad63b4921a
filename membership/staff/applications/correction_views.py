"""Corrections: a mistyped email address, an expired onboarding link."""

from django.http import HttpResponse
from wagtail.admin import messages

from encryption import DecryptionError
from membership.actions import AlreadyDecided, correct_email, send_onboarding_link
from membership.http import redirect_303
from membership.models import Application
from membership.staff.applications.decision_forms import ConfirmForm, CorrectEmailForm
from membership.staff.applications.decision_views import ApplicationActionView
from membership.staff.applications.views import DELETED_MESSAGE, get_fallback_url

CORRECTED = "Email address corrected. A neutral email with a new link is being sent to it."
SENT = "A neutral email with a new link is being sent to the applicant."


class CorrectEmailView(ApplicationActionView):
    """Correct the email address of an application. Links sent to the old one stop working."""

    action = "correct_email"
    form_class = CorrectEmailForm
    explanation = (
        "Links sent to the current address will stop working. A new link will be sent to the new "
        "address. Anyone who reads that email can see the status of the application, so wait for "
        "the applicant to contact you if you are not sure."
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
        "This applicant was approved but has not set up their membership. They will get a neutral "
        "email with a new link. Their old link will stop working."
    )

    def perform(self, form: ConfirmForm) -> HttpResponse:
        try:
            is_sent = send_onboarding_link(application=self.instance, by=self.user)
        except DecryptionError as error:
            message = f"The email address cannot be decrypted. {error}"
            messages.warning(self.request, message)
            return redirect_303(self.back_url)
        if not is_sent:
            return self.refuse()
        messages.success(self.request, SENT)
        return redirect_303(self.back_url)
