"""Refuse view restrictions on pages that NavigationSettings links to from the whole site."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from wagtail.admin.auth import require_admin_access
from wagtail.admin.modal_workflow import render_modal_workflow
from wagtail.models import Page

from core.models import NavigationSettings
from core.page_privacy import views as page_privacy


@require_admin_access
def set_privacy(request: HttpRequest, page_id: int) -> HttpResponseBase:
    """Wagtail's privacy dialog, refused for protected pages and their ancestors."""
    page = get_object_or_404(Page, pk=page_id)
    protected = NavigationSettings.load().protected_pages_under(page)
    if not protected:
        return page_privacy.set_privacy(request, page_id)
    return render_modal_workflow(
        request,
        "wagtailadmin/protected_page.html",
        None,
        {"titles": protected},
        json_data={"step": "protected"},
    )
