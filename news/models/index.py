"""The news index: all articles, by type, tag, author and year, and as a feed."""

import datetime
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from django.conf import settings
from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from wagtail.contrib.routable_page.models import RoutablePageMixin, path, re_path

from core.caching import cached_until_change
from core.models import ListingPage
from core.visibility.restrictions import UserOrNone
from news.choices import ArticleType
from news.facets import ListingFacets
from news.feeds import build_atom_feed
from news.models.author import Author
from news.models.page import NewsPage
from news.querysets import ListSummary, NewsPageQuerySet

# Few, since the feed contains full articles.
FEED_SIZE = 20
CARDS_PER_ROW = 3


@dataclass
class Listing:
    """One page of articles (*items*) and the heading of this listing."""

    items: PaginatorPage
    path: str
    facets: ListingFacets
    heading: str = ""
    kicker: str = ""
    role: str = ""
    lead: str = ""
    kind: str = ""
    tag: str = ""
    author_slug: str = ""
    year: int | None = None

    @property
    def canonical_url(self) -> str:
        """The absolute URL, with no query parameter other than the page number."""
        number = self.items.number
        return f"{settings.SITE_URL}{self.path}" + (f"?page={number}" if number > 1 else "")

    # The index opens with a featured article and a row of cards, then lists dated rows.
    # Listings of a tag, an author or a year are rows only.

    @property
    def has_featured_layout(self) -> bool:
        return not (self.tag or self.author_slug or self.year)

    @property
    def featured_article(self) -> NewsPage | None:
        is_opening = self.has_featured_layout and self.items.number == 1
        return next(iter(self._articles), None) if is_opening else None

    @property
    def card_articles(self) -> list[NewsPage]:
        """Articles shown as cards: one full row, or none."""
        following = self._articles[1 : 1 + CARDS_PER_ROW] if self.featured_article else []
        return following if len(following) == CARDS_PER_ROW else []

    @property
    def row_articles(self) -> list[NewsPage]:
        return self._articles[len(self.card_articles) + (1 if self.featured_article else 0) :]

    @property
    def author(self) -> Author | None:
        """The author of an author's listing, else None."""
        return self._articles[0].author if self.author_slug else None

    @cached_property
    def _articles(self) -> list[NewsPage]:
        return list(self.items)


class NewsIndexPage(RoutablePageMixin, ListingPage):
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

    def get_routable_children(self) -> NewsPageQuerySet:
        return NewsPage.objects.child_of(self).for_reading()

    def get_facets(self, user: UserOrNone) -> ListingFacets:
        """Facets of the articles visible to *user*; cached for anonymous users until a change."""
        if user is not None and user.is_authenticated:
            return ListingFacets(self.get_articles(user))
        return cached_until_change(
            ("news listing facets", self.pk), lambda: ListingFacets(self.get_articles(user))
        )

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
        return build_atom_feed(self, articles, request)

    # --- Responses -------------------------------------------------------------------------

    def _render_kind_or_year(
        self, request: HttpRequest, articles: NewsPageQuerySet, **listing_fields: Any
    ) -> TemplateResponse:
        """Render *articles* of a type or year; 404 for a year without visible articles."""
        facets = self.get_facets(request.user)
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
        facets = self.get_facets(request.user)
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
