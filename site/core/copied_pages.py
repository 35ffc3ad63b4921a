"""Copies of pages are as private as what they are copied from."""

from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.pages import copy as wagtails
from wagtail.models import Page, PageViewRestriction

from core.visibility import rules_over


@require_admin_access
@transaction.atomic
def copy(request: HttpRequest, page_id: int) -> HttpResponseBase:
    """Wagtail's own form; nobody sees a copy before it has its rules."""
    return wagtails.copy(request, page_id)


def keep_rules(page: Page, copied: Page) -> None:
    """Give each page of the branch *copied* the rules of the one it was copied from.

    Wagtail hands on the rules of the page on top alone, and none where other rules hold already,
    and never those that hold because of a page further up.
    """
    above = set(rules_over(page)) - set(page.view_restrictions.values_list("pk", flat=True))
    originals = page.get_descendants(inclusive=True).order_by("path")
    copies = copied.get_descendants(inclusive=True).order_by("path")
    # Of a page that was copied without those below it, there is one pair.
    for original, new in zip(originals, copies, strict=False):
        new.view_restrictions.all().delete()
        for rule in original.view_restrictions.all():
            _repeat(rule, new)
    for rule in PageViewRestriction.objects.filter(pk__in=above - set(rules_over(copied))):
        _repeat(rule, copied)


def _repeat(rule: PageViewRestriction, page: Page) -> None:
    repeated = PageViewRestriction.objects.create(
        page=page, restriction_type=rule.restriction_type, password=rule.password
    )
    repeated.groups.set(rule.groups.all())
