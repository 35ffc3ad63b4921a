"""Abstract page models: BasePage, ContentPage, IntroPage, ListingPage."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.paginator import Page as PageOfItems
from django.core.paginator import Paginator
from django.db import models
from django.http import Http404, HttpRequest
from django.utils.text import Truncator
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, PageManager, PageViewRestriction, Site
from wagtail.models.sites import SiteRootPath
from wagtail.search import index
from wagtail.url_routing import RouteResult

from core.blocks import BodyStreamBlock
from core.caching import cached_until_change
from core.forms import BasePageForm
from core.models.settings import NavigationSettings
from core.search_text import build_index_text
from core.text import get_reading_minutes, stream_text, strip_markup
from core.visibility.querysets import VisiblePageQuerySet
from core.visibility.restrictions import get_restriction_ids

META_DESCRIPTION_LENGTH = 160


def _read_site_root_paths() -> list[SiteRootPath]:
    """What ``Site.get_site_root_paths`` returns, read without Django's cache."""
    sites = Site.objects.select_related("root_page__locale")
    return [
        SiteRootPath(
            site.pk, site.root_page.url_path, site.root_url, site.root_page.locale.language_code
        )
        for site in sites.order_by("-root_page__url_path", "-is_default_site", "hostname")
    ]


class BasePage(Page):
    """Base of all pages: visibility, absolute URL, search text and metadata."""

    objects = PageManager.from_queryset(VisiblePageQuerySet)()

    quick_exit_enabled = models.BooleanField(
        "show the “Leave quickly” button",
        default=False,
        help_text="Adds a button that takes people off the site straight away. The join page, the "
        "urgent help page and member-only pages always have it.",
    )

    # Type of page that search results show.
    type_label = "Page"
    # Open Graph type: "article" or "website".
    og_type = "website"
    base_form_class = BasePageForm

    search_fields: ClassVar[list[Any]] = [
        *Page.search_fields,
        index.AutocompleteField("search_text"),
    ]

    settings_panels: ClassVar[list[Any]] = [*Page.settings_panels, FieldPanel("quick_exit_enabled")]

    class Meta:
        abstract = True

    @property
    def social_image_title(self) -> str:
        """Title on the social image. It must not contain members-only fields."""
        return self.title

    def get_publishing_errors(self) -> dict[str, str]:
        """Errors that prevent publishing, by field name; empty if there are none."""
        return {}

    @property
    def summary_text(self) -> str:
        """One or two sentences of plain text for listings; empty if there is no summary."""
        return ""

    @property
    def body_text(self) -> str:
        """Plain text of the page below its summary. It must not contain members-only fields."""
        return ""

    @property
    def search_text(self) -> str:
        """The text for the search index."""
        return build_index_text(self.title, self.summary_text, self.body_text)

    @property
    def shows_quick_exit(self) -> bool:
        """Whether the page has a quick exit.

        Editors can enable it. Private pages, the join page and urgent help always have it.
        """
        is_sensitive = self._is_site_page("urgent_help_page", "join_page")
        return self.quick_exit_enabled or is_sensitive or bool(get_restriction_ids(self))

    def _is_site_page(self, *names: str) -> bool:
        """Whether this page is chosen in one of the fields *names* of NavigationSettings."""
        chosen = NavigationSettings.get_site_pages()
        return self.pk is not None and self.pk in {chosen.get(name) for name in names}

    @property
    def is_protected(self) -> bool:
        """Whether every page of the site links to this page or to one below it."""
        return bool(NavigationSettings.load().protected_pages_under(self))

    @property
    def is_members_only(self) -> bool:
        """Whether the page is hidden from anonymous users."""
        return bool(get_restriction_ids(self))

    @property
    def meta_description(self) -> str:
        text = self.search_description or self.summary_text or self.body_text or self.title
        return Truncator(text).chars(META_DESCRIPTION_LENGTH)

    def get_full_url(self, request: HttpRequest | None = None) -> str | None:
        """The absolute URL under SITE_URL, not under the host of the Site row."""
        path = self.get_url(request)
        return f"{settings.SITE_URL}{path}" if path and path.startswith("/") else path

    full_url = property(get_full_url)

    def _get_site_root_paths(self, request: Any = None) -> Any:
        # Wagtail stores them in Django's cache. No page could be served while that is unavailable.
        if request is None:
            return cached_until_change("site_root_paths", _read_site_root_paths)
        # Wagtail reads this attribute.
        if not hasattr(request, "_wagtail_cached_site_root_paths"):
            request._wagtail_cached_site_root_paths = self._get_site_root_paths()
        return request._wagtail_cached_site_root_paths

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Wagtail's routing, but the specific fields of ancestors are not read."""
        # PostgreSQL refuses NUL in text.
        if any("\0" in component for component in path_components):
            raise Http404
        if len(path_components) < 2:
            return super().route(request, path_components)
        child = self.get_children().filter(slug=path_components[0]).first()
        if child is None:
            raise Http404
        child._cached_parent_obj = self
        return child.specific_deferred.route(request, path_components[1:])

    def get_view_restrictions(self) -> models.QuerySet[PageViewRestriction]:
        """View restrictions including those of an alias's source, which Wagtail ignores."""
        rules = get_restriction_ids(self)
        if not rules:
            return PageViewRestriction.objects.none()
        return PageViewRestriction.objects.filter(pk__in=rules)


class ContentPage(BasePage):
    """A page whose body is a StreamField."""

    body = StreamField(BodyStreamBlock(), blank=True)

    class Meta:
        abstract = True

    @property
    def body_text(self) -> str:
        return stream_text(self.body)

    @property
    def reading_minutes(self) -> int:
        return get_reading_minutes(self.body_text)


class IntroPage(BasePage):
    """A page with an introduction in rich text."""

    introduction = RichTextField(
        blank=True,
        help_text="One to three sentences under the title that say what the page offers.",
    )

    class Meta:
        abstract = True

    @property
    def summary_text(self) -> str:
        return strip_markup(self.introduction)


class ListingPage(IntroPage):
    """A page that lists its child pages.

    Subclasses implement ``get_items`` and ``get_routable_children``.
    """

    page_size: ClassVar[int] = 12

    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("introduction"),
    ]

    class Meta:
        abstract = True

    def get_items(self, request: HttpRequest) -> models.QuerySet[Any]:
        """The listed pages, in order, filtered with ``visible_to(request.user)``."""
        raise NotImplementedError

    def get_routable_children(self) -> models.QuerySet[Any]:
        """All child pages of the listed type, with what their templates need."""
        raise NotImplementedError

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Route to a child page in one query instead of Wagtail's two."""
        if len(path_components) == 1 and "\0" not in path_components[0]:
            child = self.get_routable_children().filter(slug=path_components[0]).first()
            if child:
                child._cached_parent_obj = self
                return child.route(request, [])
        return super().route(request, path_components)

    def paginate(self, request: HttpRequest, items: models.QuerySet[Any]) -> PageOfItems:
        """The items for ``?page=``: the first page if it is not a number, the last if too high."""
        return Paginator(items, self.page_size).get_page(request.GET.get("page"))
