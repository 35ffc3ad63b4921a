"""Create only one page per form for a new page, however often the form is submitted.

Wagtail autosaves a new page while the editor is still writing. If the editor publishes before the
response has arrived, or if the response is lost, the browser submits the form for a new page again.
Each form has an ID, so that the second submission saves the page that the first one created.
"""

import json
from hashlib import sha256
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.utils import set_query_params
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.models import Page

from core.forms import CREATION_ID

# Seconds for which the cache maps a form to the page that it has created.
CACHE_TIMEOUT = 60 * 60
# Not a primary key of any revision.
NO_REVISION = 0


# Before all other hooks of this name, which run within the view that is called here.
@hooks.register("before_create_page", order=-1)
def create_page_once(
    request: HttpRequest, parent_page: Page, page_class: type[Page]
) -> HttpResponse | None:
    """Create the page, or save it if the same form has created it already."""
    creation_id = request.POST.get(CREATION_ID)
    if not creation_id:
        return None
    post = request.POST.copy()
    # The view runs this hook again, which does nothing without the ID.
    del post[CREATION_ID]
    model = page_class._meta
    identity = f"{request.user.pk} {parent_page.pk} {model.label_lower} {creation_id}"
    key = f"page-creation:{sha256(identity.encode()).hexdigest()}"
    with transaction.atomic():
        # If a form is submitted twice at once, the second request waits for the first one here.
        Page.objects.select_for_update().filter(pk=parent_page.pk).first()
        created = cache.get(key)
        if created and _is_unchanged(created, request):
            return _save_again(request, post, key, created)
        request.POST = post  # type: ignore[assignment]
        view = CreateView()
        arguments = (model.app_label, model.model_name, parent_page.pk)
        return _respond(view, request, arguments, key, {})[0]


def _is_unchanged(created: dict[str, Any], request: HttpRequest) -> bool:
    """Whether the page still exists, and only this form has changed it."""
    return Page.objects.filter(
        pk=created["page"], owner=request.user.pk, latest_revision=created["revision"]
    ).exists()


def _save_again(request: HttpRequest, post: Any, key: str, created: dict[str, Any]) -> HttpResponse:
    """Pass the form to the edit view, with the changes Wagtail's script makes after an autosave."""
    updates = created["field_updates"]
    # Primary keys of inline rows that exist already: without them, the rows would be added again.
    for name, value in updates.items():
        post[name] = value
    if not request.accepts("text/html"):
        # An autosave may overwrite only an earlier autosave. One that arrives after the editor has
        # saved or published contains older text, and Wagtail refuses it.
        post["overwrite_revision_id"] = str(created["autosaved_revision"])
    request.POST = post
    response, updates = _respond(EditView(), request, (created["page"],), key, updates)
    if isinstance(response, JsonResponse) and response.status_code == 200:
        # The browser still has the form for a new page, and must switch to the form for this page.
        url = reverse("wagtailadmin_pages:edit", args=[created["page"]])
        hydrate_url = set_query_params(url, {"_w_hydrate_create_view": "1"})
        answer = json.loads(response.content)
        answer.update(url=url, hydrate_url=hydrate_url, field_updates=updates)
        return JsonResponse(answer)
    return response


def _respond(
    view: Any, request: HttpRequest, arguments: tuple[Any, ...], key: str, updates: dict[str, str]
) -> tuple[HttpResponse, dict[str, str]]:
    """Call *view* and cache what it saves; return its response and the form's changed fields."""
    view.setup(request, *arguments)
    response = view.dispatch(request, *arguments)
    is_refused = isinstance(response, TemplateResponse) or response.status_code >= 400
    # The view has no form if a hook returned a response.
    if is_refused or not hasattr(view, "form"):
        return response, updates
    updates = {**updates, **dict(view.form.get_field_updates_for_resave())}
    revision = Page.objects.values_list("latest_revision", flat=True).get(pk=view.page.pk)
    created = {
        "page": view.page.pk,
        "revision": revision,
        "autosaved_revision": revision if isinstance(response, JsonResponse) else NO_REVISION,
        "field_updates": updates,
    }
    cache.set(key, created, CACHE_TIMEOUT)
    return response, updates
