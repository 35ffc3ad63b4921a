"""Views that serve renditions and documents.

Original images and documents have no URL under /media/.
"""

from pathlib import PurePath
from typing import Any

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail.documents.views.serve import serve

from core.models import CustomImage, CustomRendition
from core.response_headers import CORP_CROSS_ORIGIN
from core.visibility.editor_permissions import can_choose_image

YEAR_IN_SECONDS = 365 * 24 * 60 * 60
# Not every system maps the newer extensions to a content type.
CONTENT_TYPES = {".avif": "image/avif", ".webp": "image/webp"}


@require_safe
def serve_document(request: HttpRequest, pk: str, name: str) -> HttpResponseBase:
    """Wagtail's view of a document, without its bogus header ``Content-Encoding: None``.

    The visibility of the document is checked by the hook ``check_document_visibility``.
    """
    response = serve(request, pk, name)
    if response.headers.get("Content-Encoding") == "None":
        del response.headers["Content-Encoding"]
    return response


@require_safe
def serve_rendition(request: HttpRequest, name: str) -> HttpResponseBase:
    """Serve a rendition of an image that the user can view or choose; otherwise 404."""
    if "\0" in name:  # PostgreSQL refuses NUL
        raise Http404
    rendition = get_object_or_404(CustomRendition, file=f"images/{name}")
    if not _is_visible(request.user, rendition):
        raise Http404
    response = _open_rendition(rendition)
    is_public = CustomImage.objects.visible_to(None).filter(pk=rendition.image_id).exists()
    return _cache_publicly(response) if is_public else _prevent_caching(response)


def _is_visible(user: Any, rendition: CustomRendition) -> bool:
    if CustomImage.objects.visible_to(user).filter(pk=rendition.image_id).exists():
        return True
    # Editors who are not members must see the images that they can choose.
    return user.is_authenticated and can_choose_image(user, rendition.image)


def _cache_publicly(response: FileResponse) -> FileResponse:
    # The file name changes with the image, so browsers never need to revalidate it.
    response["Cache-Control"] = f"public, max-age={YEAR_IN_SECONDS}, immutable"
    response["Cross-Origin-Resource-Policy"] = CORP_CROSS_ORIGIN
    return response


def _prevent_caching(response: FileResponse) -> FileResponse:
    response["Cache-Control"] = "private, no-store"
    return response


def _open_rendition(rendition: CustomRendition) -> FileResponse:
    try:
        file = default_storage.open(rendition.file.name)
    except FileNotFoundError as error:
        raise Http404 from error
    return FileResponse(file, content_type=CONTENT_TYPES.get(PurePath(rendition.file.name).suffix))
