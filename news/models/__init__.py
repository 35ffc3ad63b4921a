"""Models of news: index page, articles, authors and daily page views.

Template tags, hooks and structured data import it; querysets, forms and the feed never do.
"""

from news.models.author import Author
from news.models.index import NewsIndexPage
from news.models.page import NewsPage, NewsPageTag
from news.models.page_views import DailyViews

__all__ = ["Author", "DailyViews", "NewsIndexPage", "NewsPage", "NewsPageTag"]
