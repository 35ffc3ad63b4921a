"""An editor changes the questions of the join form in the admin, and visitors see them."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.test_editor_preview import choose_mode, edit, open_preview, preview
from tests.browser.test_editor_publish import fetch, publish, sign_in
from tests.live_site import LiveSite, run_script

pytestmark = pytest.mark.slow

QUESTION = "Which evenings are good?"
CHOICES = "Mondays\nWednesdays, after seven\nAny"
RESTORE = """
import django; django.setup()
from membership.models import JoinPage
JoinPage.objects.get().revisions.earliest("pk").as_object().save_revision().publish()
"""
FIRST_DEMO_QUESTION, LAST_DEMO_QUESTION = (
    "What would you like to find here?",
    "How did you hear about us?",
)


@pytest.fixture(scope="module")
def site_server(editable_site: LiveSite) -> LiveSite:
    """Each test restores the form of the demo: other tests answer its questions."""
    return editable_site


@pytest.fixture
def desk(page: Page, site_server: LiveSite) -> Iterator[Page]:
    """An editor with a large screen, with the join page open."""
    page.set_viewport_size({"width": 1440, "height": 900})
    sign_in(page, site_server, "editor@example.org")
    edit(page, "/join/")
    yield page
    run_script(RESTORE, data_dir=site_server.data_dir)


def add_question(desk: Page, label: str, kind: str = "One line", **more: str) -> Locator:
    """Select "Add question" and fill in its fields. *more*: field -> value."""
    number = int(desk.locator("#id_questions-TOTAL_FORMS").input_value())
    desk.get_by_role("button", name="Add Question").click()
    desk.locator(f"#id_questions-{number}-label").fill(label)
    desk.locator(f"#id_questions-{number}-field_type").select_option(label=kind)
    for field, text in more.items():
        desk.locator(f"#id_questions-{number}-{field}").fill(text)
    return desk.locator(f"#inline_child_questions-{number}")


def save_draft(desk: Page) -> None:
    desk.get_by_role("button", name="Save draft").click()


def messages(desk: Page) -> Locator:
    return desk.locator(".messages")


def test_join_page_can_be_published_unchanged(desk: Page) -> None:
    publish(desk)
    expect(messages(desk)).not_to_contain_text("used against")


def test_added_question_is_previewed_and_published(desk: Page, site_server: LiveSite) -> None:
    question = add_question(desk, QUESTION, "Choose one", choices=CHOICES)
    expect(preview(desk).locator("form.form")).to_contain_text(QUESTION)
    for _ in range(6):
        question.get_by_role("button", name="Move up").click()
    publish(desk)

    page = fetch(site_server, "/join/")
    assert page.index(QUESTION) < page.index(FIRST_DEMO_QUESTION) < page.index(LAST_DEMO_QUESTION)
    desk.context.clear_cookies()
    desk.goto(f"{site_server.url}/join/")
    for evening in CHOICES.splitlines():
        expect(desk.get_by_label(evening, exact=True)).to_have_attribute("type", "radio")


def test_sensitive_question_requires_reason(desk: Page, site_server: LiveSite) -> None:
    question = add_question(desk, "Your employer")
    save_draft(desk)
    expect(messages(desk)).to_contain_text("“Your employer”: the answers could be used against")
    press_publish(desk)
    expect(messages(desk)).to_contain_text("could not be")
    expect(question).to_contain_text("Explain why you ask, or remove the question.")
    assert "Your employer<" not in fetch(site_server, "/join/")

    question.get_by_label("Why we ask").fill("So that nobody meets a colleague unawares.")
    publish(desk)
    assert "So that nobody meets a colleague unawares." in fetch(site_server, "/join/")


def press_publish(desk: Page) -> None:
    desk.locator("footer, .footer").last.locator("button[aria-expanded]").last.click()
    desk.get_by_role("button", name=re.compile("^Publish")).last.click()


def test_preview_shows_later_steps(desk: Page) -> None:
    open_preview(desk)
    for step, text in (("check", "Check your answers"), ("sent", "Check your email")):
        expect(choose_mode(desk, step).locator("h1")).to_have_text(text)


def test_closed_sign_up_shows_text_and_no_form(desk: Page, site_server: LiveSite) -> None:
    assert "<form" in fetch(site_server, "/join/").partition("<main")[2]
    desk.get_by_label("Applications are closed").check()
    publish(desk)
    shown = fetch(site_server, "/join/").partition("<main")[2].partition("</main")[0]
    assert "Applications are closed for now." in shown
    assert "<form" not in shown
