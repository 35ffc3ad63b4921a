"""Check that the content of a document matches its extension.

Of ZIP archives only a few short entries are unpacked, up to a maximum size.
"""

import codecs
import re
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File

# PDF readers look for the header within this number of bytes.
PDF_HEADER_SIZE = 1024
# With any other bytes before it, other programs could take the file for a web page or a program.
BYTES_BEFORE_PDF_HEADER = b"\xef\xbb\xbf\0\t\n\f\r "

# Entries in the archive of an Office document. A presentation of 1,000 slides has about 4,000.
MAX_ENTRIES = 10_000
ARCHIVE_SIGNATURE, ENTRY_SIGNATURE = b"PK\x03\x04", b"PK\x01\x02"
# The number of bytes that are read from an entry.
MAX_CONTENT_TYPES, MAX_MIMETYPE = 1024 * 1024, 100

CONTROL_CHARACTERS = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
# Excel on Windows writes cp1252 if it does not write UTF-8.
ENCODINGS = ("utf-8", "cp1252")

SAVE_AGAIN_TEXT = "Save it again in the program you made it with, then upload the new file."
NO_PASSWORD_TEXT = "If it has a password, remove the password first."  # noqa: S105
MACROS_TEXT = (
    "This file contains macros, which can harm a computer. Save it without macros, then upload the "
    "new file."
)


def check_document(file: File) -> None:
    """Raise ValidationError unless the content of *file* matches its extension."""
    check = CHECKS.get(PurePath(file.name or "").suffix.lower())
    if check is None:
        raise ValidationError(
            f"Save the file as one of these types, then upload it again: {ALLOWED_TYPES}."
        )
    file.seek(0)
    check(file)
    file.seek(0)


def _check_pdf(file: File) -> None:
    head = file.read(PDF_HEADER_SIZE)
    if not head.lstrip(BYTES_BEFORE_PDF_HEADER).startswith(b"%PDF-"):
        raise ValidationError(f"This file is not a PDF. {SAVE_AGAIN_TEXT}")


def _check_text(file: File) -> None:
    if not any(_is_text(file, encoding) for encoding in ENCODINGS):
        raise ValidationError(
            "This file is not plain text. Save it as UTF-8 text, then upload the new file."
        )


def _is_text(file: File, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for chunk in file.chunks():
            if CONTROL_CHARACTERS.search(chunk):
                return False
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _check_office(file: File, *, name: str, folder: str) -> None:
    """Require an Office document: a list of its parts, the *folder* of its program, no macros."""
    with _open_archive(file, name) as archive:
        entries = archive.namelist()
        types = _read_entry(archive, "[Content_Types].xml", MAX_CONTENT_TYPES)
        if not types or not any(entry.startswith(folder) for entry in entries):
            raise ValidationError(_describe_mismatch(name))
        has_program = any(entry.lower().endswith("vbaproject.bin") for entry in entries)
        if has_program or b"macroEnabled" in types or b"vbaProject" in types:
            raise ValidationError(MACROS_TEXT)


def _check_open_document(file: File, *, name: str, mimetype: bytes) -> None:
    """Require an OpenDocument file: an entry with its MIME type, and no macros."""
    with _open_archive(file, name) as archive:
        if _read_entry(archive, "mimetype", MAX_MIMETYPE).strip() != mimetype:
            raise ValidationError(_describe_mismatch(name))
        # Documents without macros contain empty lists of them, in the files excluded here.
        modules = [it for it in archive.namelist() if not it.endswith(("/", "-lc.xml", "-lb.xml"))]
        if any(module.startswith(("Basic/", "Scripts/")) for module in modules):
            raise ValidationError(MACROS_TEXT)


def _open_archive(file: Any, name: str) -> zipfile.ZipFile:
    """Open *file* as an archive, after checking the number of its entries."""
    is_archive = file.read(len(ARCHIVE_SIGNATURE)) == ARCHIVE_SIGNATURE
    if not is_archive or sum(it.count(ENTRY_SIGNATURE) for it in file.chunks()) > MAX_ENTRIES:
        raise ValidationError(_describe_mismatch(name))
    try:
        return zipfile.ZipFile(file)
    except Exception as error:  # malicious archives fail in many ways
        raise ValidationError(_describe_mismatch(name)) from error


def _read_entry(archive: zipfile.ZipFile, entry: str, size: int) -> bytes:
    """At most *size* bytes of *entry*; none if it is missing or cannot be read."""
    try:
        with archive.open(entry) as content:
            return content.read(size)
    except Exception:  # as above
        return b""


def _describe_mismatch(name: str) -> str:
    return f"This file is not {name}. {SAVE_AGAIN_TEXT} {NO_PASSWORD_TEXT}"


CHECKS: dict[str, Callable[[File], None]] = {
    ".csv": _check_text,
    ".docx": partial(_check_office, name="a Word document", folder="word/"),
    ".odt": partial(
        _check_open_document,
        name="an OpenDocument text",
        mimetype=b"application/vnd.oasis.opendocument.text",
    ),
    ".pdf": _check_pdf,
    ".pptx": partial(_check_office, name="a PowerPoint presentation", folder="ppt/"),
    ".txt": _check_text,
    ".xlsx": partial(_check_office, name="an Excel workbook", folder="xl/"),
}
ALLOWED_TYPES = ", ".join(sorted(extension[1:].upper() for extension in CHECKS))
