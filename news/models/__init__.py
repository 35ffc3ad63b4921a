"""News: the index, its articles and their authors."""

from news.models.author import Author
from news.models.index import NewsIndexPage
from news.models.page import NewsPage, NewsPageTag
from news.models.page_views import DailyViews

__all__ = ["Author", "DailyViews", "NewsIndexPage", "NewsPage", "NewsPageTag"]
