"""Personal fields are only read in the listed files.

Member-only meeting details have their own test: tests/events/test_direct_reads.py.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

FOLDERS = ("site", "templates", "home", "search", "news", "events", "resources", "membership")
QUEUE = "membership/staff/applications"
# Pattern of a field -> path prefixes of the files that may read it.
GUARDED = {
    r"\b(eligibility|(?<!models\.)\w*application\.(email|name|answers)|email_hash)\b": (
        # Stored and deleted; shown to the team with log entries; exported on request.
        *("membership/models/", "membership/actions/"),
        *(f"{QUEUE}/presenters.py", f"{QUEUE}/export.py"),
        # Corrected and entered by the team.
        *(f"{QUEUE}/decision_forms.py", f"{QUEUE}/paper_forms.py"),
        # Before submission, and the status of a link.
        *("membership/applications/views.py", "membership/applications/status.py"),
        # Shown to the person themselves only.
        "membership/personal_data.py",
    ),
    r"\b(real_name|ending_reason)\b": (
        *("membership/models/", "membership/actions/"),
        # Entered by members, and shown to themselves.
        *("membership/members/forms.py", "membership/members/views.py"),
        "membership/applications/onboarding_",
        *("templates/membership/members/settings.html", "membership/personal_data.py"),
        # Shown to the team with log entries.
        *("membership/staff/members/", "templates/membership/staff/members/inspect.html"),
    ),
    r"\bnew_email\b": ("site/users/", "site/privacy/account_data.py"),
    r"\bconsent_note\b": (
        *("membership/models/", "membership/actions/", f"{QUEUE}/paper_forms.py"),
        *(f"{QUEUE}/presenters.py", "templates/membership/staff/applications/answers.html"),
        "membership/personal_data.py",
    ),
    r"\b(consent_given_on|review_on|legacy_url)\b": ("news/models/", "news/panels.py"),
    r"\brecipient(_hash)?\b": (
        *("site/mailqueue/models/queued_mail.py", "site/mailqueue/serialisation.py"),
        *("site/mailqueue/backend.py", "site/mailqueue/delivery.py"),
        *("site/mailqueue/smtp_errors.py", "site/mailqueue/views.py", "site/mailqueue/viewset.py"),
        "site/privacy/account_data.py",
    ),
    r"\b(shown_)?author\.(consent_given_on|pk)\b": (),
}


def sources() -> Iterator[tuple[str, str]]:
    for folder in FOLDERS:
        for path in (settings.ROOT / folder).rglob("*"):
            name = path.relative_to(settings.ROOT).as_posix()
            if path.suffix in {".py", ".html", ".txt"} and not _is_left_out(name):
                yield name, path.read_text()


def _is_left_out(name: str) -> bool:
    return "/migrations/" in name or name.startswith(("home/demo/", "site/static/"))


@pytest.mark.parametrize("reads", GUARDED)
def test_private_fields_are_read_only_in_listed_files(reads: str) -> None:
    found = [
        f"{name}: {line.strip()}"
        for name, text in sources()
        if not name.startswith(GUARDED[reads])
        for line in text.splitlines()
        if re.search(reads, line)
    ]
    assert found == []


@pytest.mark.parametrize("reads", [reads for reads, guards in GUARDED.items() if guards])
def test_every_listed_file_reads_its_field(reads: str) -> None:
    for guard in GUARDED[reads]:
        named = [
            name for name, text in sources() if name.startswith(guard) and re.search(reads, text)
        ]
        assert named, f"{guard} does not read {reads}"


def test_patterns_match_reads_of_private_fields() -> None:
    reads = next(iter(GUARDED))
    for line in ("{{ application.email }}", "one.eligibility", "self.application.answers"):
        assert re.search(reads, line)
    assert not re.search(reads, "membership.models.application.email")


def test_sources_include_code_and_templates() -> None:
    assert len(list(sources())) > 300
    assert Path(settings.ROOT / "templates/components/answer_summary.html").exists()
