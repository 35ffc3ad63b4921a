"""Somebody at a browser who signs in, and looks after how they do."""

import json
import re
import time
from typing import Any

import time_machine
from django.test import Client

from tests.factories import PASSWORD
from tests.users.soft_key import SoftKey, app_code

STEP = "/account/2fa/"
SIGN_IN = "/account/login/"
LETTERS = re.compile(r'class="letters">([A-Z2-7 ]+)<')
JSON = {"accept": "application/json"}
OPTIONS = re.compile(r'<script id="passkey-options" type="application/json">(.*?)</script>')


def later(seconds: int) -> Any:
    """So many seconds from now, in which no time passes."""
    return time_machine.travel(time.time() + seconds, tick=False)


class Person:
    """Whoever has *user*'s password."""

    def __init__(self, user: Any, *, browser: Client | None = None) -> None:
        self.user = user
        self.browser = browser or Client()
        self.letters = ""

    # --- Signing in --------------------------------------------------------------------------
    def sign_in(self, password: str = PASSWORD, **more: str) -> Any:
        form = {"login": self.user.email, "password": password, **more}
        return self.browser.post(SIGN_IN, form)

    def type_code(self, code: str, address: str = "sign-in/") -> Any:
        return self.browser.post(STEP + address, {"code": code})

    def sign_in_with(self, key: SoftKey, **more: str) -> Any:
        """With a passkey and nothing else."""
        options = self.browser.get(STEP + "passkeys/sign-in/", headers=JSON).json()
        return self.show("passkeys/sign-in/", key.get(options), **more)

    def use(self, key: SoftKey, address: str = "sign-in/") -> Any:
        """As the second step, or before a change."""
        return self.show(address, key.get(self.options(address)))

    @property
    def is_in(self) -> bool:
        return "_auth_user_id" in self.browser.session

    def sees(self, address: str) -> str:
        return self.browser.get(STEP + address, follow=True).content.decode()

    # --- Setting up --------------------------------------------------------------------------
    def add_app(self) -> Any:
        self.letters = LETTERS.search(self.sees("app/"))[1]
        return self.browser.post(STEP + "app/", {"code": app_code(self.letters)})

    def app_code(self, later: int = 0) -> str:
        return app_code(self.letters, later)

    def add_passkey(self, key: SoftKey | None = None, name: str = "") -> SoftKey:
        key = key or SoftKey()
        answer = key.create(self.options("passkeys/add/"))
        assert self.show("passkeys/add/", answer, name=name).status_code == 302
        return key

    def codes(self) -> list[str]:
        return re.findall(r"<li>(\d{8})</li>", self.sees("codes/"))

    def options(self, address: str) -> Any:
        return json.loads(OPTIONS.search(self.sees(address))[1])

    def show(self, address: str, answer: Any, **more: str) -> Any:
        return self.browser.post(STEP + address, {"credential": json.dumps(answer), **more})
