"""*My data*: a page to read, and a file to keep. At once, for oneself, without anybody's help."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from core.personal_data.page import plain, printed
from core.personal_data.registry import held_about, introduction_for
from users.models import User
from users.second_step.doors import certain

# Says nothing of what it is about: it lies among other files of whoever uses that computer.
FILE = "my-data.json"


@certain
@sensitive_variables()
def read(request: HttpRequest) -> HttpResponse:
    user = _asking(request)
    found = [printed(held) for held in held_about(user)]
    introduction = introduction_for(user)
    context = {
        "heading": introduction.heading,
        "text": introduction.text,
        "sections": [section for section in found if section.rows],
        "empty": [section.title for section in found if not section.rows],
        "keeps_cookie": True,
    }
    return render(request, "core/personal_data/index.html", context)


@certain
@sensitive_variables()
def download(request: HttpRequest) -> HttpResponseBase:
    """By POST: no link from elsewhere leaves such a file on somebody's computer."""
    if request.method != "POST":
        return redirect("account_data")
    data = {"made": timezone.now(), "sections": plain(held_about(_asking(request)))}
    # Letters of all scripts as codes: half ones, too, which no file could hold by themselves.
    response = JsonResponse(data, json_dumps_params={"indent": 2})
    response.headers["Content-Disposition"] = f'attachment; filename="{FILE}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _asking(request: HttpRequest) -> User:
    """Nobody else's data has an address."""
    user = request.user
    assert isinstance(user, User)  # noqa: S101
    return user
