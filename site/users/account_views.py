"""Views for changing the email address, ending all sessions and cancelling account recovery."""

from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import TemplateView
from django.views.generic.edit import FormView

from users.actions import (
    TooManyChanges,
    cancel_account_recovery,
    confirm_email_change,
    request_email_change,
    sign_out_everywhere,
)
from users.forms import FieldLabelsMixin
from users.models import AccountRecovery, AccountTextSettings, EmailChange
from users.sessions import get_open_session_keys


class EmailForm(FieldLabelsMixin, forms.Form):
    labels: ClassVar[dict[str, str]] = {"email": "New email address"}

    email = forms.EmailField(max_length=254)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.user = user
        self.fields["email"].widget.attrs |= {"autocomplete": "email"}

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].strip().lower()
        if email == self.user.email:
            raise forms.ValidationError(
                "Enter a different email address. You already sign in with this one."
            )
        return email


@method_decorator(sensitive_post_parameters(), name="dispatch")
class EmailView(FormView):
    """Ask for the new email address. The response does not show whether it is in use."""

    template_name = "account/email.html"
    form_class = EmailForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user}

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            request_email_change(user=self.request.user, email=form.cleaned_data["email"])  # type: ignore[arg-type]
        except TooManyChanges:
            form.add_error(None, AccountTextSettings.load().email_often_text)
            return self.form_invalid(form)
        return redirect("account_email_sent")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(text=AccountTextSettings.load().email_text, **kwargs)


class MessageView(TemplateView):
    """A page with one message: *text_field* names a field of AccountTextSettings."""

    template_name = "account/message.html"
    text_field = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            text=getattr(AccountTextSettings.load(), self.text_field), **kwargs
        )


class SessionsView(TemplateView):
    """The number of open sessions of the user, and a button that ends them."""

    template_name = "account/sessions.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user: Any = self.request.user
        return super().get_context_data(
            number=len(get_open_session_keys(user)),
            text=AccountTextSettings.load().sessions_text,
            **kwargs,
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        sign_out_everywhere(user=request.user)  # type: ignore[arg-type]
        # Otherwise the middleware would save the current session again.
        request.session.flush()
        return redirect("account_login")


# The token in the URL is the only credential, so there is no session to protect.
@method_decorator([csrf_exempt, sensitive_post_parameters()], name="dispatch")
class TokenView(TemplateView):
    """The page of an emailed link. Only a POST acts, since email scanners follow links.

    The status is the name of a field of AccountTextSettings. The page shows the button while the
    status is `confirm_field`.
    """

    template_name = "account/token.html"
    confirm_field = ""
    button = ""

    def get_text_field(self, token: str) -> str:
        raise NotImplementedError

    def confirm(self, token: str) -> str:
        """Carry out the action; return the text field that describes the result."""
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._render_text(self.get_text_field(kwargs["token"]))

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        return self._render_text(self.confirm(token))

    def _render_text(self, text_field: str) -> HttpResponse:
        text = getattr(AccountTextSettings.load(), text_field)
        context = self.get_context_data(
            text=text, can_confirm=text_field == self.confirm_field, button=self.button
        )
        return self.render_to_response(context)


class ConfirmEmailView(TokenView):
    confirm_field = "email_confirm_text"
    button = "Confirm new email address"

    def get_text_field(self, token: str) -> str:
        change = EmailChange.objects.by_token(token)
        if change is None or (change.is_closed and not change.is_confirmed):
            return "email_failed_text"
        if change.is_closed:
            is_applied = change.user.email == change.new_email
            return "email_done_text" if is_applied else "email_failed_text"
        if not change.is_open(timezone.now()):
            return "email_failed_text"
        has_confirmed = getattr(change, f"{change.get_token_role(token)}_confirmed_at")
        return "email_half_text" if has_confirmed else self.confirm_field

    def confirm(self, token: str) -> str:
        change = EmailChange.objects.by_token(token)
        if change is not None and change.is_open(timezone.now()):
            confirm_email_change(change=change, token=token)
        return self.get_text_field(token)


class CancelRecoveryView(TokenView):
    confirm_field = "recovery_text"
    button = "Stop this request"

    def get_text_field(self, token: str) -> str:
        recovery = AccountRecovery.objects.by_token(token)
        if recovery is None or recovery.completed_at:
            return "recovery_closed_text"
        return "recovery_cancelled_text" if recovery.cancelled_at else self.confirm_field

    def confirm(self, token: str) -> str:
        recovery = AccountRecovery.objects.by_token(token)
        if recovery is not None:
            cancel_account_recovery(recovery=recovery)
        return self.get_text_field(token)
