"""The current consent texts of members, stored as a new version when editors change them."""

from typing import Any

from core.models import NavigationSettings
from membership.actions.members import list_outstanding_consents
from membership.models import ConsentText, Member, MemberTextSettings

ConsentType = ConsentText.ConsentType


def get_outstanding_consents(member: Member) -> list[ConsentText]:
    """The current consent texts that *member* has not agreed to."""
    record_membership_consent_text(MemberTextSettings.load())
    return list_outstanding_consents(member)


def record_membership_consent_text(text: MemberTextSettings) -> None:
    """Store the membership consent in *text* as a version, if it is new."""
    ConsentText.objects.get_or_create_version(ConsentType.MEMBERSHIP, text.membership_consent)


def record_guidelines_text() -> None:
    """Store the text of the guidelines page as a version, if it is new.

    Does nothing while no page is selected, or the page is unpublished or empty.
    """
    page = NavigationSettings.load().guidelines_page
    text = _get_page_text(page.specific) if page and page.live else ""
    if text:
        ConsentText.objects.get_or_create_version(ConsentType.GUIDELINES, text)


def _get_page_text(page: Any) -> str:
    """Introduction and body without markup, on one line, so that new layout is no new version."""
    parts = (getattr(page, "summary_text", ""), getattr(page, "body_text", ""))
    return " ".join(" ".join(parts).split())
