""" "Your data": the personal data of the current user as a page and as a JSON file."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from privacy.presentation import build_display_section, build_export
from privacy.registry import get_introduction, get_personal_data
from users.mfa.decorators import recent_login_required
from users.models import User

# Neutral, since others who use the same computer may see the file name.
FILENAME = "my-data.json"


@recent_login_required
@sensitive_variables()
def show_personal_data(request: HttpRequest) -> HttpResponse:
    user = _get_user(request)
    display_sections = [build_display_section(section) for section in get_personal_data(user)]
    introduction = get_introduction(user)
    context = {
        "heading": introduction.heading,
        "text": introduction.text,
        "sections": [section for section in display_sections if section.rows],
        "empty": [section.title for section in display_sections if not section.rows],
        "keeps_cookie": True,
    }
    return render(request, "privacy/personal_data/index.html", context)


@recent_login_required
@sensitive_variables()
def download_personal_data(request: HttpRequest) -> HttpResponseBase:
    """Return the JSON file, only on POST, so that no link can start the download."""
    if request.method != "POST":
        return redirect("account_data")
    data = {"made": timezone.now(), "sections": build_export(get_personal_data(_get_user(request)))}
    # ASCII only: lone surrogates cannot be encoded as UTF-8.
    response = JsonResponse(data, json_dumps_params={"indent": 2})
    response.headers["Content-Disposition"] = f'attachment; filename="{FILENAME}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _get_user(request: HttpRequest) -> User:
    """The current user, as a User for the type checker."""
    user = request.user
    assert isinstance(user, User)  # noqa: S101
    return user
