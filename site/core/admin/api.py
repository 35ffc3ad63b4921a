"""Read-only pages endpoint of the admin API."""

from typing import Any

from wagtail import hooks
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.api.v2.router import WagtailAPIRouter


class ReadOnlyPagesAPIViewSet(PagesAdminAPIViewSet):
    """Omits Wagtail's page actions, which call no hooks and which the admin does not use."""

    actions: dict[str, Any] = {}

    @classmethod
    def get_urlpatterns(cls) -> list[Any]:
        return [pattern for pattern in super().get_urlpatterns() if pattern.name != "action"]


@hooks.register("construct_admin_api")
def register_read_only_pages_api(router: WagtailAPIRouter) -> None:
    router.register_endpoint("pages", ReadOnlyPagesAPIViewSet)
