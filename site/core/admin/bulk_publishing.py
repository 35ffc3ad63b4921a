"""Wagtail's bulk action "publish" refuses aliases, which have no revisions to publish."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.models import Page


@hooks.register("before_bulk_action")
def refuse_to_publish_aliases_in_bulk(
    request: HttpRequest, action_type: str, objects: list[Any], action_instance: Any
) -> HttpResponse | None:
    """Refuse to publish aliases in bulk: Wagtail would fail, since they have no revisions."""
    pages = [item for item in objects if isinstance(item, Page)]
    if action_type != "publish" or not pages:
        return None
    aliases = [page for page in pages if page.alias_of_id]
    if action_instance.cleaned_form.cleaned_data.get("include_descendants"):
        for page in pages:
            # Wagtail publishes the descendants that are not live.
            below = page.get_descendants().not_live()
            aliases += below.filter(alias_of__isnull=False)
    if not aliases:
        return None
    titles = ", ".join(f"“{page.title}”" for page in aliases)
    messages.error(
        request,
        "Nothing was published. You cannot publish an alias, because it is published with its "
        f"page: {titles}.",
    )
    return redirect("wagtailadmin_explore", pages[0].get_parent().pk)
