"""Wagtail's own views, where they need more than its hooks."""

import json

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views import page_privacy as wagtails_privacy
from wagtail.admin.views.pages import copy as wagtails_copy
from wagtail.models import Page

from core.page_privacy.files import public_files_of

# In one transaction: nobody sees a copy before it has its rules. Only decorated, so that an error
# on what was sent does not pass through code of ours (core.bad_requests).
copy = require_admin_access(transaction.atomic(wagtails_copy.copy))


def set_privacy(request: HttpRequest, page_id: int) -> HttpResponse:
    """Wagtail's dialog, which also says how many files of a private page stay public."""
    answer = wagtails_privacy.set_privacy(request, page_id)
    page = get_object_or_404(Page, pk=page_id)
    count = len(public_files_of(page))
    if not count:
        return answer
    said = json.loads(answer.content)
    is_saved = said.get("step") == "set_privacy_done"
    context = {"page": page, "count": count, "is_saved": is_saved}
    note = render_to_string("core/page_privacy/files_note.html", context, request)
    if is_saved:  # Wagtail would close the dialog.
        return JsonResponse({"step": "public_files", "html": note})
    return JsonResponse({**said, "html": said["html"] + note})
