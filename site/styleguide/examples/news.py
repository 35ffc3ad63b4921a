"""Article cards in every variant, for the style guide."""

from collections.abc import Iterator
from typing import Any

from core.blocks.media import first_public_image
from news.choices import ArticleType, ContentNoteLevel
from news.models import Author, NewsPage
from styleguide import TEXT, Example
from styleguide.samples import (
    DAY,
    HOSTILE,
    LONG_SENTENCE,
    LONG_TITLE,
    LONG_WORD,
    SENTENCE,
    notes,
    sample,
)

# Variants of the card, and the classes of the element that contains them.
VARIANTS = {"is-featured is-wide": "", "is-featured": "news", "": "cards", "is-row": "rule"}


def article(title: str = "Two chairs, one room", **fields: Any) -> NewsPage:
    """An unsaved article."""
    author = Author(name="Larch", slug="larch", role="Mental health nurse", bio=SENTENCE)
    fields = {
        "summary": SENTENCE,
        "date": DAY,
        "kind": ArticleType.OPINION,
        "author": author,
        **fields,
    }
    its_notes = fields.pop("notes", [])
    page = sample(NewsPage, title, minutes_to_read=4, **fields)
    page.content_notes = its_notes
    return page


def articles() -> list[NewsPage]:
    """Unsaved articles of several types."""
    titles = ("Two chairs, one room", "Beginning slowly", "Our first afternoon", "Tuesdays")
    return [article(title, kind=kind) for title, kind in zip(titles, ArticleType, strict=False)]


def examples() -> Iterator[Example]:
    for variant in VARIANTS:
        name = variant or "card"
        yield article_card(variant, f"{name}, content notes", article(notes=notes()))
        yield article_card(
            variant, f"{name}, incomplete", article(summary="", date=None, author=None)
        )
        yield article_card(
            variant, f"{name}, long", article(LONG_TITLE, summary=LONG_SENTENCE + LONG_WORD)
        )
        yield article_card(variant, f"{name}, hostile", article(HOSTILE, summary=HOSTILE))
        if image := first_public_image():
            yield article_card(variant, f"{name}, own image", article(lead_image=image))
    yield from content_note_examples()
    yield from signatures()


def article_card(variant: str, state: str, shown: NewsPage) -> Example:
    heading = "h2" if "is-wide" in variant else "h3"
    context = {
        "article": shown,
        "variant": variant,
        "heading": heading,
        "byline": "is-featured" in variant,
    }
    return Example("components/article_card.html", state, context, wrapper_class=VARIANTS[variant])


def content_note_examples() -> Iterator[Example]:
    """Content notes that expand and collapse the text below them."""
    for state, is_open in {"open": True, "collapsed": False}.items():
        page = article(
            content_note_level=ContentNoteLevel.MENTIONED if is_open else ContentNoteLevel.DESCRIBED
        )
        context = {"page": page, "notes": notes(), "is_open": is_open, "text": LONG_SENTENCE}
        yield Example("styleguide/fold.html", state, context, TEXT)


def signatures() -> Iterator[Example]:
    story = article(kind=ArticleType.STORY, attributed_name="Hazel", attribution="pseudonym")
    mine = article()
    yield Example("news/article_author.html", "an author", {"page": mine, "author": mine.author})
    yield Example("news/article_author.html", "a pseudonym", {"page": story})
    yield Example("news/article_facts.html", "an opinion", {"page": mine, "minutes": 4})
    yield Example("news/article_facts.html", "a story", {"page": story, "minutes": 1})
