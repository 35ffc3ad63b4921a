"""Pages in the programming interface of the admin, to be read and not to be changed."""

from typing import Any

from wagtail import hooks
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.api.v2.router import WagtailAPIRouter


class ReadOnlyPagesAPIViewSet(PagesAdminAPIViewSet):
    """Without Wagtail's actions: they call no hook, and the admin itself uses none of them."""

    actions: dict[str, Any] = {}

    @classmethod
    def get_urlpatterns(cls) -> list[Any]:
        return [pattern for pattern in super().get_urlpatterns() if pattern.name != "action"]


@hooks.register("construct_admin_api")
def register_read_only_pages_api(router: WagtailAPIRouter) -> None:
    router.register_endpoint("pages", ReadOnlyPagesAPIViewSet)
