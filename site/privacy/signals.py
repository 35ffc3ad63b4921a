"""Schedules the removal of deleted content from the files of the database."""

from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver
from modelsearch.index import class_is_indexed

from privacy.database_cleanup import remove_deleted_content
from scheduler.jobs import make_due
from users.models import User


@receiver(post_delete)
def schedule_removal_of_deleted(sender: type, **kwargs: Any) -> None:
    """Schedule it after indexed content or a user was deleted."""
    if class_is_indexed(sender) or sender is User:
        make_due(remove_deleted_content)
