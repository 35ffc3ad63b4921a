"""The class of leak scenarios, and mutations that several of them use."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction
from wagtail.search.index import insert_or_update_object

from core.visibility.querysets import get_pages
from events.models import MeetingPage
from membership.models import Application, ApplicationToken
from membership.staff.applications.presenters import (
    ApplicationPresenter,
    FormattedAnswer,
    format_value,
)
from tests.security.disclosure import crawl_steps

Patch = pytest.MonkeyPatch
RESPONSE_FAULT = "a fault"


@dataclass(frozen=True)
class LeakScenario:
    """*mutate* patches the code; *prepare* changes the database afterwards."""

    name: str
    role: str
    step: crawl_steps.Step
    canary: str
    mutate: Callable[[Patch], Any] = lambda patch: None
    prepare: Callable[[], Any] = lambda: None

    def __str__(self) -> str:
        return self.name


class UnfilteredPages:
    """Replacement of ``get_pages()`` without the visibility filter."""

    def visible_to(self, user: Any) -> Any:
        return get_pages().published()


def remove_page_filter(place: str) -> Callable[[Patch], None]:
    return lambda patch: patch.setattr(f"{place}.get_pages", UnfilteredPages)


def always_return(target: str, answer: Any) -> Callable[[Patch], None]:
    """Make the function *target* always return *answer*."""
    return lambda patch: patch.setattr(target, lambda *args, **kwargs: answer)


def set_attribute(model: Any, name: str, value: Any) -> Callable[[Patch], None]:
    return lambda patch: patch.setattr(model, name, value)


def index_pages() -> None:
    """Update the search index of all pages."""
    for page in Page.objects.all():
        insert_or_update_object(page.specific)


def grant_permissions(group: str, *codes: str) -> None:
    """Grant permissions to a group by mistake."""
    Group.objects.get(name=group).permissions.add(*Permission.objects.filter(codename__in=codes))


def with_member_details(self: MeetingPage) -> str:
    secrets = self._member_details.last()
    return f"{self.summary} {secrets.passcode if secrets else ''}"


def get_draft_text(self: Page) -> str:
    return str(self.latest_revision.content) if self.latest_revision else ""


def reveal_sensitive_answer(self: ApplicationPresenter, answer: Any) -> FormattedAnswer:
    return FormattedAnswer(answer["question"], "", False, format_value(answer["answer"]))


def get_other_application_link(self: Any, token: str) -> ApplicationToken | None:
    link = self.select_related("application").first()
    if link:
        link.application = Application.objects.exclude(pk=link.application_id).first()
    return link


def ignore_file_restrictions(patch: Patch) -> None:
    for rule in (PageViewRestriction, CollectionViewRestriction):
        patch.setattr(rule, "accept_request", lambda self, request: True)
    patch.setattr("core.visibility.hooks.get_hidden_collection_ids", lambda user: [])
