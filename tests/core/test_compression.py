"""The server compresses HTML and static files."""

import gzip
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.contrib.staticfiles import finders
from django.test import override_settings

from config.staticfiles import CONCATENATED_CSS, ConcatenatedCssFinder
from home.models import StandardPage
from tests.factories import publish

pytestmark = pytest.mark.django_db
GZIP = {"accept-encoding": "gzip"}


def test_pages_are_compressed_when_accepted(home, client):
    publish(home, StandardPage, title="Long", slug="long", introduction=f"<p>{'word ' * 800}</p>")
    plain, small = client.get("/long/"), client.get("/long/", headers=GZIP)
    assert small.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in small.headers["Vary"]
    assert len(small.content) < len(plain.content) / 2
    assert "Content-Encoding" not in plain.headers
    assert b"word word" in gzip.decompress(small.content)


def test_long_text_responses_are_compressed(home, client, subtests):
    for number in range(5):
        publish(home, StandardPage, title=f"Long {number}")
    for path in ("/nothing/", "/sitemap.xml", "/search/?q=long", "/account/login/"):
        with subtests.test(path=path):
            assert client.get(path, headers=GZIP).headers["Content-Encoding"] == "gzip"


def test_short_responses_are_not_compressed(client):
    assert "Content-Encoding" not in client.get("/healthz", headers=GZIP).headers


def test_files_are_not_compressed(client):
    response = client.get("/favicon.ico", headers=GZIP)
    assert "Content-Encoding" not in response.headers
    assert int(response.headers["Content-Length"]) == len(b"".join(response.streaming_content))


def test_static_files_are_compressed_and_hashed():
    from config.settings import base

    storage = base.STORAGES["staticfiles"]["BACKEND"]
    assert storage == "whitenoise.storage.CompressedManifestStaticFilesStorage"
    order = django_settings.MIDDLEWARE.index
    whitenoise = "whitenoise.middleware.WhiteNoiseMiddleware"
    assert order(whitenoise) < order("core.middleware.CompressionMiddleware")


def test_style_sheet_contains_all_parts(settings, tmp_path):
    with override_settings(DATA_DIR=tmp_path):
        found = finders.find(CONCATENATED_CSS)
        again = [path for path, _ in ConcatenatedCssFinder().list(None)]
    css = Path(found).read_text("utf-8")
    assert again == [CONCATENATED_CSS]
    assert "/*" not in css
    for text in (":root", "@layer", "@media print", "forced-colors"):
        assert text in css
    assert "http:" not in css.replace("http://www.w3.org/", "")
