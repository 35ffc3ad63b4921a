"""Links from an article to other pages."""

from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest
from taggit.models import Tag

from news.models import NewsIndexPage, NewsPage


@dataclass
class ArticleLinks:
    """Links from *page* to its index, feed, author and tags, for *request*."""

    page: NewsPage
    request: HttpRequest

    @cached_property
    def index(self) -> NewsIndexPage:
        return self.page.get_parent().specific_deferred

    @property
    def feed(self) -> str:
        return self._build_url("feed")

    @property
    def author(self) -> str:
        """URL of the author's articles; empty if the article names no author."""
        author = self.page.public_author
        return self._build_url("author", author.slug) if author and author.slug else ""

    @property
    def tags(self) -> list[tuple[Tag, str]]:
        return [(tag, self._build_url("tag", tag.slug)) for tag in self.page.tag_list]

    def _build_url(self, name: str, *args: str) -> str:
        return f"{self._base}{self.index.reverse_subpage(name, args=args)}"

    @cached_property
    def _base(self) -> str:
        return self.index.get_url(self.request) or "/"
