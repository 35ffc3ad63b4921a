"""Uploaded documents must have the type of their extension. Refused files are not stored."""

import html
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.documents.forms import get_document_form
from wagtail.models import Collection, UploadedFile

from core.images.storage import get_private_storage
from core.models import CustomDocument
from tests.core import sample_files as files
from tests.factories import DocumentFactory

pytestmark = pytest.mark.django_db
EXCEL, SLIDES = files.office("xl/workbook.xml"), files.office("ppt/presentation.xml")
MACRO = {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"}
MACRO_TYPES = files.DOCX_TYPES.replace(b"document.main", b"document.macroEnabled.main")
MANY = files.archive({f"word/{number}.xml": b"" for number in range(10_001)})

ACCEPTED = {
    "plain.pdf": files.PDF,
    "PLAIN.PDF": files.PDF,
    "after a mark.pdf": b"\xef\xbb\xbf\r\n" + files.PDF,
    "words.docx": files.office(),
    "slides.pptx": SLIDES,
    "sheet.xlsx": EXCEL,
    "words.odt": files.odt(),
    "lists of no macros.odt": files.odt(**{"Basic/script-lc.xml": b"<libraries/>"}),
    "words.txt": "Café, naïve – “quoted”\r\n\tand so on".encode(),
    "of Windows.csv": "name;café\r\n".encode("cp1252"),
    "marked.csv": b"\xef\xbb\xbfname,day\n",
}
REFUSED = {
    "program.pdf": (files.PROGRAM, "not a PDF"),
    "program and more.pdf": (b"MZ" + files.PDF, "not a PDF"),
    "page.pdf": (b"<html><script></script>" + files.PDF, "not a PDF"),
    "late.pdf": (b" " * 2000 + files.PDF, "not a PDF"),
    "words.pdf": (files.office(), "not a PDF"),
    "old.docx": (b"\xd0\xcf\x11\xe0" + bytes(600), "not a Word document"),
    "page.docx": (b"<html></html>", "not a Word document"),
    "archive.docx": (files.archive({"readme.txt": b"x"}), "not a Word document"),
    "sheet.docx": (EXCEL, "not a Word document"),
    "no list.docx": (files.archive({"word/document.xml": b"x"}), "not a Word document"),
    "program before.docx": (files.PROGRAM + files.office(), "not a Word document"),
    "cut.docx": (files.office()[:-30], "not a Word document"),
    "endless.docx": (MANY, "not a Word document"),
    "macro.docx": (files.office(**MACRO), "contains macros"),
    "renamed macro.docx": (files.office(types=MACRO_TYPES), "contains macros"),
    "macro.xlsx": (files.office("xl/workbook.xml", **{"xl/VBAProject.bin": b""}), "macros"),
    "words.xlsx": (files.office(), "not an Excel workbook"),
    "words.pptx": (files.office(), "not a PowerPoint presentation"),
    "sheet.odt": (files.odt(files.ODT_TYPE[:-4] + b"spreadsheet"), "not an OpenDocument text"),
    "words.odt": (files.office(), "not an OpenDocument text"),
    "macro.odt": (files.odt(**{"Basic/Standard/Module1.xml": b"x"}), "contains macros"),
    "script.odt": (files.odt(**{"Scripts/python/run.py": b"x"}), "contains macros"),
    "program.txt": (files.PROGRAM, "not plain text"),
    "nul.csv": (b"name,\0day", "not plain text"),
    "wide.txt": ("words".encode("utf-16"), "not plain text"),
    "unknown.txt": (b"caf\x81", "not plain text"),
    "program.exe": (files.PROGRAM, "CSV, DOCX, ODT, PDF, PPTX, TXT, XLSX"),
    "page.html": (b"<html></html>", "CSV, DOCX, ODT, PDF, PPTX, TXT, XLSX"),
    "nameless": (files.PDF, "CSV, DOCX, ODT, PDF, PPTX, TXT, XLSX"),
    "drawing.svg": (b"<svg/>", "CSV, DOCX, ODT, PDF, PPTX, TXT, XLSX"),
}


def errors_of(name: str, content: bytes, user: Any) -> list[str]:
    form = get_document_form(CustomDocument)(
        {"title": "Words", "collection": Collection.get_first_root_node().pk},
        {"file": SimpleUploadedFile(name, content)},
        user=user,
    )
    return form.errors.get("file", [])


def test_check_document_accepts_matching_types(superuser: Any, subtests: pytest.Subtests) -> None:
    for name, content in ACCEPTED.items():
        with subtests.test(name=name):
            assert errors_of(name, content, superuser) == []


def test_check_document_refuses_other_files(superuser: Any, subtests: pytest.Subtests) -> None:
    for name, (content, message) in REFUSED.items():
        with subtests.test(name=name):
            (error,) = errors_of(name, content, superuser)
            assert message in error


def test_document_field_refuses_large_files(superuser: Any, settings: Any) -> None:
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 1000
    assert errors_of("most.txt", b"x" * 1000, superuser) == []
    (error,) = errors_of("more.txt", b"x" * 1001, superuser)
    assert "Choose a file of 1000\xa0bytes or smaller" in error


@pytest.fixture
def count_files(settings: Any, tmp_path: Path) -> Any:
    """Count stored files, and Django's temporary files."""
    settings.FILE_UPLOAD_TEMP_DIR, settings.FILE_UPLOAD_MAX_MEMORY_SIZE = str(tmp_path), 0
    waiting = Path(default_storage.location) / "wagtail_uploads"
    places = (tmp_path, waiting, get_private_storage().location)

    def count() -> int:
        return sum(path.is_file() for place in places for path in Path(place).rglob("*"))

    return count


def content_of(document: CustomDocument) -> bytes:
    with document.open_file() as file:
        return file.read()


def forms_of(document: CustomDocument) -> dict[str, tuple[str, str]]:
    """Every admin form that uploads documents: its URL, and the field's name."""
    return {
        "adding": (reverse("wagtaildocs:add"), "file"),
        "adding several": (reverse("wagtaildocs:add_multiple"), "files[]"),
        "in a chooser": (
            reverse("wagtaildocs_chooser:create"),
            "document-chooser-upload-file",
        ),
        "replacing": (reverse("wagtaildocs:edit", args=[document.pk]), "file"),
    }


def send(client: Any, address: str, field: str, name: str, content: bytes) -> str:
    prefix = field.removesuffix("file") if field.endswith("-file") else ""
    collection = Collection.get_first_root_node().pk
    texts = {f"{prefix}title": "Words", f"{prefix}collection": collection, f"{prefix}tags": ""}
    response = client.post(address, {**texts, field: SimpleUploadedFile(name, content)})
    return html.unescape(response.content.decode())


def test_document_forms_refuse_file_and_store_nothing(
    home: Any, visit: Any, superuser: Any, count_files: Any, subtests: pytest.Subtests
) -> None:
    document = DocumentFactory()
    before, client = count_files(), visit(superuser)
    for form, (address, field) in forms_of(document).items():
        with subtests.test(form=form):
            assert "not a PDF" in send(client, address, field, "words.pdf", files.PROGRAM)
            assert CustomDocument.objects.count() == 1
            assert UploadedFile.objects.count() == 0
            assert count_files() == before
    assert content_of(document) == b"A few plain words."


def test_document_forms_accept_valid_file(
    home: Any, visit: Any, superuser: Any, count_files: Any, subtests: pytest.Subtests
) -> None:
    document = DocumentFactory()
    before, client = count_files(), visit(superuser)
    for number, (form, (address, field)) in enumerate(forms_of(document).items()):
        with subtests.test(form=form):
            send(client, address, field, "words.pdf", files.PDF)
            newest = CustomDocument.objects.order_by("pk").last()
            assert newest.filename.startswith("words")
            # The last form replaces the file of a document.
            assert count_files() == before + min(number + 1, 3)
    document.refresh_from_db()
    assert content_of(document) == files.PDF
