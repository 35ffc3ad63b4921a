"""An applicant whose client stores no cookies and runs no JavaScript."""

import re
from dataclasses import replace
from datetime import timedelta
from html import unescape
from typing import Any

import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from membership.applications.form_state import FormToken

APPLY = "/join/apply/"
VALUES: dict[str, Any] = {
    "email": "robin@example.org",
    "name": "Robin",
    "profession": "Something else",
    "stage": "qualified",
    "eligible": "on",
}


class Applicant:
    """Fills in the form; each step submits the hidden fields of the previous page."""

    def __init__(self, client: Client | None = None, **values: Any) -> None:
        self.client = client or Client()
        self.values = {**VALUES, **values}
        self.page = ""

    def open(self, address: str = "/join/") -> str:
        """Open the join page."""
        return self._read(self.client.get(address))

    def check(self, **values: Any) -> str:
        """Submit the form for checking."""
        start = self.hidden("start") if self.page else self.hidden_in(self.open(), "start")
        data = {**self.values, **values, "start": backdate(start), "step": "check"}
        return self._read(self.client.post(APPLY, data))

    def change(self) -> str:
        """Go back from the check page to the form."""
        return self._read(
            self.client.post(APPLY, {"draft": self.hidden("draft"), "step": "change"})
        )

    def send(self, **more: str) -> Any:
        """Give consent, and submit the checked form."""
        data = {"draft": self.hidden("draft"), "step": "send", "consent": "yes", **more}
        return self.client.post(APPLY, data)

    def send_until_accepted(self) -> Any:
        """Submit; if the form is returned as suspected spam, wait a moment and submit again."""
        answer = self.send()
        if answer.status_code == 200:
            self.page = answer.content.decode()
            with time_machine.travel(timezone.now() + timedelta(seconds=30)):
                answer = self.send()
        return answer

    def apply(self, **values: Any) -> Any:
        """From the join page to the receipt."""
        self.open()
        self.check(**values)
        return self.send()

    def hidden(self, name: str) -> str:
        """The value of a hidden field of the last page."""
        return self.hidden_in(self.page, name)

    @staticmethod
    def hidden_in(page: str, name: str) -> str:
        found = re.search(rf'<input type="hidden" name="{name}" value="([^"]*)"', page)
        assert found, f"no hidden field {name}"
        return unescape(found[1])

    def _read(self, response: Any) -> str:
        assert response.status_code == 200, response.status_code
        assert not response.cookies
        self.page = response.content.decode()
        return self.page


def backdate(start: str, seconds: int = 60) -> str:
    """The signed *start* of a form, as if it had been opened *seconds* earlier."""
    known = FormToken.from_signed(start)
    return replace(known, at=known.at - seconds).sign()


def get_link(email: Any) -> str:
    """The path of the link in *email*."""
    return re.search(r"http://testserver(/join/application/\S+)", email.body)[1]


def get_newest_link(address: str = "robin@example.org") -> str:
    """The path of the link in the newest email to *address*."""
    return get_link([email for email in mail.outbox if email.to == [address]][-1])
