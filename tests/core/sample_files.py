"""Valid and malicious files for uploads."""

import struct
import zipfile
import zlib
from io import BytesIO
from typing import Any

from PIL import Image as Picture

PDF = b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n"
PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00" + bytes(200)
DOCX_TYPES = (
    b'<Types><Override PartName="/word/document.xml" ContentType="application/vnd.'
    b'openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
ODT_TYPE = b"application/vnd.oasis.opendocument.text"


def archive(entries: dict[str, bytes]) -> bytes:
    """A zip file."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in entries.items():
            file.writestr(name, content)
    return buffer.getvalue()


def office(part: str = "word/document.xml", types: bytes = DOCX_TYPES, **more: bytes) -> bytes:
    """A Word document, or another Office document with main part *part* and *more* entries."""
    return archive({"[Content_Types].xml": types, part: b"<document/>", **more})


def odt(mimetype: bytes = ODT_TYPE, **more: bytes) -> bytes:
    """An OpenDocument text, or another OpenDocument file with *mimetype*."""
    return archive({"mimetype": mimetype, "content.xml": b"<office/>", **more})


def image(
    kind: str = "PNG", size: tuple[int, int] = (80, 60), mode: str = "RGB", **options: Any
) -> bytes:
    """An image of one colour; *kind* is Pillow's name for its format."""
    buffer = BytesIO()
    Picture.new(mode, size, 120).save(buffer, kind, **options)
    return buffer.getvalue()


def chunk(name: bytes, content: bytes) -> bytes:
    """A chunk of a PNG file."""
    check = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)


def png(*chunks: bytes, size: tuple[int, int] = (8, 8), after: tuple[bytes, ...] = ()) -> bytes:
    """A PNG of black pixels, with *chunks* before its pixels and *after* them."""
    width, height = size
    rows = zlib.compress(bytes((1 + width) * height), 9)
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    parts = [head, *chunks, chunk(b"IDAT", rows), *after, chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def unpacking_to(size: int, name: bytes = b"zTXt") -> bytes:
    """A chunk of compressed text, or of a colour profile, that unpacks to *size* bytes."""
    return chunk(name, b"a\0\0" + zlib.compress(bytes(size), 9))
