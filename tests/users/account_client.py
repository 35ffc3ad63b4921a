"""A test client that logs in and manages authenticators."""

import json
import re
import time
from typing import Any

import time_machine
from django.test import Client

from tests.factories import PASSWORD
from tests.users.software_authenticator import SoftwareAuthenticator, totp_code

MFA_URL = "/account/2fa/"
LOGIN_URL = "/account/login/"
TOTP_SECRET = re.compile(r'class="secret-characters">([A-Z2-7 ]+)<')
JSON = {"accept": "application/json"}
OPTIONS = re.compile(r'<script id="passkey-options" type="application/json">(.*?)</script>')


def later(seconds: int) -> Any:
    """Freeze the time *seconds* from now."""
    return time_machine.travel(time.time() + seconds, tick=False)


class AccountClient:
    """A client that knows the password of *user*."""

    def __init__(self, user: Any, *, browser: Client | None = None) -> None:
        self.user = user
        self.browser = browser or Client()
        self.totp_secret = ""

    # --- Login -------------------------------------------------------------------------------
    def sign_in(self, password: str = PASSWORD, **more: str) -> Any:
        form = {"login": self.user.email, "password": password, **more}
        return self.browser.post(LOGIN_URL, form)

    def post_code(self, code: str, address: str = "sign-in/") -> Any:
        return self.browser.post(MFA_URL + address, {"code": code})

    def sign_in_with_passkey(self, key: SoftwareAuthenticator, **more: str) -> Any:
        """Log in with a passkey only."""
        options = self.browser.get(MFA_URL + "passkeys/sign-in/", headers=JSON).json()
        return self.post_credential("passkeys/sign-in/", key.get(options), **more)

    def verify_passkey(self, key: SoftwareAuthenticator, address: str = "sign-in/") -> Any:
        """Use a passkey for the MFA challenge or for reauthentication."""
        return self.post_credential(address, key.get(self.get_passkey_options(address)))

    @property
    def is_signed_in(self) -> bool:
        return "_auth_user_id" in self.browser.session

    def get_page(self, address: str) -> str:
        return self.browser.get(MFA_URL + address, follow=True).content.decode()

    # --- Setup -------------------------------------------------------------------------------
    def add_totp(self) -> Any:
        self.totp_secret = TOTP_SECRET.search(self.get_page("app/"))[1]
        return self.browser.post(MFA_URL + "app/", {"code": totp_code(self.totp_secret)})

    def totp_code(self, later: int = 0) -> str:
        return totp_code(self.totp_secret, later)

    def add_passkey(
        self, key: SoftwareAuthenticator | None = None, name: str = ""
    ) -> SoftwareAuthenticator:
        key = key or SoftwareAuthenticator()
        answer = key.create(self.get_passkey_options("passkeys/add/"))
        assert self.post_credential("passkeys/add/", answer, name=name).status_code == 302
        return key

    def get_recovery_codes(self) -> list[str]:
        return re.findall(r"<li>(\d{8})</li>", self.get_page("codes/"))

    def get_passkey_options(self, address: str) -> Any:
        return json.loads(OPTIONS.search(self.get_page(address))[1])

    def post_credential(self, address: str, answer: Any, **more: str) -> Any:
        return self.browser.post(MFA_URL + address, {"credential": json.dumps(answer), **more})
