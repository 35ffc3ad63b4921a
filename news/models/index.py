"""The news index: all articles, by type, tag, author and year, and as a feed."""

import datetime
from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from wagtail.contrib.routable_page.models import RoutablePageMixin, path, re_path
from wagtail.url_routing import RouteResult

from core.models import ListingPage
from core.visibility.restrictions import UserOrNone
from news.choices import ArticleType
from news.feed import build_atom_feed
from news.listing import Listing, get_listing_facets
from news.models.page import NewsPage
from news.querysets import ListSummary, NewsPageQuerySet

# Few, since the feed contains full articles.
FEED_SIZE = 20


class ArticleRouteMixin(ListingPage):
    """Routes to an article in one query instead of Wagtail's two."""

    class Meta:
        abstract = True

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        article = self._find_by_slug(path_components[0]) if len(path_components) == 1 else None
        return article.route(request, []) if article else super().route(request, path_components)

    def _find_by_slug(self, slug: str) -> NewsPage | None:
        # PostgreSQL rejects NUL in query parameters.
        if "\0" in slug:
            raise Http404
        article = NewsPage.objects.child_of(self).for_reading().filter(slug=slug).first()
        if article:
            article._cached_parent_obj = self
        return article


class NewsIndexPage(RoutablePageMixin, ArticleRouteMixin):
    """Index of all articles, newest first."""

    type_label = "News"
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["news.NewsPage"]
    max_count_per_parent = 1
    page_description = "Lists all articles, newest first."
    template = "news/news_index_page.html"
    admin_default_ordering = "-date"

    class Meta:
        verbose_name = "news list"

    def get_articles(self, user: UserOrNone) -> NewsPageQuerySet:
        """Child articles visible to *user*."""
        return NewsPage.objects.child_of(self).visible_to(user)

    def get_items(self, request: HttpRequest) -> NewsPageQuerySet:
        return self.get_articles(request.user).newest_first().for_listing()

    @property
    def feed_url(self) -> str:
        return f"{self.full_url}feed/"

    # --- Routes ----------------------------------------------------------------------------

    @path("")
    def all_articles(self, request: HttpRequest) -> HttpResponse:
        return self._render_kind_or_year(request, self.get_items(request))

    @path("kind/<slug:kind>/", name="kind")
    def of_kind(self, request: HttpRequest, kind: str) -> HttpResponse:
        if kind not in ArticleType.values:
            raise Http404
        articles = self.get_items(request).of_kind(kind)
        return self._render_kind_or_year(
            request, articles, heading=ArticleType(kind).plural_label, kind=kind
        )

    @re_path(r"^(?P<year>[0-9]{4})/$", name="year")
    def by_year(self, request: HttpRequest, year: str) -> HttpResponse:
        if int(year) < datetime.MINYEAR:
            raise Http404
        articles = self.get_items(request).in_year(int(year))
        listing_fields = {"kicker": "Articles from", "heading": year, "year": int(year)}
        return self._render_kind_or_year(request, articles, **listing_fields)

    @re_path(r"^tag/(?P<slug>[-\w]+)/$", name="tag")
    def by_tag(self, request: HttpRequest, slug: str) -> HttpResponse:
        tag = self.get_articles(request.user).tag_summary(slug)
        articles = self.get_items(request).tagged(slug)
        return self._render_tag_or_author(request, articles, tag, kicker="Topic", tag=slug)

    @path("author/<slug:slug>/", name="author")
    def by_author(self, request: HttpRequest, slug: str) -> HttpResponse:
        author = self.get_articles(request.user).author_summary(slug)
        articles = self.get_items(request).by_author(slug)
        return self._render_tag_or_author(
            request, articles, author, kicker="Articles by", author_slug=slug
        )

    @path("feed/", name="feed")
    def feed(self, request: HttpRequest) -> HttpResponse:
        """Public articles for every user, because feed readers republish what they fetch."""
        articles = self.get_articles(None).newest_first().for_feed()[:FEED_SIZE]
        return build_atom_feed(self, list(articles), request)

    # --- Responses -------------------------------------------------------------------------

    def _render_kind_or_year(
        self, request: HttpRequest, articles: NewsPageQuerySet, **listing_fields: Any
    ) -> TemplateResponse:
        """Render *articles* of a type or year; 404 for a year without visible articles."""
        facets = get_listing_facets(request.user, self)
        count = facets.total(listing_fields.get("kind", ""), listing_fields.get("year"))
        if not count and listing_fields.get("year"):
            raise Http404
        return self._render_listing(request, articles, count, facets=facets, **listing_fields)

    def _render_tag_or_author(
        self,
        request: HttpRequest,
        articles: NewsPageQuerySet,
        summary: ListSummary,
        **listing_fields: Any,
    ) -> TemplateResponse:
        """Render *articles* of a tag or author; 404 if none is visible."""
        if not summary.total:
            raise Http404
        listing_fields |= {"heading": summary.name, "role": summary.role, "lead": summary.bio}
        facets = get_listing_facets(request.user, self)
        return self._render_listing(
            request, articles, summary.total, facets=facets, **listing_fields
        )

    def _render_listing(
        self, request: HttpRequest, articles: NewsPageQuerySet, count: int, **listing_fields: Any
    ) -> TemplateResponse:
        paginator = Paginator(articles, self.page_size)
        paginator.count = count
        items = paginator.get_page(request.GET.get("page"))
        listing = Listing(items, path=request.path, **listing_fields)
        return self.render(request, context_overrides={"listing": listing, "items": items})
