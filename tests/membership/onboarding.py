"""Helpers for onboarding: an approved applicant becomes a member."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

from django.test import Client

from membership import actions
from membership.models import (
    ONBOARDING_VALID_FOR,
    Application,
    ApplicationDecision,
    ApplicationToken,
    Member,
)
from membership.models.decision import UNDO_PERIOD
from tests.factories import ApplicationFactory, UserFactory
from tests.html import assert_one_first_heading, assert_valid
from users.models import User

ADDRESS = "robin@example.org"
NEW_PASSWORD = "seven quiet otters dancing"
DecisionType = ApplicationDecision.DecisionType
OTHER_KEYS = ["YW5vdGhlci1rZXktYW5vdGhlci1rZXktYW5vdGhlciE="]


def create_link(application: Application, valid_for: timedelta = ONBOARDING_VALID_FOR) -> str:
    """The path of the status page."""
    return f"/join/application/{ApplicationToken.issue(application, valid_for=valid_for)}/"


def create_decided_application(kind: str, *, is_final: bool = True, **fields: str) -> Application:
    """An application with a decision, which is final if *is_final*."""
    application = ApplicationFactory(waiting=True, email=ADDRESS)
    return decide_application(application, kind, is_final=is_final, **fields)


def decide_application(
    application: Application, kind: str, *, is_final: bool = True, **fields: str
) -> Application:
    decision = actions.decide(
        application=application, by=UserFactory(groups=["Membership team"]), kind=kind, **fields
    )
    if is_final:
        ApplicationDecision.objects.filter(pk=decision.pk).update(at=decision.at - UNDO_PERIOD)
        actions.finalise_decisions()
    return Application.objects.get(pk=application.pk)


def read(link: str, status: int = 200) -> str:
    """The page at *link*, requested without cookies."""
    answer = Client().get(link)
    assert answer.status_code == status
    assert not answer.cookies
    assert answer.headers["Cache-Control"] == "private, no-store"
    return get_valid_page(answer)


def get_valid_page(answer: Any) -> str:
    """The page, which must be valid HTML."""
    shown = answer.content.decode()
    assert_valid(shown)
    assert_one_first_heading(shown)
    return shown


def press(link: str, step: str, **more: str) -> Any:
    """Submit the button *step*."""
    return Client().post(link, {"step": step, **more})


def buttons(shown: str) -> set[str]:
    """The names of the buttons in *shown*."""
    return {step for step in ("confirm", "answer", "withdraw") if f'value="{step}"' in shown}


class Newcomer:
    """A browser that completes onboarding; each form is submitted with the values on the page."""

    def __init__(self, application: Application | None = None, browser: Client | None = None):
        self.application = application or ApplicationFactory(approved=True, email=ADDRESS)
        self.status = create_link(self.application)
        self.address = f"{self.status}set-up/"
        self.browser = browser or Client()
        self.page = ""

    def open(self) -> str:
        answer = self.browser.get(self.address)
        assert answer.status_code == 200, answer.status_code
        self.page = answer.content.decode()
        return self.page

    def send(self, **values: str) -> Any:
        """Submit the filled-in form; *values* override its fields."""
        if not self.page:
            self.open()
        known = {"pseudonym": "Grey Heron", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
        known["sign_in_method"] = "password"
        known |= dict.fromkeys(re.findall(r'type="checkbox" name="(\w+)"', self.page), "on")
        data = {**known, **self.hidden, **values}
        answer = self.browser.post(self.address, {k: v for k, v in data.items() if v})
        if answer.status_code == 200:
            self.page = answer.content.decode()
        return answer

    def refused(self, **values: str) -> str:
        """The page with the form errors."""
        answer = self.send(**values)
        assert answer.status_code == 200, answer.status_code
        return self.page

    @property
    def hidden(self) -> dict[str, str]:
        found = re.findall(
            r'<input type="hidden" name="(confirmed_pseudonym|shown_texts)"(?: value="([^"]*)")?',
            self.page,
        )
        return {name: unescape(value) for name, value in found}


def has_no_account() -> bool:
    """Neither a member nor an account."""
    return not Member.objects.exists() and not User.objects.filter(email=ADDRESS).exists()


def is_signed_in(browser: Client) -> bool:
    """Whether a user is logged in."""
    return "_auth_user_id" in browser.session
