"""Requests that no browser sends: none is stored or causes a server error."""

import html
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from membership.applications.form_state import FormState, FormToken
from membership.applications.forms import MAX_ANSWER_LENGTH
from membership.models import Application, ConsentText, JoinPage
from tests.factories import open_join_page
from tests.membership.applicant import APPLY, VALUES, Applicant
from tests.membership.hostile_strings import HOSTILE_STRINGS

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture
def page(home: Any) -> JoinPage:
    line = {"label": "Line", "field_type": "singleline"}
    return open_join_page(home, line, {"label": "Lines", "field_type": "multiline"})


@pytest.fixture
def browser() -> Client:
    return Client(raise_request_exception=False, enforce_csrf_checks=True)


def post(browser: Client, body: Any, kind: str = "application/x-www-form-urlencoded") -> Any:
    # A raw body: the test client itself cannot encode an unknown charset.
    return browser.generic("POST", APPLY, body, content_type=kind)


def test_megabyte_answers_are_returned_whole(page: JoinPage) -> None:
    for name in ("email", "name", "q_line", "q_lines"):
        text = f"{name} " * (1_000_000 // len(name))
        shown = Applicant(**{name: text}).check()
        assert "There is a problem" in shown
        assert text.strip() in shown
    assert "There is a problem" not in Applicant(q_lines="x" * MAX_ANSWER_LENGTH).check()


def test_oversized_request_shows_error_page(
    page: JoinPage, browser: Client, subtests: pytest.Subtests
) -> None:
    for body in ("&".join(f"f{n}=x" for n in range(20_000)), "name=" + "x" * 11_000_000):
        with subtests.test(body=body):
            answer = post(browser, body)
            assert answer.status_code in {400, 413}
            assert "<h1" in answer.content.decode()


def test_other_content_types_store_no_application(
    page: JoinPage, browser: Client, subtests: pytest.Subtests
) -> None:
    cases = [
        ("application/json", '{"email": ["a@example.org"], "step": "send"}'),
        ("application/json", "{"),
        ("text/plain", "email=a@example.org"),
        ("application/x-www-form-urlencoded; charset=utf-16", "email=a%40example.org"),
        ("application/x-www-form-urlencoded; charset=nonsense", b"email=a%40example.org"),
        ("application/x-www-form-urlencoded", b"name=\xff\xfe%ff%ed%a0%80&%00=%00&=&&;=;"),
        ("multipart/form-data", b"--x\r\n\r\n"),
        ("multipart/form-data; boundary=", b"--\r\n"),
        ("multipart/form-data; boundary=x", b""),
        (
            "multipart/form-data; boundary=x",
            b"--x\r\nContent-Disposition: form-data; name=\r\n\r\n",
        ),
        ("multipart/form-data; boundary=\xe9", b"--\xe9--"),
        ("", b"\x00\x01"),
    ]
    for kind, body in cases:
        with subtests.test(kind=kind, body=body):
            answer = post(browser, body, kind)
            assert answer.status_code in {200, 400}
            assert "<h1" in answer.content.decode()
            assert not Application.objects.exists()


def test_multipart_form_ignores_uploaded_file(page: JoinPage) -> None:
    file = SimpleUploadedFile("name.txt", b"from a file")
    shown = Applicant(name=file, q_line="Words.").check()
    assert "Words." in shown
    assert "from a file" not in shown


def test_unknown_step_shows_check(
    page: JoinPage, browser: Client, subtests: pytest.Subtests
) -> None:
    for step in ("", "x", "SEND", "send ", "\x00", "check\r\nsend", "9" * 5000):
        with subtests.test(step=step):
            answer = browser.post(APPLY, {**VALUES, "step": step})
            assert answer.status_code == 200
            assert "Check your answers" in answer.content.decode()


def test_hostile_hidden_fields_cause_no_error(
    page: JoinPage, browser: Client, subtests: pytest.Subtests
) -> None:
    for field in ("start", "draft", "consent", "step"):
        with subtests.test(field=field):
            for step in ("check", "send", "change"):
                for text in [
                    *HOSTILE_STRINGS[::40],
                    "\x00",
                    "x" * 100_000,
                    "W10:1abc:xyz",
                    "k1:00000000:abc",
                ]:
                    answer = browser.post(APPLY, {**VALUES, "step": step, field: text})
                    assert answer.status_code in {200, 302}, (step, text)
            assert not Application.objects.exists()


def test_form_state_with_unknown_consent_shows_check_again(
    page: JoinPage, browser: Client, subtests: pytest.Subtests
) -> None:
    for number in (0, -1, 999, 2**70):
        with subtests.test(number=number):
            values = {name: [value] for name, value in VALUES.items()}
            state = FormState.create(token=FormToken.create(), consent=number, values=values)
            answer = browser.post(
                APPLY, {"draft": state.to_token(), "step": "send", "consent": "yes"}
            )
            # Nobody has consented to the text of this page yet.
            assert answer.status_code == 200
            assert "robin@example.org" in answer.content.decode()
            assert not Application.objects.exists()
            assert not ConsentText.objects.filter(pk=number).exists()


def test_query_strings_are_ignored(
    page: JoinPage, browser: Client, subtests: pytest.Subtests
) -> None:
    for query in ("page=x", "page=-1", "page=9e99", "p=\x00", "mode=check", "%ff"):
        with subtests.test(query=query):
            for path in ("/join/", "/join/sent/", "/join/resend/"):
                assert browser.get(f"{path}?{query}").status_code == 200


ADDRESSES = "apply sent resend resent withdrawn application/x".split()


def test_other_http_methods_are_not_allowed(
    page: JoinPage, client: Client, subtests: pytest.Subtests
) -> None:
    for address in ADDRESSES:
        with subtests.test(address=address):
            path = f"/join/{address}/"
            read = client.get(path)
            head = client.head(path)
            assert (head.status_code, head.content) == (read.status_code, b"")
            assert read.status_code == {"apply": 302, "application/x": 404}.get(address, 200)
            for method in ("PUT", "DELETE", "PATCH", "TRACE", "NONSENSE"):
                assert client.generic(method, path, "step=withdraw").status_code == 405
            assert client.options(path).status_code in {200, 405}


def test_null_characters_show_errors(page: JoinPage, browser: Client) -> None:
    answer = browser.post(APPLY, {**VALUES, "email": "a\x00@example.org", "name": "\x00"})
    shown = html.unescape(answer.content.decode())
    assert len(re.findall("Null characters are not allowed|example.org", shown)) >= 2
    assert browser.post("/join/resend/", {"email": "\x00"}).status_code == 200
    assert browser.post("/join/application/%00/", {"step": "\x00"}).status_code == 404
