"""Writing: the index, its pieces, and who they are by."""

from news.models.author import Author
from news.models.index import NewsIndexPage
from news.models.page import NewsPage, NewsPageTag

__all__ = ["Author", "NewsIndexPage", "NewsPage", "NewsPageTag"]
