"""Wagtail's viewsets for users and groups, with email login and protected group names."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail.users.forms import GroupForm as BaseGroupForm
from wagtail.users.forms import UserCreationForm as BaseCreationForm
from wagtail.users.forms import UserEditForm as BaseEditForm
from wagtail.users.views.groups import DeleteView as BaseGroupDeleteView
from wagtail.users.views.groups import GroupViewSet as BaseGroupViewSet
from wagtail.users.views.users import CreateView as BaseCreateView
from wagtail.users.views.users import EditView as BaseEditView
from wagtail.users.views.users import UserViewSet as BaseViewSet

from users.actions import notify_account_change, send_invitation_email
from users.models import MEMBERS_GROUP, STAFF_GROUPS, User

NAME_HELP = "Shown to other staff. Leave this empty for members. Do not enter members’ real names."
EMPTY_HELP = "Leave this empty to email a link for choosing a password."
# The code refers to these groups by name, so renaming one would change permissions.
NAMED_GROUPS = frozenset({MEMBERS_GROUP, *STAFF_GROUPS})
DUPLICATE = {"duplicate_username": "There is already an account with this email address."}


class UserCreationForm(BaseCreationForm):
    password_required = False
    first_name = forms.CharField(required=False, max_length=150, help_text=NAME_HELP)
    last_name = forms.CharField(required=False, max_length=150)
    error_messages = BaseCreationForm.error_messages | DUPLICATE

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = EMPTY_HELP

    def save(self, commit: bool = True) -> User:
        if not self.cleaned_data.get("password1"):
            self.instance.set_unusable_password()
        return super().save(commit=commit)


class UserEditForm(BaseEditForm):
    first_name = forms.CharField(required=False, max_length=150, help_text=NAME_HELP)
    last_name = forms.CharField(required=False, max_length=150)
    error_messages = BaseEditForm.error_messages | DUPLICATE


class CreateView(BaseCreateView):
    """Emails an invitation to users created without a password."""

    @transaction.atomic
    def save_instance(self) -> User:
        user = super().save_instance()
        if not user.has_usable_password():
            send_invitation_email(user=user)
        return user


class EditView(BaseEditView):
    """Emails users whose email address or password has changed, at the previous address too."""

    @transaction.atomic
    def save_instance(self) -> User:
        before = User.objects.get(pk=self.object.pk)
        user = super().save_instance()
        if (user.email, user.password) != (before.email, before.password):
            notify_account_change(before=before, user=user, by=self.request.user)
        return user


class UserViewSet(BaseViewSet):
    add_view_class = CreateView
    edit_view_class = EditView

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        return UserEditForm if for_update else UserCreationForm


class GroupForm(BaseGroupForm):
    def clean_name(self) -> str:
        name: str = super().clean_name()
        if self.instance.name in NAMED_GROUPS and name != self.instance.name:
            raise ValidationError("You cannot rename this group because the site relies on it")
        return name


class GroupDeleteView(BaseGroupDeleteView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.object.name in NAMED_GROUPS and self.user_has_permission("delete"):
            messages.error(request, "You cannot delete this group because the site relies on it.")
            return redirect("wagtailusers_groups:edit", self.object.pk)
        return super().dispatch(request, *args, **kwargs)


class GroupViewSet(BaseGroupViewSet):
    delete_view_class = GroupDeleteView

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        return GroupForm
