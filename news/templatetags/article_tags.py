"""Template tags of the page of an article."""

from typing import Any

from django import template

from news.article_links import ArticleLinks
from news.structured_data import build_news_article

register = template.Library()

register.filter(build_news_article)


@register.simple_tag(takes_context=True)
def article_links(context: dict[str, Any]) -> ArticleLinks:
    """Links from the article to its index, feed, author and tags."""
    return ArticleLinks(context["page"], context["request"])
