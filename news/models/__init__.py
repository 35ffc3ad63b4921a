"""News: the index, its articles and their authors."""

from news.models.author import Author
from news.models.index import NewsIndexPage
from news.models.page import NewsPage, NewsPageTag

__all__ = ["Author", "NewsIndexPage", "NewsPage", "NewsPageTag"]
