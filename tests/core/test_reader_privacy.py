"""Readers get no cookies, and the site prints, emails and stores no data about them."""

import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection, HTTPMessage
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest

from tests.core.failing_settings import OPERATOR
from tests.live_site import PASSWORD, TIMEOUT_SECONDS, LiveSite, free_port, live_site, wait_until
from tests.membership.applicant import VALUES
from tests.smtp_sink import SmtpSink

pytestmark = [pytest.mark.live_site, pytest.mark.xdist_group("live_site")]

QUERY = "panic-attack-at-work"
NAME = "Zebedee-Quillfeather"
ADDRESS = "zebedee.quillfeather@example.org"
TYPED = "not-my-real-password-9"
NETWORK = "198.51.100.77"
BROWSER = "QuillBrowser/7"
REFERER = "https://intranet.hospital.example/rota?of=quillfeather"
COOKIE = "quill-cookie-1234"
# The token of a link: readers of the log must not be able to follow it.
SECRET = "quill-secret-5678"
CANARIES = (QUERY, NAME, ADDRESS, TYPED, NETWORK, BROWSER, REFERER, COOKIE, SECRET, "127.0.0.1")
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
SENT = {
    "User-Agent": BROWSER,
    "Referer": REFERER,
    "X-Forwarded-For": NETWORK,
    "X-Real-IP": NETWORK,
    "Forwarded": f"for={NETWORK}",
    "Cookie": f"sessionid={COOKIE}; other={COOKIE}",
}


class Reader:
    """Sends requests to the served site; sends only cookies given by the test."""

    def __init__(self, site: LiveSite) -> None:
        self.site = site

    def ask(
        self, method: str, path: str, body: str | None = None, **headers: str
    ) -> tuple[int, HTTPMessage, str]:
        """Status, headers and text of the response."""
        with closing(HTTPConnection("127.0.0.1", self.site.port, timeout=TIMEOUT_SECONDS)) as line:
            names = {name.replace("_", "-"): value for name, value in headers.items()}
            line.request(method, path, body, names)
            answer = line.getresponse()
            return answer.status, answer.headers, answer.read().decode("utf-8", "replace")

    def status(
        self, method: str, path: str, form: dict[str, str] | None = None, **headers: str
    ) -> int:
        """The status of the response to a request with every canary that a browser could send."""
        body = urlencode(form) if form else None
        sent = {**SENT, **(FORM if form else {}), **headers}
        return self.ask(method, path, body, **sent)[0]


def copy_data(demo_data: Path, folder: Path) -> Path:
    return Path(shutil.copytree(demo_data, folder / "data"))


@pytest.fixture(scope="module")
def reader(demo_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """A reader of the demo site."""
    with live_site(copy_data(demo_data, tmp_path_factory.mktemp("read"))) as site:
        yield Reader(site)


# --- Output, emails and files of the site --------------------------------------------------------
def send_requests(reader: Reader) -> dict[str, int]:
    """Every kind of request by readers, including failing ones; the status of each response."""
    send = reader.status
    query, name = QUERY, NAME
    sign_in = {"login": ADDRESS, "password": TYPED}
    _, headers, page = reader.ask("GET", "/account/login/")
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    with_token = {"Cookie": f"{headers['Set-Cookie'].split(';')[0]}; sessionid={COOKIE}"}
    signed = {"csrfmiddlewaretoken": token}
    start = re.search(r'name="start" value="([^"]+)"', reader.ask("GET", "/join/")[2])[1]
    form = {**VALUES, "email": ADDRESS, "name": NAME, "start": start, "step": "check"}
    upload = {"Content-Type": "multipart/form-data; boundary=" + "b" * 300}
    many = {f"{NAME}{number}": ADDRESS for number in range(1100)}
    return {
        "search": send("GET", f"/search/?q={query}"),
        "suggest": send("GET", f"/search/suggest/?q={query}"),
        "home": send("GET", f"/?from={name}"),
        "no page": send("GET", f"/{name}/?q={query}"),
        "no page below a page": send("GET", f"/news/{name}/"),
        "no link": send("GET", f"/join/application/{SECRET}/"),
        "no link, with a full stop": send("GET", f"/join/application/{SECRET}/."),
        "no password": send("GET", f"/account/password/reset/key/9BCDFGHJ-{SECRET}/"),
        "no picture": send("GET", f"/media/images/{name}.webp"),
        "no document": send("GET", f"/documents/9/{name}.pdf"),
        "another host": send("GET", f"/?q={query}", Host="elsewhere.example"),
        "no token": send("POST", f"/account/login/?next=/{name}/", sign_in),
        "no token at a link": send("POST", f"/account/password/reset/key/9-{SECRET}/", sign_in),
        "wrong password": send("POST", "/account/login/", {**sign_in, **signed}, **with_token),
        "reset": send(
            "POST", "/account/password/reset/", {"email": ADDRESS, **signed}, **with_token
        ),
        "resend": send("POST", "/join/resend/", {"email": ADDRESS}),
        "join": send("POST", "/join/apply/", form),
        "not allowed": send("PUT", f"/join/resend/?q={query}"),
        "too many fields": send("POST", "/join/apply/", many),
        "no upload": send("POST", "/join/apply/", {"name": NAME}, **upload),
        "broken": send("POST", f"/join/apply/?break={query}", {**sign_in, "name": NAME}),
        "broken at a link": send("GET", f"/join/application/{SECRET}/?break={query}"),
        "broken at no page": send("GET", f"/{name}/?break={query}"),
    }


EXPECTED = {
    **dict.fromkeys(("search", "suggest", "home", "join", "no password", "wrong password"), 200),
    **dict.fromkeys(("reset",), 302),
    **dict.fromkeys(("resend",), 303),
    **dict.fromkeys(("another host", "too many fields", "no upload"), 400),
    **dict.fromkeys(("no token", "no token at a link"), 403),
    **dict.fromkeys(("no page", "no page below a page", "no link", "no picture"), 404),
    **dict.fromkeys(("no link, with a full stop", "no document"), 404),
    "not allowed": 405,
    **dict.fromkeys(("broken", "broken at a link", "broken at no page"), 500),
    "database away": 503,
}


def rename_count_table(data: Path) -> None:
    with closing(sqlite3.connect(data / "site.sqlite3", timeout=TIMEOUT_SECONDS)) as database:
        database.execute("PRAGMA foreign_keys = OFF")
        database.execute("ALTER TABLE membership_networksubmissioncount RENAME TO lost")
        database.commit()


def get_error_reports(smtp_sink: SmtpSink) -> list[str]:
    """Error reports to operators with their subjects, as text and as HTML."""
    return [
        "\n".join([email["Subject"], *(part.get_content() for part in email.iter_parts())])
        for email in list(smtp_sink.messages)
        if email["To"] == OPERATOR
    ]


@pytest.fixture(scope="module")
def outputs(demo_data: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """All output after the requests: name -> text. The site has been stopped."""
    data = copy_data(demo_data, tmp_path_factory.mktemp("logged"))
    before = set(data.rglob("*"))
    with SmtpSink(free_port()) as smtp_sink:
        more = {
            "DJANGO_SETTINGS_MODULE": "tests.core.failing_settings",
            "TRUSTED_PROXIES": "127.0.0.1",
            "EMAIL_URL": f"smtp://127.0.0.1:{smtp_sink.port}",
        }
        with live_site(data, **more) as site:
            reader = Reader(site)
            answers = send_requests(reader)
            wait_until(lambda: len(get_error_reports(smtp_sink)) == 3, "three reports were emailed")
            rename_count_table(data)
            resend = {"email": ADDRESS}
            answers["database away"] = reader.status("POST", "/join/resend/", resend)
            assert answers == EXPECTED
            url = site.url
        reports = "\n".join(get_error_reports(smtp_sink))
    files = [path for path in set(data.rglob("*")) - before if path.is_file()]
    written = {path.name: path.read_bytes().decode("latin-1") for path in files}
    assert not [name for name in written if name.endswith(".sqlite3")]
    return {
        # The URL of the site itself is not private.
        **{name: text.replace(url, "") for name, text in written.items()},
        "printed": site.log.read_text().replace(url, ""),
        "mailed": reports.replace(url, ""),
    }


def test_site_prints_emails_and_stores_no_reader_data(
    outputs: dict[str, str], subtests: pytest.Subtests
) -> None:
    for canary in CANARIES:
        with subtests.test(canary=canary):
            spellings = {canary, quote(canary), quote(canary, safe=""), canary.lower()}
            found = [where for where, text in outputs.items() for one in spellings if one in text]
            assert found == []


def test_errors_are_printed_with_location(
    outputs: dict[str, str], subtests: pytest.Subtests
) -> None:
    cases = [
        "Not Found: (no page)",
        "Not Found: /join/application/<str:token>/",
        "Method Not Allowed (PUT): /join/resend/",
        "Forbidden (CSRF",
        "Invalid HTTP_HOST header: 'elsewhere.example'",
        "WARNING django.request: Not Found: /media/images/",
        "TooManyFieldsSent",
        "Internal Server Error: /join/apply/",
        "Internal Server Error: /join/application/<str:token>/",
        "Service Unavailable: /join/resend/",
        "OperationalError: no such table",
        "in process_view",
        "KeyError\n",
        "\nValueError\n",
    ]
    for message in cases:
        with subtests.test(message=message):
            assert message in outputs["printed"]


def test_errors_are_emailed_to_operators_with_location(
    outputs: dict[str, str], subtests: pytest.Subtests
) -> None:
    cases = [
        "ERROR (EXTERNAL IP): Internal Server Error: /join/apply/",
        "ValueError at /join/apply/",
        "Request Method: POST",
        "in process_view",
        "The above exception (KeyError) was the direct cause",
        "membership.applications.views",
        "<!DOCTYPE html>",
    ]
    for message in cases:
        with subtests.test(message=message):
            assert message in outputs["mailed"]


# --- Cookies -------------------------------------------------------------------------------------
def cookies(reader: Reader, path: str) -> list[str]:
    return reader.ask("GET", path)[1].get_all("Set-Cookie", [])


def list_public_paths(reader: Reader) -> list[str]:
    """The paths of all public pages."""
    return re.findall(rf"<loc>{reader.site.url}([^<]*)", reader.ask("GET", "/sitemap.xml")[2])


def find_resources(pages: list[str]) -> set[str]:
    """The paths of all images, documents, feeds, styles and scripts in *pages*."""
    kinds = "media|documents|static|social-card|favicon|news/feed"
    part = re.compile(rf'(?:src|href|srcset|content)="[^"]*?(/(?:{kinds})[^" ]*)')
    return {path for page in pages for path in part.findall(page)}


@pytest.mark.slow
def test_pages_and_files_set_no_cookie(reader: Reader) -> None:
    pages = list_public_paths(reader)
    assert len(pages) > 40
    shown = [reader.ask("GET", path)[2] for path in pages]
    parts = find_resources(shown)
    for kind in ("/media/images/", "/documents/", "/static/", "/news/feed/"):
        assert [path for path in parts if path.startswith(kind)], kind
    others = ["/search/", "/search/?q=rest", "/search/suggest/?q=re", "/no-such-page/"]
    others += ["/robots.txt", "/sitemap.xml", "/healthz", "/readyz", "/favicon.ico"]
    others += ["/leave-quickly/", "/admin/", "/.well-known/security.txt", "/?page=abc"]
    setting = {path for path in (*pages, *parts, *others) if cookies(reader, path)}
    assert setting == set()


def test_application_sets_no_cookie(reader: Reader) -> None:
    paths = ("/join/", "/join/apply/", "/join/sent/", "/join/resend/", "/join/resent/")
    for path in (*paths, "/join/withdrawn/", "/join/application/made-up/"):
        assert cookies(reader, path) == [], path
        answer = reader.ask("POST", path, urlencode({"email": ADDRESS}), **FORM)
        assert answer[1].get_all("Set-Cookie", []) == [], path


def test_login_pages_set_one_session_cookie(reader: Reader, subtests: pytest.Subtests) -> None:
    for path in ("login/", "password/reset/", "password/reset/key/9-made-up/"):
        with subtests.test(path=path):
            set_there = cookies(reader, f"/account/{path}")
            assert len(set_there) <= 1
            for cookie in set_there:
                assert re.fullmatch(r"csrftoken=\w+; HttpOnly; Path=/; SameSite=Lax", cookie)


def test_login_sets_session_cookies_only(reader: Reader) -> None:
    _, headers, page = reader.ask("GET", "/account/login/")
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    form = {"login": "member@example.org", "password": PASSWORD, "csrfmiddlewaretoken": token}
    sent = {**FORM, "Cookie": headers["Set-Cookie"].split(";")[0]}
    status, headers, _ = reader.ask("POST", "/account/login/", urlencode(form), **sent)
    assert status == 302
    names = {cookie.split("=")[0] for cookie in headers.get_all("Set-Cookie")}
    assert names == {"sessionid", "csrftoken", "device"}
    for cookie in headers.get_all("Set-Cookie"):
        assert "HttpOnly" in cookie
        assert not re.search("max-age|expires", cookie, re.IGNORECASE)
