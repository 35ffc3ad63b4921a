"""What members agree to, as it is worded today: kept whenever editors change it."""

from typing import Any

from core.models import NavigationSettings
from membership.actions.members import list_outstanding_consents
from membership.models import ConsentText, Member, MemberTextSettings

ConsentType = ConsentText.ConsentType


def get_outstanding_consents(member: Member) -> list[ConsentText]:
    """The wordings of today that *member* has not agreed to."""
    record_membership_consent_text(MemberTextSettings.load())
    return list_outstanding_consents(member)


def record_membership_consent_text(text: MemberTextSettings) -> None:
    """Keep what members agree to, as *words* say it."""
    ConsentText.objects.get_or_create_version(ConsentType.MEMBERSHIP, text.membership_consent)


def record_guidelines_text() -> None:
    """Keep the words of the page that is chosen as the guidelines; none while it is no page, not
    published, or empty."""
    page = NavigationSettings.load().guidelines_page
    text = _get_page_text(page.specific) if page and page.live else ""
    if text:
        ConsentText.objects.get_or_create_version(ConsentType.GUIDELINES, text)


def _get_page_text(page: Any) -> str:
    """Introduction and text without markup, on one line: another layout is no other wording."""
    parts = (getattr(page, "summary_text", ""), getattr(page, "body_text", ""))
    return " ".join(" ".join(parts).split())
