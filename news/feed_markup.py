"""Markup of ours made fit to be read elsewhere: plain elements, absolute addresses, no script."""

from html import escape
from html.parser import HTMLParser
from urllib.parse import urljoin

KEPT = frozenset(
    "a abbr b blockquote br caption cite dd div dl dt em figcaption figure h2 h3 h4 hr i img li ol"
    " p strong sub sup table tbody td tfoot th thead tr ul".split()
)
KEPT_ATTRIBUTES = frozenset("alt colspan height href rowspan scope src start title width".split())
ADDRESSES = frozenset({"href", "src"})
# Left out with all they hold: they do nothing without our styles, symbols and script.
LEFT_OUT = frozenset("button form iframe noscript script style svg template video".split())
STAND_INS = {"summary": "strong"}
EMPTY = frozenset({"br", "hr", "img"})


def for_feed_readers(markup: str, address: str) -> str:
    """*markup* of the page at *address*, as a feed may carry it."""
    parser = _Parser(address)
    parser.feed(markup)
    parser.close()
    return "".join(parser.parts)


class _Parser(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.parts: list[str] = []
        self._left_out: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._left_out or tag in LEFT_OUT:
            self._left_out.append(tag)
        elif (name := STAND_INS.get(tag, tag)) in KEPT:
            self.parts.append(f"<{name}{self._attributes(attrs)}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self._left_out and tag in KEPT:
            self.parts.append(f"<{tag}{self._attributes(attrs)}>")

    def handle_endtag(self, tag: str) -> None:
        if self._left_out:
            self._leave(tag)
        elif (name := STAND_INS.get(tag, tag)) in KEPT and name not in EMPTY:
            self.parts.append(f"</{name}>")

    def handle_data(self, data: str) -> None:
        if not self._left_out:
            self.parts.append(escape(data, quote=False))

    def _leave(self, tag: str) -> None:
        if tag in self._left_out:
            while self._left_out.pop() != tag:
                pass

    def _attributes(self, attrs: list[tuple[str, str | None]]) -> str:
        kept = [(name, value or "") for name, value in attrs if name in KEPT_ATTRIBUTES]
        return "".join(f' {name}="{escape(self._absolute(name, value))}"' for name, value in kept)

    def _absolute(self, name: str, value: str) -> str:
        return urljoin(self.address, value) if name in ADDRESSES else value
