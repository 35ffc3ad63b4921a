"""Convert plain demo data to StreamField values."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from wagtail.models import Page

from core.models import CustomDocument, CustomImage

LINK_TO_PAGE = re.compile(r'<a href="page:([\w-]+)">')
Body = list[tuple[str, Any]]


class BodyWriter:
    """Replace keys of pages, images and documents with their primary keys."""

    def __init__(
        self,
        pages: Mapping[str, Page],
        images: Mapping[str, CustomImage],
        documents: Mapping[str, CustomDocument],
    ) -> None:
        self.pages = pages
        self.images = images
        self.documents = documents

    def write(self, body: Body) -> list[dict[str, Any]]:
        """Raw value of a StreamField."""
        return [{"type": kind, "value": self._convert_value(kind, value)} for kind, value in body]

    def rich_text(self, html: str) -> str:
        """Convert ``page:slug`` links in *html* to Wagtail's internal format."""
        return LINK_TO_PAGE.sub(self._resolve_page_link, html)

    def _resolve_page_link(self, match: re.Match[str]) -> str:
        return f'<a linktype="page" id="{self.pages[match[1]].pk}">'

    def _convert_value(self, kind: str, value: Any) -> Any:
        special: dict[str, Callable[[Any], Any]] = {"table": self._convert_table}
        return special.get(kind, self._convert)(value)

    def _convert(self, value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return self._convert_image(value) | {
                name: self._convert(part, name) for name, part in value.items() if name != "image"
            }
        if isinstance(value, list):
            return [self._convert(part, key) for part in value]
        return self._convert_leaf(key, value)

    def _convert_leaf(self, key: str, value: Any) -> Any:
        if key in {"page", "resources"}:
            return self.pages[value].pk if value else None
        if key == "document":
            return self.documents[value].pk
        return self.rich_text(value) if isinstance(value, str) else value

    def _convert_image(self, value: dict[str, Any]) -> dict[str, Any]:
        if "image" not in value:
            return {}
        image = {"image": self.images[value["image"]].pk, "alt_text": value["alt"]}
        return {"image": {**image, "decorative": not value["alt"]}}

    @staticmethod
    def _convert_table(value: dict[str, Any]) -> dict[str, Any]:
        columns = [{"type": "text", "heading": heading} for heading in value["header"]]
        rows = [{"values": row} for row in value["rows"]]
        return {
            "caption": value["caption"],
            "table": {"columns": columns, "rows": rows},
        }
