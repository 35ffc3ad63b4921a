"""Delete files from the admin's multiple upload page whose forms were never submitted."""

from datetime import timedelta

from django.utils import timezone
from wagtail import hooks
from wagtail.models import UploadedFile

RETENTION_PERIOD = timedelta(days=1)


@hooks.register("run_daily_job")
def delete_abandoned_uploads() -> None:
    """Delete unfinished uploads that are more than a day old."""
    for upload in UploadedFile.objects.all():
        storage, name = upload.file.storage, upload.file.name
        if not storage.exists(name):
            upload.delete()
        elif storage.get_modified_time(name) < timezone.now() - RETENTION_PERIOD:
            storage.delete(name)
            upload.delete()
