from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class UsersConfig(AppConfig):
    name = "users"
    verbose_name = "Users"
    default = True


class UserAdminConfig(WagtailUsersAppConfig):
    """Wagtail's user management, with forms that know our User."""

    default = False
    user_viewset = "users.viewsets.UserViewSet"
