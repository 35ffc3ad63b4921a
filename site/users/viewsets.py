"""Accounts in the admin, for superusers: Wagtail's own, with an address and an optional name."""

from django import forms
from wagtail.admin import messages
from wagtail.users.forms import UserCreationForm as BaseCreationForm
from wagtail.users.forms import UserEditForm as BaseEditForm
from wagtail.users.views.users import CreateView as BaseCreateView
from wagtail.users.views.users import UserViewSet as BaseViewSet

from users.actions import send_set_up_link
from users.letters import MailNotSent
from users.models import User

NAME_HELP = "Shown to other staff. Leave it empty for members: their real names have no place here."
DUPLICATE = {"duplicate_username": "There is an account with this address already."}


class UserCreationForm(BaseCreationForm):
    password_required = False
    first_name = forms.CharField(required=False, max_length=150, help_text=NAME_HELP)
    last_name = forms.CharField(required=False, max_length=150)
    error_messages = BaseCreationForm.error_messages | DUPLICATE

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = "Leave it empty: a link to choose one is then mailed."

    def save(self, commit: bool = True) -> User:
        if not self.cleaned_data.get("password1"):
            self.instance.set_unusable_password()
        return super().save(commit=commit)


class UserEditForm(BaseEditForm):
    first_name = forms.CharField(required=False, max_length=150, help_text=NAME_HELP)
    last_name = forms.CharField(required=False, max_length=150)
    error_messages = BaseEditForm.error_messages | DUPLICATE


class CreateView(BaseCreateView):
    """Mails the set-up link to whoever was given no password."""

    def save_instance(self) -> User:
        user = super().save_instance()
        if not user.has_usable_password():
            self._mail_link(user)
        return user

    def _mail_link(self, user: User) -> None:
        try:
            send_set_up_link(user=user)
        except MailNotSent:
            messages.warning(
                self.request,
                "The account is there, but the mail with the link could not be sent. The person "
                "can ask for one under “I have forgotten my password”.",
            )


class UserViewSet(BaseViewSet):
    add_view_class = CreateView

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        return UserEditForm if for_update else UserCreationForm
