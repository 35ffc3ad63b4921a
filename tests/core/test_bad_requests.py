"""Malformed requests to Wagtail's admin are answered with 4xx, never 500."""

import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils.datastructures import MultiValueDict, MultiValueDictKeyError
from wagtail.models import Page

from core.admin.bad_requests import BadAdminRequestMiddleware
from core.models import NavigationSettings
from core.views.errors import render_error_page
from home.models import StandardPage
from mailqueue.models import EmailTemplateSettings
from tests.factories import DocumentFactory, ImageFactory, publish

pytestmark = [pytest.mark.database, pytest.mark.django_db]
HUGE = "9" * 30
KEYS = ("abc", HUGE, "%00", "_5F", "-1")
PING = "/admin/editing-sessions/ping"


@pytest.fixture
def browser(home: Page, superuser: Any, visit: Callable[[Any], Client]) -> Client:
    return visit(superuser)


@pytest.fixture
def about(home: Page) -> Page:
    return publish(home, StandardPage, title="About", slug="about")


def assert_refused(response: Any, *expected: int) -> None:
    assert response.status_code in (expected or (400, 404)), response.status_code
    assert b"</html>" in response.content or not response.content


def test_admin_answers_impossible_keys(browser: Client, subtests: pytest.Subtests) -> None:
    ImageFactory(), DocumentFactory()
    choosers = ("images/chooser", "documents/chooser", "snippets/choose/news/author")
    for key in KEYS:
        for chooser in choosers:
            with subtests.test(chooser=chooser, key=key):
                assert_refused(browser.get(f"/admin/{chooser}/chosen/{key}/"))
        for model in ("home/standardpage", "core/contentnote"):
            with subtests.test(model=model, key=key):
                assert_refused(browser.post(f"{PING}/{model}/{key}/1/"))


def test_admin_answers_impossible_keys_in_query(browser: Client, subtests: pytest.Subtests) -> None:
    addresses = (
        "/admin/images/chooser/chosen-multiple/",
        "/admin/choose-page/chosen-multiple/",
        "/admin/snippets/choose/news/author/chosen-multiple/",
        "/admin/bulk/wagtailcore/page/delete/",
        "/admin/bulk/users/user/assign_role/",
    )
    for address in addresses:
        for key in ("abc", "%00", ""):
            with subtests.test(address=address, key=key):
                assert_refused(browser.get(f"{address}?id={key}"))


def test_nul_in_query_is_bad_request(
    browser: Client, home: Page, subtests: pytest.Subtests
) -> None:
    paths = (
        "api/main/pages/?search=",
        *("pages/search/?q=", f"pages/{home.pk}/?q=", "choose-page/search/?q="),
        *("images/?q=", "images/chooser/results/?q=", "documents/?q=", "users/?q="),
        *("snippets/news/author/?q=", "tag-autocomplete/?term=", "reports/site-history/?label="),
    )
    for path in paths:
        for value in ("%00", "a%00b"):
            with subtests.test(path=path, value=value):
                assert browser.get(f"/admin/{path}{value}").status_code < 500


def test_impossible_page_position_is_bad_request(
    browser: Client, about: Page, subtests: pytest.Subtests
) -> None:
    before = set(Page.objects.values_list("path", flat=True))
    for place in ("abc", HUGE, "\0", "-1"):
        sent = {"chooser": place, "new_parent_page": place, "new_title": "x", "new_slug": "x"}
        for action in ("move", "copy"):
            with subtests.test(action=action, place=place):
                answer = browser.post(f"/admin/pages/{about.pk}/{action}/", sent)
                assert answer.status_code in {200, 400, 404}
        with subtests.test(action="bulk", place=place):
            answer = browser.post(f"/admin/bulk/wagtailcore/page/move/?id={about.pk}", sent)
            assert answer.status_code == 200
            assert 'class="error-message"' in answer.content.decode()
    assert set(Page.objects.values_list("path", flat=True)) == before


def test_too_large_numbers_are_no_server_error(
    browser: Client, home: Page, subtests: pytest.Subtests
) -> None:
    for address in (
        f"/admin/bulk/news/author/delete/?id={HUGE}",
        f"/admin/pages/{home.pk}/?owner={HUGE}",
    ):
        with subtests.test(address=address):
            assert browser.get(address).status_code < 500


def test_admin_answers_models_without_table(browser: Client, subtests: pytest.Subtests) -> None:
    for model in ("auth/user", "wagtailadmin/admin", "nothing/here"):
        with subtests.test(model=model):
            assert_refused(browser.post(f"{PING}/{model}/1/1/"), 404)


def test_ping_with_impossible_revision_is_no_server_error(browser: Client, about: Page) -> None:
    sent = {"revision_id": "abc"}
    assert_refused(browser.post(f"{PING}/home/standardpage/{about.pk}/1/", sent), 400)


def test_dismissibles_need_json_object(browser: Client, subtests: pytest.Subtests) -> None:
    for body in ("nonsense", "[1, 2]", "5", '"x"', "null", b"\xff\xfe", "[" * 100_000):
        with subtests.test(body=body[:10]):
            answer = browser.patch("/admin/dismissibles/", body, content_type="application/json")
            assert_refused(answer, 400)


def contentstate(**block: Any) -> str:
    whole = {"key": "a", "text": "x", "type": "unstyled", "depth": 0}
    whole |= {"inlineStyleRanges": [], "entityRanges": []}
    return json.dumps({"blocks": [whole | block], "entityMap": {"0": {"type": "LINK", "data": 5}}})


def test_malformed_rich_text_is_bad_request(
    browser: Client, about: Page, subtests: pytest.Subtests
) -> None:
    texts = (
        *("nonsense", "[]", "5", "{", '{"blocks": 5}', '{"blocks": [{}], "entityMap": {}}'),
        contentstate(text=5),
        contentstate(inlineStyleRanges=[{"offset": "q", "length": 1, "style": "BOLD"}]),
        contentstate(entityRanges=[{"offset": 0, "length": 1, "key": 0}]),
        contentstate(entityRanges=[{"offset": 0, "length": 1, "key": 7}]),
    )
    for text in texts:
        sent = {"title": "About", "slug": "about", "body-count": 0, "introduction": text}
        for address in (f"/admin/pages/{about.pk}/edit/", f"/admin/pages/{about.pk}/edit/preview/"):
            with subtests.test(address=address, text=text):
                assert_refused(browser.post(address, sent), 400)


def test_missing_management_form_is_bad_request(
    browser: Client, home: Page, about: Page, subtests: pytest.Subtests
) -> None:
    about.save_revision()
    settings = f"/admin/settings/core/navigationsettings/{NavigationSettings.load().pk}/"
    addresses = (
        f"/admin/pages/{about.pk}/edit/",
        f"/admin/pages/{about.pk}/copy/",
        f"/admin/pages/{about.pk}/revisions/{about.latest_revision_id}/revert/",
        f"/admin/pages/add/home/standardpage/{home.pk}/",
        settings,
        "/admin/choose-external-link/",
        "/admin/redirects/import/process/",
        "/admin/snippets/choose/news/author/create/",
    )
    for address in addresses:
        with subtests.test(address=address):
            assert_refused(browser.post(address, {}), 400)
    for count in ("abc", "1", HUGE):
        with subtests.test(count=count):
            assert_refused(browser.post(addresses[0], {"title": "x", "body-count": count}), 400)


def test_preview_of_invalid_content_type_is_no_server_error(browser: Client, home: Page) -> None:
    for kind in ("nothing/here", "core/contentnote"):
        address = f"/admin/pages/add/{kind}/{home.pk}/preview/"
        for method in (browser.get, browser.post):
            assert_refused(method(address))


def test_complete_form_is_accepted(browser: Client, about: Page) -> None:
    sent = {"title": "Changed", "slug": "about", "body-count": 0, "introduction": contentstate()}
    assert browser.post(f"/admin/pages/{about.pk}/edit/", sent).status_code == 302
    settings = f"/admin/settings/mailqueue/emailtemplatesettings/{EmailTemplateSettings.load().pk}/"
    assert browser.post(settings, {}).status_code == 200


# --- Errors that stay server errors ---------------------------------------------------------------


def answer_to(request: HttpRequest, fail: Callable[[], Any]) -> HttpResponse | None:
    """The middleware's response to the error that *fail* raises."""
    try:
        fail()
    except Exception as error:
        middleware: Any = BadAdminRequestMiddleware(lambda request: HttpResponse())
        return middleware.process_exception(request, error)
    raise AssertionError("no exception was raised")


def raise_in_library() -> None:
    int("abc")


def raise_missing_field() -> None:
    raise MultiValueDictKeyError(MultiValueDict())


def test_own_errors_stay_server_errors(home: Page) -> None:
    post = RequestFactory().post("/admin/pages/1/edit/", {})
    assert answer_to(post, raise_in_library).status_code == 400  # type: ignore[union-attr]
    assert answer_to(post, raise_missing_field).status_code == 400  # type: ignore[union-attr]
    # Raised by our own code, which must be fixed instead.
    assert answer_to(post, lambda: render_error_page(post, 999)) is None
    # Not an exception that a value could raise.
    assert answer_to(post, lambda: Path("/nothing/here").read_text()) is None
    # The request has no data.
    assert answer_to(RequestFactory().get("/admin/"), raise_in_library) is None
    assert answer_to(RequestFactory().get("/admin/?a=b"), raise_in_library) is not None
    # Outside the admin.
    assert answer_to(RequestFactory().post("/join/", {}), raise_in_library) is None


def test_bad_request_log_contains_no_input(
    browser: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        browser.get("/admin/images/chooser/chosen/canary/")
    logged = [
        record.getMessage() for record in caplog.records if record.name == "core.admin.bad_requests"
    ]
    assert logged == ["ValueError in django.db.models.fields was treated as a bad request"]
    assert not any(record.exc_info for record in caplog.records)
    assert not any("canary" in record.getMessage() for record in caplog.records)
