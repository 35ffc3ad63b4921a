"""Accounts in the admin, for superusers: Wagtail's own, with an address and an optional name."""

from django import forms
from django.db import transaction
from wagtail.users.forms import UserCreationForm as BaseCreationForm
from wagtail.users.forms import UserEditForm as BaseEditForm
from wagtail.users.views.users import CreateView as BaseCreateView
from wagtail.users.views.users import EditView as BaseEditView
from wagtail.users.views.users import UserViewSet as BaseViewSet

from users.actions import send_set_up_link, tell_of_change
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

    @transaction.atomic
    def save_instance(self) -> User:
        user = super().save_instance()
        if not user.has_usable_password():
            send_set_up_link(user=user)
        return user


class EditView(BaseEditView):
    """Tells whoever gets a new password here that it has changed."""

    @transaction.atomic
    def save_instance(self) -> User:
        user = super().save_instance()
        if self.form.cleaned_data.get("password1"):
            tell_of_change(user=user)
        return user


class UserViewSet(BaseViewSet):
    add_view_class = CreateView
    edit_view_class = EditView

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        return UserEditForm if for_update else UserCreationForm
