"""The newest articles as an Atom feed with their full text."""

import datetime
import re
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.xmlutils import SimplerXMLGenerator

from core.blocks.body_structure import annotate_body
from core.navigation.chrome import get_site_chrome
from core.visibility.current_user import as_user
from news.feed_markup import sanitise_for_feed

# Characters that XML does not allow; a single one makes the whole feed invalid.
INVALID_XML_CHARACTERS = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class FullAtomFeed(Atom1Feed):
    """Atom feed whose entries have their full text as well as a summary."""

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["content"], {"type": "html"})


def build_atom_feed(index: Any, articles: Iterable[Any], request: HttpRequest) -> HttpResponse:
    """Return *articles* of the page *index* as an Atom feed response."""
    feed = FullAtomFeed(
        title=_strip_invalid_xml(f"{index.title} – {_get_organisation_name()}"),
        link=index.full_url,
        description=None,
        subtitle=_strip_invalid_xml(index.summary_text) or None,
        language="en-GB",
        author_name=_strip_invalid_xml(_get_organisation_name()),
        feed_url=index.feed_url,
        feed_guid=index.full_url,
    )
    # Render links as for anonymous visitors: feed readers republish what they fetch.
    with as_user(None):
        for article in articles:
            feed.add_item(**_build_entry(article, request))
    response = HttpResponse(content_type=feed.content_type)
    feed.write(response, "utf-8")
    return response


def _build_entry(article: Any, request: HttpRequest) -> dict[str, Any]:
    notes = article.content_note_summary
    return {
        "title": _strip_invalid_xml(article.title),
        "link": article.full_url,
        # Does not change when the article moves, so feed readers do not show it twice.
        "unique_id": f"urn:uuid:{article.translation_key}",
        # Summaries are HTML. Content notes replace the summary, to warn readers before the text.
        "description": _strip_invalid_xml(escape(notes or article.summary)),
        "content": _strip_invalid_xml(_render_content(article, notes, request)),
        "author_name": _strip_invalid_xml(article.byline or _get_organisation_name()),
        "categories": [_strip_invalid_xml(tag.name) for tag in article.tag_list],
        "pubdate": _get_midnight(article.date),
        "updateddate": _get_midnight(article.updated_on or article.date),
    }


def _render_content(article: Any, notes: str, request: HttpRequest) -> str:
    parts = [format_html("<p><strong>{}</strong></p>", notes)] if notes else []
    parts += [format_html("<p>{}</p>", article.summary)]
    parts += [_render_block(block, request) for block in annotate_body(article.body)]
    return sanitise_for_feed("".join(parts), article.full_url)


def _render_block(block: Any, request: HttpRequest) -> SafeString:
    if block.block_type != "video":
        return SafeString(block.render(context={"request": request}))
    return _video_link(block.value)


def _video_link(video: Any) -> SafeString:
    """Link to a video; the player needs a script that feed readers do not run."""
    link = format_html('<p><a href="{}">Video: {}</a></p>', video["url"], video["title"])
    return link + SafeString(video["transcript"])


def _get_midnight(day: datetime.date | None) -> datetime.datetime | None:
    """Midnight of *day* in London."""
    if day is None:
        return None
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))


def _get_organisation_name() -> str:
    return get_site_chrome(None)["organisation"]["name"]


def _strip_invalid_xml(text: str) -> str:
    return INVALID_XML_CHARACTERS.sub("", text)
