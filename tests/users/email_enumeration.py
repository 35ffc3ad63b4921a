"""Forms that take an email address, accounts in every state, and their responses."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core import mail
from django.test import Client

from membership.actions import end_membership, suspend, take_break
from membership.models import Application
from tests.factories import ApplicationFactory, MemberFactory, UserFactory
from tests.membership.applicant import Applicant
from users.actions import invite_staff
from users.models import User

PASSWORD_RESET_URL = "/account/password/reset/"
# A reference without an account, and a token that no account has.
NO_REFERENCE, NO_KEY = "2222-2222", "aaaaaa-" + "b" * 32
Submit = Callable[[str, Client], list[Any]]


def email_for(state: str) -> str:
    """An email address of the same length for each *state*."""
    number = list(ACCOUNT_STATES).index(state)
    return f"someone-{number:02}@example.org"


def _application(**fields: Any) -> Callable[[str], Any]:
    return lambda email: ApplicationFactory(email=email, **fields)


def _without_password(email: str) -> None:
    invite_staff(email=email, group_names=["Editors"])


def _member_who_applies_again(email: str) -> None:
    MemberFactory(email=email)
    ApplicationFactory(email=email, waiting=True)


def _suspended(email: str) -> None:
    suspend(member=MemberFactory(email=email).member, by=UserFactory(), reason="Why")


def _ended(email: str) -> None:
    end_membership(member=MemberFactory(email=email).member, by=UserFactory(), reason="Why")


def _on_a_break(email: str) -> None:
    take_break(member=MemberFactory(email=email).member)


# State -> function that creates the account.
ACCOUNT_STATES: dict[str, Callable[[str], Any]] = {
    "unknown": lambda email: None,
    "a member": lambda email: MemberFactory(email=email),
    "staff": lambda email: UserFactory(email=email, groups=["Editors"]),
    "invited, without a password yet": _without_password,
    "suspended": _suspended,
    "leaving: the membership was ended": _ended,
    "on a break": _on_a_break,
    "switched off": lambda email: UserFactory(email=email, is_active=False),
    "not confirmed": _application(),
    "waiting": _application(waiting=True),
    "asked": _application(waiting=True, state=Application.State.ASKED),
    "approved": _application(approved=True),
    "declined": _application(declined=True),
    "a member who waits again": _member_who_applies_again,
}


def make_all_accounts() -> None:
    """Create one account of each state, and clear the outbox."""
    for state, make in ACCOUNT_STATES.items():
        make(email_for(state))
    mail.outbox.clear()


# --- Forms ---------------------------------------------------------------------------------------
def _sign_in(email: str, client: Client) -> list[Any]:
    form = {"login": email, "password": "not their password"}
    return [client.get("/account/login/"), client.post("/account/login/", form)]


def _admin(email: str, client: Client) -> list[Any]:
    form = {"username": email, "password": "not their password"}
    return [client.post("/admin/login/", form), client.post("/admin/password_reset/", form)]


def _reset(email: str, client: Client) -> list[Any]:
    response = client.post(PASSWORD_RESET_URL, {"email": email})
    return [client.get(PASSWORD_RESET_URL), response, client.get(f"{PASSWORD_RESET_URL}done/")]


def _resend(email: str, client: Client) -> list[Any]:
    response = client.post("/join/resend/", {"email": email})
    return [response, client.get("/join/resent/")]


def _join(email: str, client: Client) -> list[Any]:
    applicant, answers = Applicant(client, email=email), []
    client.get, client.post = _recording(client.get, answers), _recording(client.post, answers)
    applicant.apply()
    return [*answers, client.get("/join/sent/")]


def _recording(ask: Callable[..., Any], answers: list[Any]) -> Callable[..., Any]:
    def send(*args: Any, **kwargs: Any) -> Any:
        answers.append(ask(*args, **kwargs))
        return answers[-1]

    return send


def _set_up(email: str, client: Client) -> list[Any]:
    """Choose a password with a link that has a made-up token."""
    user = User.objects.filter(email=email).first()
    who = (user.reference if user else NO_REFERENCE).replace("-", "")
    passwords = dict.fromkeys(("password1", "password2"), "seven quiet otters dancing")
    paths = [f"{PASSWORD_RESET_URL}key/{who}-{key}/" for key in (NO_KEY, "set-password")]
    opened = [client.get(path) for path in paths]
    return opened + [client.post(path, passwords) for path in paths]


FORMS: dict[str, Submit] = {
    "sign-in": _sign_in,
    "the admin's own": _admin,
    "reset": _reset,
    "resend": _resend,
    "join": _join,
    "set-up": _set_up,
}


# --- Responses -----------------------------------------------------------------------------------
@dataclass(frozen=True)
class Observation:
    """Everything that can be compared: responses without tokens, and emails."""

    answers: list[tuple[Any, ...]]
    mails: list[tuple[Any, ...]]


def submit_form(form_name: str, state: str) -> Observation:
    """Submit *form_name* with the email of *state*, each state from its own network."""
    before, email = len(mail.outbox), email_for(state)
    client = Client(REMOTE_ADDR=f"192.0.2.{list(ACCOUNT_STATES).index(state)}")
    answers = [_describe_response(answer, email) for answer in FORMS[form_name](email, client)]
    return Observation(
        answers, [_describe_email(message, email) for message in mail.outbox[before:]]
    )


def _describe_response(answer: Any, email: str) -> tuple[Any, ...]:
    # These contain the time and the length with tokens: the content itself is compared.
    changing = dict.fromkeys(answer.headers.keys() & {"Date", "Expires", "Content-Length"})
    headers = {**answer.headers, **changing}
    body = b"".join(answer) if answer.streaming else answer.content
    return answer.status_code, headers, _cookies(answer), _without_tokens(body.decode(), email)


def _cookies(answer: Any) -> dict[str, dict[str, Any]]:
    """Name and attributes of each cookie, without its value."""
    return {name: dict(cookie) for name, cookie in answer.cookies.items()}


def _without_tokens(page: str, email: str) -> str:
    hidden = r'(name="(?:csrfmiddlewaretoken|start|draft)" value=)"[^"]*"'
    secrets = r"(/key/|/application/)[\w-]+/"
    return re.sub(secrets, r"\1", re.sub(hidden, r"\1", page)).replace(email, "")


def _describe_email(message: Any, email: str) -> tuple[Any, ...]:
    parts = [message.body, *(part.content for part in message.alternatives)]
    texts = [_without_tokens(part, email) for part in parts]
    return message.to == [email], message.subject, message.from_email, message.extra_headers, texts
