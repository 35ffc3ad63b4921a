from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class UsersConfig(AppConfig):
    name = "users"
    verbose_name = "Users"
    default = True


class UserAdminConfig(WagtailUsersAppConfig):
    """Wagtail's user management with our forms for users and groups."""

    default = False
    group_viewset = "users.viewsets.GroupViewSet"
    user_viewset = "users.viewsets.UserViewSet"
