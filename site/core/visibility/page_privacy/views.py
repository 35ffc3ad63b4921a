"""Wagtail's copy and privacy views, changed where its hooks are not enough."""

import json

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from wagtail.admin.auth import require_admin_access
from wagtail.admin.forms.pages import PageViewRestrictionForm
from wagtail.admin.modal_workflow import render_modal_workflow
from wagtail.admin.views import page_privacy as wagtail_page_privacy
from wagtail.admin.views.pages import copy as wagtail_copy
from wagtail.models import Page, PageViewRestriction

from core.visibility.editor_permissions import get_explorable_pages
from core.visibility.page_privacy.files import get_public_files
from core.visibility.page_privacy.restrictions import describe_readers
from core.visibility.restrictions import get_restricted_page_subtrees, get_restriction_ids

# In one transaction, so that no copy is visible before it has its restrictions. Wagtail's view is
# only decorated, because a function of ours in the traceback would turn errors about invalid input
# into a 500 (core.admin.bad_requests).
copy = require_admin_access(transaction.atomic(wagtail_copy.copy))


@transaction.atomic
def set_privacy(request: HttpRequest, page_id: int) -> HttpResponse:
    """Wagtail's privacy dialog, which also shows how many files of a private page are public.

    Making a page public deletes all its own restrictions, even if it had several. It is reported
    as public only if it inherits none.
    """
    page = get_object_or_404(Page, pk=page_id)
    if restrictions := [
        restriction
        for restriction in _get_restrictions(page)
        if not page.path.startswith(restriction.page.path)
    ]:
        response = _set_alias_privacy(request, page, restrictions)
    else:
        response = wagtail_page_privacy.set_privacy(request, page_id)
    data = json.loads(response.content)
    is_saved = data.get("step") == "set_privacy_done"
    if is_saved:
        if data["is_public"]:
            for restriction in page.view_restrictions.all():
                restriction.delete(user=request.user)
        data["is_public"] = not get_restriction_ids(page)
    count = len(get_public_files(page))
    if not count:
        return JsonResponse(data)
    context = {"page": page, "count": count, "is_saved": is_saved}
    notice = render_to_string("core/page_privacy/public_files_notice.html", context, request)
    if is_saved:  # With its own step, Wagtail would close the dialog.
        return JsonResponse({"step": "public_files", "html": notice})
    return JsonResponse({**data, "html": data["html"] + notice})


def _get_restrictions(page: Page) -> QuerySet[PageViewRestriction]:
    found = PageViewRestriction.objects.filter(pk__in=get_restriction_ids(page))
    return found.select_related("page").order_by("page__depth", "pk")


def _set_alias_privacy(
    request: HttpRequest, page: Page, restrictions: list[PageViewRestriction]
) -> HttpResponse:
    """The privacy dialog for a page to which *restrictions* of an alias's source also apply.

    Wagtail's dialog would take one of these for the page's own, or add another on each save.
    """
    page = page.specific_deferred
    if not page.permissions_for_user(request.user).can_set_view_restrictions():
        raise PermissionDenied
    own = page.view_restrictions.order_by("pk").first()
    form = PageViewRestrictionForm(
        request.POST or None,
        instance=own,
        initial=None if own else {"restriction_type": PageViewRestriction.NONE},
        private_page_options=page.private_page_options,
    )
    is_own_needed = request.POST.get("restriction_type") != PageViewRestriction.NONE
    if form.is_valid():
        if is_own_needed:
            restriction = form.save(commit=False)
            restriction.page = page
            restriction.save(user=request.user)
            form.save_m2m()
        return JsonResponse({"step": "set_privacy_done", "is_public": not is_own_needed})
    (none, _), *others = form.fields["restriction_type"].choices
    form.fields["restriction_type"].choices = [(none, "No privacy setting of its own"), *others]
    known = set(get_explorable_pages(request.user).values_list("pk", flat=True))
    subtrees = {subtree.restriction_pk: subtree for subtree in get_restricted_page_subtrees()}
    context = {
        "is_alias": bool(page.alias_of_id),
        "restrictions": [
            (
                restriction.page.specific_deferred if restriction.page_id in known else None,
                describe_readers([subtrees[restriction.pk]]),
            )
            for restriction in restrictions
        ],
        "action_url": reverse("wagtailadmin_pages:set_privacy", args=[page.pk]),
        "object": page,
        "form": form,
    }
    return render_modal_workflow(
        request,
        "core/page_privacy/set_alias_privacy.html",
        None,
        context,
        json_data={"step": "set_privacy"},
    )
