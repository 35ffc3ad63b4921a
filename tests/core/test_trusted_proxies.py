"""Forwarded headers, and which proxies are trusted."""

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from core.middleware import TrustedProxyMiddleware

pytestmark = pytest.mark.django_db
PROXY, OTHER_HOST = "10.0.0.1", "10.0.0.2"


@pytest.fixture(autouse=True)
def _trust_proxies(settings: Any) -> None:
    settings.TRUSTED_PROXIES = [PROXY]
    settings.ALLOWED_HOSTS = ["testserver", "www.example.org"]


def send(proto: str = "", host: str = "", address: str = PROXY) -> tuple[bool, str]:
    """Whether the site treats a request with these headers as HTTPS, and its host."""
    seen: list[HttpRequest] = []

    def get_response(request: HttpRequest) -> HttpResponse:
        seen.append(request)
        return HttpResponse()

    headers = {"Host": "testserver", "X-Forwarded-Proto": proto, "X-Forwarded-Host": host}
    request = RequestFactory(REMOTE_ADDR=address).get("/", headers=headers)
    TrustedProxyMiddleware(get_response)(request)
    return seen[0].is_secure(), seen[0].get_host()


def test_first_forwarded_value_is_used(subtests: pytest.Subtests) -> None:
    cases = [
        ("https", "", (True, "testserver")),
        ("HTTPS", "", (True, "testserver")),
        ("https, http", "", (True, "testserver")),
        (" https ,http,http", "", (True, "testserver")),
        ("http, https", "", (False, "testserver")),
        ("", "www.example.org", (False, "www.example.org")),
        ("https", "WWW.example.org, backend:8000", (True, "www.example.org")),
        ("", "", (False, "testserver")),
        (" ", " ", (False, "testserver")),
    ]
    for proto, host, expected in cases:
        with subtests.test(proto=proto, host=host):
            assert send(proto, host) == expected


def test_forwarded_headers_from_other_hosts_are_ignored(subtests: pytest.Subtests) -> None:
    for proto, host in (("https", "www.example.org"), ("ftp", "elsewhere.example")):
        with subtests.test(proto=proto, host=host):
            assert send(proto, host, OTHER_HOST) == (False, "testserver")


def test_invalid_forwarded_values_are_400(
    client: Client, caplog: pytest.LogCaptureFixture, subtests: pytest.Subtests
) -> None:
    cases = [
        ("X-Forwarded-Proto", "ftp", "X-Forwarded-Proto is neither http nor https: 'ftp'"),
        ("X-Forwarded-Proto", ", https", "X-Forwarded-Proto is neither http nor https: ''"),
        ("X-Forwarded-Proto", "https\nhttp", r"neither http nor https: 'https\nhttp'"),
        ("X-Forwarded-Host", "elsewhere.example", "add 'elsewhere.example' to ALLOWED_HOSTS"),
        ("X-Forwarded-Host", "elsewhere.example, testserver", "to ALLOWED_HOSTS"),
        ("X-Forwarded-Host", "a b", "Invalid HTTP_HOST header: 'a b'"),
    ]
    for header, value, line in cases:
        with subtests.test(header=header, value=value):
            caplog.clear()
            response = client.get("/", headers={header: value}, REMOTE_ADDR=PROXY)
            assert response.status_code == 400
            assert "Error 400" in response.content.decode()
            assert "Content-Security-Policy" in response.headers
            assert [line in message for message in caplog.messages] == [True]
            assert "\n" not in caplog.messages[0]


def test_two_proxies_cause_no_redirect(client: Client, settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = True
    headers = {"X-Forwarded-Proto": "https, http"}
    assert client.get("/", headers=headers, REMOTE_ADDR=PROXY).status_code == 200
