"""Wagtail's views for editing a collection, changed to keep its view restrictions."""

import json

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views import collection_privacy as wagtail_collection_privacy
from wagtail.admin.views import collections as wagtail_collections
from wagtail.models import Collection, CollectionViewRestriction

from core.caching import clear_request_cache
from core.visibility.audience import describe_audience
from core.visibility.page_privacy.restrictions import preserve_collection_restrictions_on_move


class EditCollectionView(wagtail_collections.Edit):
    @transaction.atomic
    def save_instance(self) -> Collection:
        """Add restrictions before the move, so that the files are never public in between."""
        has_added_restrictions = False
        if "parent" in self.form.changed_data:
            parent = self.form.cleaned_data["parent"]
            has_added_restrictions = preserve_collection_restrictions_on_move(
                self.form.instance, parent
            )
        collection: Collection = super().save_instance()
        if has_added_restrictions:
            clear_request_cache()  # Moving a collection sends no signal.
            moved = Collection.objects.get(pk=collection.pk)
            text = (
                f"The files in “{moved.name}” are as private as before. Who can open them: "
                f"{describe_audience(moved)}. To change that, use “Privacy” in “{moved.name}”."
            )
            messages.info(self.request, text)
        return collection


@require_admin_access
def edit_collection(request: HttpRequest, pk: int) -> HttpResponseBase:
    return EditCollectionView.as_view()(request, pk=pk)


@require_admin_access
@transaction.atomic
def set_collection_privacy(request: HttpRequest, collection_id: int) -> HttpResponse:
    """Wagtail's privacy dialog. Making a collection public deletes all its restrictions.

    Wagtail deletes only one, but there may be several after a move.
    """
    response = wagtail_collection_privacy.set_privacy(request, collection_id)
    if json.loads(response.content).get("is_public"):
        for restriction in CollectionViewRestriction.objects.filter(collection=collection_id):
            restriction.delete()
    return response
