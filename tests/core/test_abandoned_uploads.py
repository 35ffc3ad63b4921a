"""Unfinished uploads in the admin are deleted."""

import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from wagtail.models import UploadedFile

from core.models import CustomDocument
from core.uploads.abandoned import delete_abandoned_uploads

pytestmark = pytest.mark.django_db


def test_daily_job_deletes_uploads_without_title_after_a_day() -> None:
    kind = ContentType.objects.get_for_model(CustomDocument)
    upload = UploadedFile.objects.create(
        for_content_type=kind, file=SimpleUploadedFile("words.pdf", b"%PDF-1.7")
    )
    lost = UploadedFile.objects.create(for_content_type=kind, file="wagtail_uploads/lost.pdf")
    delete_abandoned_uploads()
    assert list(UploadedFile.objects.all()) == [upload]
    with time_machine.travel(timezone.now() + timedelta(days=1, minutes=1), tick=False):
        delete_abandoned_uploads()
    assert not UploadedFile.objects.filter(pk__in=[upload.pk, lost.pk]).exists()
    assert not Path(upload.file.path).exists()


def test_daily_job_deletes_files_of_unfinished_redirect_imports(
    home: Any, visit: Any, superuser: Any, tmp_path: Path, monkeypatch: Any
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    sent = SimpleUploadedFile("redirects.csv", b"from,to\n/old/,/new/\n")
    response = visit(superuser).post(
        reverse("wagtailredirects:start_import"), {"import_file": sent}
    )
    assert "/new/" in response.content.decode()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
