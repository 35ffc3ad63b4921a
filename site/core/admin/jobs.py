"""Scheduled jobs for what Wagtail's admin stores: go-live dates and previews."""

from django.core.management import call_command
from wagtail import hooks
from wagtail.admin.models import FormState


@hooks.register("run_minutely_job")
def publish_scheduled_pages() -> None:
    """Publish pages with a due go-live date, and unpublish those with a due expiry date."""
    call_command("publish_scheduled")


@hooks.register("run_daily_job")
def delete_stale_previews() -> None:
    """Delete the form data of old previews, which Wagtail deletes only with the next preview."""
    FormState.objects.stale().delete()
