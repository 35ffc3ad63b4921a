"""Wagtail's own views, where they need more than its hooks."""

from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.pages import copy as wagtails


@require_admin_access
@transaction.atomic
def copy(request: HttpRequest, page_id: int) -> HttpResponseBase:
    """Nobody sees a copy before it has its rules."""
    return wagtails.copy(request, page_id)
