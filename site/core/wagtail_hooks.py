"""Wagtail hooks: snippets, taxonomy, view restrictions, protected pages and link handlers."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.admin.panels import FieldPanel
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.models import Page
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from core import admin_api, branding, page_creation  # noqa: F401  (their hooks)
from core.access_log import admin as access_log_admin  # noqa: F401  (its hooks)
from core.editor_permissions import get_linkable_pages
from core.mail import admin, panels  # noqa: F401  (their hooks)
from core.models import (
    ContentNote,
    CustomDocument,
    Helpline,
    NavigationSettings,
    Profession,
    Topic,
)
from core.page_privacy import hooks as page_privacy_hooks  # noqa: F401  (its hooks)
from core.rich_text import (
    VisibleDocumentLinkHandler,
    VisibleImageEmbedHandler,
    VisiblePageLinkHandler,
)
from core.uploads import bulk_actions  # noqa: F401  (its hooks)
from core.visibility import can_view, get_hidden_collection_ids


class HelplineViewSet(SnippetViewSet):
    model = Helpline
    icon = "help"
    menu_label = "Helplines"
    add_to_admin_menu = True
    menu_order = 250
    list_display = ("name", "number", "nation", "review_by")
    list_filter = ("nation",)
    search_fields = ("name", "number")
    sort_order_field = "sort_order"
    panels = (
        FieldPanel("name"),
        FieldPanel("number"),
        FieldPanel("url"),
        FieldPanel("hours"),
        FieldPanel("nation"),
        FieldPanel("text"),
        FieldPanel("in_footer"),
        FieldPanel("review_by"),
    )


class ContentNoteViewSet(SnippetViewSet):
    model = ContentNote
    icon = "warning"
    list_display = ("name", "explanation")
    search_fields = ("name",)


class TaxonomyTermViewSet(ModelViewSet):
    form_fields = ("name", "slug")
    list_display = ("name", "slug")
    search_fields = ("name",)
    exclude_from_explorer = False


class TopicViewSet(TaxonomyTermViewSet):
    model = Topic
    icon = "tag"


class ProfessionViewSet(TaxonomyTermViewSet):
    model = Profession
    icon = "user"


class TaxonomyViewSetGroup(ModelViewSetGroup):
    menu_label = "Categories"
    menu_icon = "tag"
    menu_order = 260
    items = (TopicViewSet, ProfessionViewSet)


register_snippet(HelplineViewSet)
register_snippet(ContentNoteViewSet)


@hooks.register("register_admin_viewset")
def register_taxonomy_viewset() -> TaxonomyViewSetGroup:
    return TaxonomyViewSetGroup()


# Runs before Wagtail's own checks. Those would redirect signed-in users to the login page in an
# endless loop, and ask for a shared password where an imported view restriction has one.
@hooks.register("before_serve_page", order=-1)
def check_page_visibility(
    page: Page, request: HttpRequest, *serve_args: Any
) -> HttpResponse | None:
    return None if can_view(request.user, page) else _deny_or_login(request)


@hooks.register("before_serve_document", order=-1)
def check_document_visibility(
    document: CustomDocument, request: HttpRequest
) -> HttpResponse | None:
    is_open = document.collection_id not in get_hidden_collection_ids(request.user)
    return None if is_open else _deny_or_login(request)


def _deny_or_login(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        raise PermissionDenied
    return redirect_to_login(request.get_full_path(), settings.WAGTAIL_FRONTEND_LOGIN_URL)


@hooks.register("before_delete_page")
@hooks.register("before_unpublish_page")
def prevent_removing_protected_pages(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to delete or unpublish pages in NavigationSettings, and their ancestors."""
    protected = NavigationSettings.load().protected_pages_under(page)
    if not protected:
        return None
    names = ", ".join(f"“{name}”" for name in protected)
    messages.error(
        request,
        f"You cannot do this because every page links to {names}. First choose another page "
        "under Settings > Menus and footer.",
    )
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("before_bulk_action")
def prevent_removing_protected_pages_in_bulk(
    request: HttpRequest, action_type: str, objects: list[Any], action_instance: Any
) -> HttpResponse | None:
    if action_type not in {"delete", "unpublish"}:
        return None
    pages = (item for item in objects if isinstance(item, Page))
    return next(
        (answer for page in pages if (answer := prevent_removing_protected_pages(request, page))),
        None,
    )


@hooks.register("before_bulk_action")
def refuse_to_publish_aliases_in_bulk(
    request: HttpRequest, action_type: str, objects: list[Any], action_instance: Any
) -> HttpResponse | None:
    """Refuse to publish aliases in bulk: Wagtail would fail, since they have no revisions."""
    pages = [item for item in objects if isinstance(item, Page)]
    if action_type != "publish" or not pages:
        return None
    aliases = [page for page in pages if page.alias_of_id]
    if action_instance.cleaned_form.cleaned_data.get("include_descendants"):
        for page in pages:
            # Wagtail publishes the descendants that are not live.
            below = page.get_descendants().not_live()
            aliases += below.filter(alias_of__isnull=False)
    if not aliases:
        return None
    titles = ", ".join(f"“{page.title}”" for page in aliases)
    messages.error(
        request,
        "Nothing was published. You cannot publish an alias, because it is published with its "
        f"page: {titles}.",
    )
    return redirect("wagtailadmin_explore", pages[0].get_parent().pk)


@hooks.register("register_rich_text_features", order=100)
def register_link_handlers(features: FeatureRegistry) -> None:
    """Replace Wagtail's link handlers with ones that check visibility."""
    features.register_link_type(VisiblePageLinkHandler)
    features.register_link_type(VisibleDocumentLinkHandler)
    features.register_embed_type(VisibleImageEmbedHandler)


@hooks.register("construct_page_chooser_queryset")
def filter_page_chooser(queryset: Any, request: HttpRequest) -> Any:
    """Offer only pages that the user can link to.

    Wagtail offers all pages to all staff, including drafts and private ones.
    """
    return queryset.filter(pk__in=get_linkable_pages(request.user).order_by().values("pk"))
