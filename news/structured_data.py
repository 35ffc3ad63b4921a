"""A news article as schema.org's NewsArticle, from public fields only."""

from typing import Any

from core.navigation.chrome import get_site_chrome
from core.structured_data import CONTEXT
from news.models import NewsPage


def build_news_article(page: NewsPage) -> dict[str, Any]:
    """NewsArticle of *page*, published by the organisation in the settings."""
    organisation = get_site_chrome(None)["organisation"]["name"]
    facts = {
        "@context": CONTEXT,
        "@type": "NewsArticle",
        "headline": page.title,
        "description": page.summary,
        "url": page.full_url,
        "mainEntityOfPage": page.full_url,
        "datePublished": _format_date(page.date),
        "dateModified": _format_date(page.updated_on or page.date),
        "articleSection": page.get_kind_display(),
        "keywords": [tag.name for tag in page.tag_list],
        "inLanguage": "en-GB",
        "isAccessibleForFree": True,
        "author": {"@type": "Person", "name": page.byline} if page.byline else None,
        "publisher": {"@type": "Organization", "name": organisation},
    }
    return {key: value for key, value in facts.items() if value}


def _format_date(date: Any) -> str | None:
    return date.isoformat() if date else None
