"""A members' section as an editor makes one, and private pages among the public ones."""

from typing import Any

from taggit.models import Tag
from wagtail.models import Page

from core.models import ContentNote, Topic
from events.models import MeetingIndexPage, MeetingPage
from home.models import StandardPage
from news.models import Author, NewsIndexPage, NewsPage
from resources.models import ResourceIndexPage, ResourcePage
from tests.events.conftest import facts
from tests.factories import publish_with_revision, restrict_to_members
from tests.security.disclosure.canary_values import get_canary
from tests.security.disclosure.files import Files


def build_paragraph(name: str) -> tuple[str, str]:
    """A paragraph with the canary *name*."""
    return ("rich_text", f"<p>Nobody else may read {get_canary(name)}.</p>")


def create_private_pages(home: Page, files: Files) -> dict[str, Page]:
    pages: dict[str, Page] = {
        "news": publish_with_revision(home, NewsIndexPage, title="News", slug="news"),
        "meetings": publish_with_revision(
            home, MeetingIndexPage, title="Meetings", slug="meetings"
        ),
        "resources": publish_with_revision(
            home, ResourceIndexPage, title="Resources", slug="resources"
        ),
        "members' section": _section(home, files),
    }
    pages["within"] = publish_with_revision(
        pages["members' section"],
        StandardPage,
        title=get_canary("page within a private one: title"),
        slug="within",
        body=[build_paragraph("page within a private one: body")],
    )
    pages["alias"] = pages["within"].create_alias(
        parent=Page.objects.get(pk=home.pk), update_slug="alias"
    )
    pages["private piece"] = _article(pages["news"])
    pages["private meeting"] = _meeting(pages["meetings"])
    pages["private resource"] = _resource(pages["resources"], files)
    for name in ("piece", "meeting", "resource"):
        restrict_to_members(pages[f"private {name}"])
    return pages


def _section(home: Page, files: Files) -> StandardPage:
    """A page for members with an image and a document."""
    figure = {
        "image": {"image": files.picture.pk, "alt_text": "A room", "decorative": False},
        "caption": get_canary("private page: caption"),
    }
    page = publish_with_revision(
        home,
        StandardPage,
        title=get_canary("private page: title"),
        slug=get_canary("private page: address"),
        introduction=f"<p>{get_canary('private page: introduction')}</p>",
        search_description=get_canary("private page: description"),
        show_in_menus=True,
        body=stream(
            build_paragraph("private page: body"),
            ("image", figure),
            ("document", {"document": files.document.pk, "description": ""}),
        ),
    )
    restrict_to_members(page)
    return page


def stream(*blocks: tuple[str, Any]) -> Any:
    """A body as the database holds it."""
    block = StandardPage._meta.get_field("body").stream_block
    return block.to_python([{"type": kind, "value": value} for kind, value in blocks])


def _article(index: Page) -> NewsPage:
    name = get_canary("private piece: author")
    article = publish_with_revision(
        index,
        NewsPage,
        title=get_canary("private piece: title"),
        slug="private-piece",
        summary=get_canary("private piece: summary"),
        body=[build_paragraph("private piece: body")],
        author=Author.objects.create(name=name, slug=name),
    )
    tag = get_canary("private piece: tag")
    article.tags.add(Tag.objects.create(name=tag, slug=tag))
    article.content_notes.add(
        ContentNote.objects.create(name=get_canary("private piece: content note"))
    )
    article.save_revision().publish()
    return article


def _meeting(index: Page) -> MeetingPage:
    return publish_with_revision(
        index,
        MeetingPage,
        **facts(
            title=get_canary("private meeting: title"),
            slug="private-meeting",
            public_area=get_canary("private meeting: area"),
        ),
    )


def _resource(index: Page, files: Files) -> ResourcePage:
    topic = get_canary("private resource: topic")
    resource = publish_with_revision(
        index,
        ResourcePage,
        title=get_canary("private resource: title"),
        slug="private-resource",
        summary="For members.",
        kind="guide",
        source_name=get_canary("private resource: source"),
        document=files.document,
    )
    resource.topics.add(Topic.objects.create(name=topic, slug=topic))
    resource.save_revision().publish()
    return resource
