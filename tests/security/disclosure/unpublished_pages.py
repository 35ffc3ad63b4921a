"""Drafts, scheduled and expired pages, and unpublished changes."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from home.models import StandardPage
from tests.factories import draft, publish_with_revision
from tests.security.disclosure.canary_values import get_canary
from tests.security.disclosure.private_pages import build_paragraph

ONE_DAY = timedelta(days=1)


def create_unpublished_pages(home: Page) -> dict[str, Page]:
    section = publish_with_revision(home, StandardPage, title="A section", slug="section")
    return {
        "draft": _draft(home, "draft"),
        "section": section,
        "draft in a section": _draft(section, "draft in a section"),
        "changed": _changed(home),
        "scheduled": _scheduled(home),
        "scheduled change": _scheduled_change(home),
        "expired": _expired(home),
    }


def _draft(parent: Page, name: str) -> StandardPage:
    return draft(
        parent,
        StandardPage,
        title=get_canary(f"{name}: title"),
        slug="a-draft",
        body=[build_paragraph(f"{name}: body")],
    )


def _changed(home: Page) -> StandardPage:
    """A live page with an older revision and an unpublished draft."""
    body = [build_paragraph("removed words of a public page")]
    page = publish_with_revision(home, StandardPage, title="Changed", slug="changed", body=body)
    _revise(page, body=[("rich_text", "<p>Nothing to see.</p>")]).publish()
    page = StandardPage.objects.get(pk=page.pk)
    title = get_canary("draft of a public page: title")
    _revise(page, title=title, body=[build_paragraph("draft of a public page: body")])
    return StandardPage.objects.get(pk=page.pk)


def _scheduled(home: Page) -> StandardPage:
    page = draft(home, StandardPage, title="To come", slug="scheduled")
    title = get_canary("scheduled page: title")
    _revise(page, title=title, go_live_at=timezone.now() + ONE_DAY).publish()
    return StandardPage.objects.get(pk=page.pk)


def _scheduled_change(home: Page) -> StandardPage:
    page = publish_with_revision(home, StandardPage, title="Will change", slug="will-change")
    body = [build_paragraph("scheduled change of a public page")]
    _revise(page, body=body, go_live_at=timezone.now() + ONE_DAY).publish()
    return StandardPage.objects.get(pk=page.pk)


def _expired(home: Page) -> StandardPage:
    title = get_canary("expired page: title")
    page = publish_with_revision(home, StandardPage, title=title, slug="expired")
    page.expire_at = timezone.now() - ONE_DAY
    page.save_revision().publish()
    page.unpublish(set_expired=True)
    return StandardPage.objects.get(pk=page.pk)


def _revise(page: Page, **fields: Any) -> Any:
    for name, value in fields.items():
        setattr(page, name, value)
    return page.save_revision()
