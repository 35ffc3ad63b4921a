"""Deletes the form data that Wagtail stores for previews of an object, with the object."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.admin.models import FormState
from wagtail.models import PreviewableMixin


@receiver(post_delete)
def delete_previews_of_deleted(sender: type, instance: Any, **kwargs: Any) -> None:
    """Delete the form data that Wagtail stores for previews of a deleted object.

    Previews of unsaved objects have no primary key, so all such previews of this type are deleted.
    An editor who is creating another page gets a new preview with the next change.
    """
    if issubclass(sender, PreviewableMixin):
        content_type = ContentType.objects.get_for_model(sender, for_concrete_model=False)
        object_ids = ("", str(instance.pk))
        FormState.objects.filter(content_type=content_type, object_id__in=object_ids).delete()
