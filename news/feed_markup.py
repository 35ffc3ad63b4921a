"""Sanitise markup for feeds: plain elements, absolute URLs, no scripts."""

from html import escape
from html.parser import HTMLParser
from urllib.parse import urljoin

ALLOWED_TAGS = frozenset(
    "a abbr b blockquote br caption cite dd div dl dt em figcaption figure h2 h3 h4 hr i img li ol"
    " p strong sub sup table tbody td tfoot th thead tr ul".split()
)
ALLOWED_ATTRIBUTES = frozenset(
    "alt colspan height href rowspan scope src start title width".split()
)
URL_ATTRIBUTES = frozenset({"href", "src"})
# Dropped with their content: useless without our styles, icons and scripts.
DROPPED_TAGS = frozenset("button form iframe noscript script style svg template video".split())
REPLACEMENTS = {"summary": "strong"}
VOID_TAGS = frozenset({"br", "hr", "img"})


def sanitise_for_feed(markup: str, base_url: str) -> str:
    """Return *markup* of the page at *base_url* reduced to allowed elements and attributes."""
    parser = _FeedHTMLParser(base_url)
    parser.feed(markup)
    parser.close()
    return "".join(parser.parts)


class _FeedHTMLParser(HTMLParser):
    def __init__(self, base_url: str) -> None:
        super().__init__()
        self.base_url = base_url
        self.parts: list[str] = []
        self._dropped: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._dropped or tag in DROPPED_TAGS:
            self._dropped.append(tag)
        elif (name := REPLACEMENTS.get(tag, tag)) in ALLOWED_TAGS:
            self.parts.append(f"<{name}{self._render_attributes(attrs)}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self._dropped and tag in ALLOWED_TAGS:
            self.parts.append(f"<{tag}{self._render_attributes(attrs)}>")

    def handle_endtag(self, tag: str) -> None:
        if self._dropped:
            self._close_dropped_tag(tag)
        elif (name := REPLACEMENTS.get(tag, tag)) in ALLOWED_TAGS and name not in VOID_TAGS:
            self.parts.append(f"</{name}>")

    def handle_data(self, data: str) -> None:
        if not self._dropped:
            self.parts.append(escape(data, quote=False))

    def _close_dropped_tag(self, tag: str) -> None:
        if tag in self._dropped:
            while self._dropped.pop() != tag:
                pass

    def _render_attributes(self, attrs: list[tuple[str, str | None]]) -> str:
        allowed = [(name, value or "") for name, value in attrs if name in ALLOWED_ATTRIBUTES]
        return "".join(
            f' {name}="{escape(self._make_absolute(name, value))}"' for name, value in allowed
        )

    def _make_absolute(self, name: str, value: str) -> str:
        return urljoin(self.base_url, value) if name in URL_ATTRIBUTES else value
